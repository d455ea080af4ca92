// Why: what a file imports is followed step by step, so that a path or a link that leads out of the project is
// refused before anything out there is looked at.

import { lstatSync, readlinkSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/** What a path within a project leads to. */
export type Inside =
  /** `path` is absolute and had no links in it when `identity` was there. */
  | { readonly kind: "file"; readonly path: string; readonly identity: FileIdentity }
  /** `directory` is the last that is there, absolute; `rest` are the names that it lacks. */
  | { readonly kind: "missing"; readonly directory: string; readonly rest: readonly string[] }
  | { readonly kind: "outside" }
  /** It is there and is no file; `why` completes a sentence about it. */
  | { readonly kind: "other"; readonly why: string };

/** What tells a file from one that takes its place. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/** How many symbolic links are followed, as on Linux. */
const MOST_LINKS = 40;

/** Follows names from `root`, an absolute path without links. Throws what the file system throws. */
export function followInside(root: string, names: readonly string[]): Inside {
  const ahead = names.toReversed();
  const passed: string[] = [];
  let links = 0;
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (name === "" || name === ".") continue;
    if (name === "..") {
      if (passed.pop() === undefined) return { kind: "outside" };
      continue;
    }
    const path = join(root, ...passed, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() !== true) {
      if (found === undefined || !(found.isDirectory() || ahead.every(isHere))) {
        const rest = [name, ...ahead.toReversed()];
        return { kind: "missing", directory: join(root, ...passed), rest };
      }
      passed.push(name);
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) return { kind: "other", why: "is a link that leads in a circle" };
    const target = readlinkSync(path);
    const way = isAbsolute(target) ? relative(root, target) : target;
    if (isAbsolute(target)) passed.length = 0;
    ahead.push(...way.split(sep).toReversed());
  }
  return describe(join(root, ...passed));
}

function isHere(name: string): boolean {
  return name === "" || name === ".";
}

function describe(path: string): Inside {
  const found = lstatSync(path);
  if (found.isFile()) return { kind: "file", path, identity: { dev: found.dev, ino: found.ino } };
  return {
    kind: "other",
    why: found.isDirectory() ? "is a directory, not a file" : "is not a regular file",
  };
}
