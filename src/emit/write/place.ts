// Why: output goes through symbolic links, since people mount and share directories, but never out of the
// project, whatever a link or a manifest says.

import { dirname, join, relative, sep } from "node:path";
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

/** Finds the real place of a file of the output. */
export function locate(disk: Disk, { root, directory }: Place, file: string): Target {
  const realRoot = disk.realPath(root);
  const wanted = join(root, directory, file);
  const kind = disk.kindOf(wanted);
  if (kind === "file") return within(realRoot, disk.realPath(wanted), "file");
  if (kind !== "nothing") return { kind: "blocked" };
  const parent = existingParent(disk, wanted);
  if (disk.kindOf(parent) !== "directory") return { kind: "blocked" };
  return within(realRoot, join(disk.realPath(parent), relative(parent, wanted)), "free");
}

function within(root: string, path: string, kind: "free" | "file"): Target {
  const way = relative(root, path);
  return way === ".." || way.startsWith(`..${sep}`) ? { kind: "outside" } : { kind, path };
}

function existingParent(disk: Disk, path: string): string {
  let parent = dirname(path);
  while (disk.kindOf(parent) === "nothing" && dirname(parent) !== parent) parent = dirname(parent);
  return parent;
}
