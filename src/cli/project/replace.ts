// Why: a file of the user is never seen half written, keeps its permissions, and stays where a link says it is.
// What somebody else saved in the meantime is not lost.

import { dirname } from "node:path";
import { nodeDisk } from "../../emit/write/disk.js";
import { orRemove, removeAbandoned, writeTemporary } from "../../emit/write/temporary.js";
import { Failure } from "../exit.js";

/** A change of a file. */
export interface Replacement {
  /** What was read. */
  readonly before: string;
  readonly after: string;
  /** What a failure calls the file. */
  readonly shown: string;
}

/**
 * Writes a file that is there anew, in one step; `path` is absolute. Throws a `Failure` when it is no regular
 * file or no longer what was read, and else what the system throws.
 */
export function replaceText(path: string, { before, after, shown }: Replacement): void {
  requireRegular(path, shown);
  const target = nodeDisk.realPath(path);
  const writer = { disk: nodeDisk, pid: process.pid };
  removeAbandoned(writer, dirname(target));
  const temporary = writeTemporary(writer, target, after);
  orRemove(nodeDisk, temporary, () => {
    if (nodeDisk.read(target) !== before)
      throw new Failure(`\`${shown}\` was changed while it was read`, {
        help: "run the command again",
      });
    nodeDisk.rename(temporary, target);
  });
}

/** Refuses what cannot be replaced, such as a named pipe. */
export function requireRegular(path: string, shown: string): void {
  if (nodeDisk.kindOf(path) === "other")
    throw new Failure(`\`${shown}\` is not a regular file, so it cannot be changed`);
}

/** Whether two files are one, or could be. */
export function haveSameText(one: string, other: string): boolean {
  return nodeDisk.read(one) === nodeDisk.read(other);
}
