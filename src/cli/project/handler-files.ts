// Why: a handler is found by the name of its file, so that nothing of the user's code has to be loaded to know
// which jobs have one.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "../../ir/ir.js";

/** The directory of the handlers, in the project's root. */
export const HANDLERS = "handlers";

/** What `import "../handlers/NAME.js"` may mean, the one that is taken first. */
const ENDINGS = [".ts", ".tsx", ".js"];

/** The file of a job's handler from the root, with `/`; undefined when it is not there. */
export function handlerPath({ fileName }: Pick<Job, "fileName">, root: string): string | undefined {
  return ENDINGS.map((ending) => `${HANDLERS}/${fileName}${ending}`).find((path) =>
    existsSync(join(root, path)),
  );
}

/** The jobs whose handler file is not there. */
export function jobsWithoutHandler(jobs: readonly Job[], root: string): Job[] {
  return jobs.filter((job) => handlerPath(job, root) === undefined);
}

/** A file that could be a handler. */
export interface HandlerFile {
  /** From the root, with `/`. */
  readonly path: string;
  /** Its name without the ending: that of its job. */
  readonly stem: string;
}

/**
 * The files that could be handlers, by name. Tests and declarations are none, nor is an index; what lies in
 * folders below no worker imports.
 */
export function listHandlerFiles(root: string): HandlerFile[] {
  const folder = join(root, HANDLERS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?!index\.)[^.]+\.(?:tsx?|js)$/.test(entry.name))
    .map(({ name }) => ({ path: `${HANDLERS}/${name}`, stem: name.slice(0, name.indexOf(".")) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A file of this stem in a folder below `handlers/`, from the root with `/`. */
export function findDeeper(stem: string, root: string): string | undefined {
  const names = new Set(ENDINGS.map((ending) => `${stem}${ending}`));
  return foldersBelow(HANDLERS, root)
    .flatMap((folder) => [...names].map((name) => `${folder}/${name}`))
    .find((path) => existsSync(join(root, path)));
}

/** How deep folders are looked into. */
const MOST_DEEP = 4;

function foldersBelow(folder: string, root: string, depth = MOST_DEEP): string[] {
  if (depth === 0 || !existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map(({ name }) => `${folder}/${name}`)
    .sort()
    .flatMap((path) => [path, ...foldersBelow(path, root, depth - 1)]);
}
