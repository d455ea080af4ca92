// Why: output goes through symbolic links, since people mount and share directories, but never out of the
// project, whatever a link or a manifest says.

import { basename, dirname, join, relative } from "node:path";
import { isInside } from "../../source/inside.js";
import type { Disk } from "./disk.js";

/** The directory that files are written to. */
export interface Place {
  /** The project's root, absolute; nothing outside is touched. */
  readonly root: string;
  /** Relative to the root. */
  readonly directory: string;
}

/** Where a file really is, or why nothing can be written there. */
export type Target =
  | { readonly kind: "free" | "file"; readonly path: string }
  | { readonly kind: "outside" | "blocked" };

/** Finds the real place of a file, given relative to the output directory. */
export type Locate = (file: string) => Target;

/** For one look at the disk: each directory is looked at once, however many files it has. */
export function locator(disk: Disk, { root, directory }: Place): Locate {
  const realRoot = disk.realPath(root);
  const seen = new Map<string, string | undefined>();
  const realDirectory = (path: string): string | undefined => {
    if (!seen.has(path)) seen.set(path, findDirectory(disk, path));
    return seen.get(path);
  };
  return (file) => {
    const wanted = join(root, directory, file);
    const kind = disk.kindOf(wanted);
    if (kind === "file") return within(realRoot, disk.realPath(wanted), "file");
    const parent = kind === "nothing" ? realDirectory(dirname(wanted)) : undefined;
    if (parent === undefined) return { kind: "blocked" };
    return within(realRoot, join(parent, basename(wanted)), "free");
  };
}

/** Where a directory is or would be made; undefined when something else is in the way. */
function findDirectory(disk: Disk, path: string): string | undefined {
  const parent = existingParent(disk, path);
  if (disk.kindOf(parent) !== "directory") return undefined;
  return join(disk.realPath(parent), relative(parent, path));
}

function within(root: string, path: string, kind: "free" | "file"): Target {
  return isInside(root, path) ? { kind, path } : { kind: "outside" };
}

function existingParent(disk: Disk, path: string): string {
  let parent = path;
  while (disk.kindOf(parent) === "nothing" && dirname(parent) !== parent) parent = dirname(parent);
  return parent;
}
