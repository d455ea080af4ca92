// Why: generated worker.ts starts itself when it is the program, and not when it is imported.

import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Whether the module of this `import.meta.url` is the program that was started. */
export function isMain(url: string): boolean {
  const started = process.argv[1];
  if (started === undefined || !url.startsWith("file:")) return false;
  const module = realPath(fileURLToPath(url));
  if (module === undefined) return false;
  return ["", ".js", ".mjs", ".ts", ".mts"].some((ending) => realPath(started + ending) === module);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
