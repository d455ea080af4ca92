// Why: generated code is compiled by whatever TypeScript its users have, against the types that we ship.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { plant, scratch } from "./scratch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The versions of TypeScript that are installed, by their package's name. */
export const compilers = [
  "typescript-5.4",
  "typescript-5.9",
  "typescript",
  "typescript-7",
] as const;

/**
 * What a compiler finds wrong in files, at its strictest; empty when nothing. `skipLibCheck` trusts the types
 * that they import.
 */
export async function typeErrors(
  compiler: (typeof compilers)[number],
  files: readonly string[],
  options: { readonly skipLibCheck?: boolean } = {},
): Promise<string> {
  const project = scratch();
  const config = { compilerOptions: { ...compilerOptions, ...options }, files };
  plant(project, { "tsconfig.json": JSON.stringify(config) });
  const manifest = createRequire(import.meta.url).resolve(`${compiler}/package.json`);
  const args = [join(dirname(manifest), "bin/tsc"), "--project", project, "--pretty", "false"];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      resolve(error === null ? "" : `${stdout}${stderr}`);
    });
  });
}

const compilerOptions = {
  target: "ES2022",
  lib: ["ES2023"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  typeRoots: [join(root, "node_modules/@types")],
  types: ["node"],
  paths: {
    "tsk-gen/runtime": [join(root, "dist/types/src/runtime/index.d.ts")],
    "kubernetes-models/*": [join(root, "node_modules/kubernetes-models/*.d.ts")],
    "@kubernetes-models/*": [join(root, "node_modules/@kubernetes-models/*.d.ts")],
  },
  noEmit: true,
  skipLibCheck: false,
  strict: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  exactOptionalPropertyTypes: true,
  isolatedModules: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
};
