// Why: ts-morph is large and only few commands need it, so it is an optional package of the project, loaded when
// it is needed.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Project } from "ts-morph";

/** The package. */
export type TsMorph = typeof import("ts-morph");

/** Loads the ts-morph of the project in `root`, else the one beside tsk-gen; undefined when there is none. */
export async function loadTsMorph(root: string): Promise<TsMorph | undefined> {
  try {
    const path = createRequire(join(root, "package.json")).resolve("ts-morph");
    return (await import(pathToFileURL(path).href)) as TsMorph;
  } catch {
    return import("ts-morph").catch(() => undefined);
  }
}

/** The TypeScript of a user's project, without its files. Throws when its tsconfig.json cannot be read. */
export function openProject(
  { Project: Opened, ts }: TsMorph,
  tsconfig: string | undefined,
  overrides: { readonly allowJs?: boolean } = {},
): Project {
  const compilerOptions = { ...overrides, noEmit: true };
  if (tsconfig !== undefined)
    return new Opened({
      tsConfigFilePath: tsconfig,
      skipAddingFilesFromTsConfig: true,
      skipFileDependencyResolution: true,
      compilerOptions,
    });
  return new Opened({
    skipFileDependencyResolution: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      strict: true,
      ...compilerOptions,
    },
  });
}
