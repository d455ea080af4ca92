// Why: programs that read findings (GitHub's annotations, code scanning) count paths from the root of the
// repository, wherever in it the command was called.

import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { isInside } from "../../source/inside.js";
import type { Io } from "../io.js";
import { withSlashes } from "./locate.js";

/**
 * The root of the repository that `directory` (absolute) is in, as `enclosingRepository` has it; else GitHub's
 * workspace, if the directory is in it (an unpacked archive has no `.git`); else where the command was called.
 */
export function repositoryRoot(io: Io, directory: string): string {
  const enclosing = enclosingRepository(directory);
  if (enclosing !== undefined) return enclosing;
  const { GITHUB_WORKSPACE: workspace = "" } = io.env;
  return isAbsolute(workspace) && isInside(workspace, directory) ? workspace : io.cwd;
}

/**
 * The nearest directory upwards that holds `.git`, so that a checkout into a folder of a workspace is found, too;
 * undefined when there is none.
 */
export function enclosingRepository(directory: string): string | undefined {
  for (let path = directory; ; path = dirname(path)) {
    if (existsSync(join(path, ".git"))) return path;
    if (dirname(path) === path) return undefined;
  }
}

/** A path (absolute) from the root of the repository, with `/`; one outside of it stays absolute. */
export function repositoryPath(root: string, path: string): string {
  return isInside(root, path) ? withSlashes(relative(root, path)) : path;
}
