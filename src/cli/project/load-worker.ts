// Why: `work` runs the user's handlers as they are written. Node reads no TypeScript by itself, so they go
// through the project's own tsx; a built worker needs nothing.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Runtime } from "../../runtime/index.js";
import { Failure } from "../exit.js";

/**
 * The `runtime` that a worker module exports. `root` is where tsx is looked for, `shown` what messages
 * call the module.
 */
export async function loadWorker(path: string, root: string, shown: string): Promise<Runtime> {
  if (!existsSync(path)) throw new Failure(`there is no file \`${shown}\``);
  if (/\.[mc]?tsx?$/.test(path)) await registerTsx(root);
  const module = await importUserCode(path, shown);
  if (hasRuntime(module)) return module.runtime;
  throw new Failure(`\`${shown}\` exports no \`runtime\``, {
    help: "name the worker.ts that `tsk-gen generate` wrote, or what was built from it",
  });
}

async function registerTsx(root: string): Promise<void> {
  const { register } = await importTsx(root);
  register();
}

/** Of all that tsx offers, what is used here. */
interface Tsx {
  register(): unknown;
}

async function importTsx(root: string): Promise<Tsx> {
  const require = createRequire(join(root, "package.json"));
  let manifest: string;
  try {
    manifest = require.resolve("tsx/package.json");
  } catch (error) {
    throw new Failure("tsx is not installed, and handlers in TypeScript run through it", {
      help: "`npm install --save-dev tsx`, or build the project and name the built worker",
      cause: error,
    });
  }
  // Node resolves for a project other than this package only as `require` does, which leads to a build of
  // tsx that cannot register itself; so its own word for `import` is read.
  const { exports }: TsxManifest = JSON.parse(readFileSync(manifest, "utf8"));
  const entry = join(dirname(manifest), exports["./esm/api"].import.default);
  return (await import(pathToFileURL(entry).href)) as Tsx;
}

interface TsxManifest {
  readonly exports: { readonly "./esm/api": { readonly import: { readonly default: string } } };
}

/** Whatever goes wrong while the user's modules load is told as theirs. */
async function importUserCode(path: string, shown: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const [headline = "", ...rest] = message.split("\n");
    throw new Failure(`\`${shown}\` cannot be loaded: ${headline}`, {
      notes: rest.map((line) => line.trim()).filter((line) => line !== ""),
      cause: error,
    });
  }
}

function hasRuntime(module: unknown): module is { readonly runtime: Runtime } {
  return (
    typeof module === "object" &&
    module !== null &&
    "runtime" in module &&
    typeof module.runtime === "object" &&
    module.runtime !== null &&
    "run" in module.runtime
  );
}
