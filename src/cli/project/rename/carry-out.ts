// Why: callers change first and queue.tusk last, so that a run which is ended in between can be repeated: until
// queue.tusk has the new name, the command finds the old one and what is left to do. Between two files of TuskLang
// it finds what makes them agree again.

import { dirname } from "node:path";
import { nodeDisk } from "../../../emit/write/disk.js";
import type { Change } from "../../changes.js";
import { unifiedDiff } from "../../diff.js";
import { Failure } from "../../exit.js";
import type { Io } from "../../io.js";
import { showPath } from "../locate.js";
import { haveSameText, replaceText, requireRegular } from "../replace.js";
import type { RenamePlan } from "./plan.js";

/** What a rename does to the user's files, in paths as people see them. */
export function changesOf({ sources, handler, tusk }: RenamePlan, io: Io): Change[] {
  const changed = [...sources.filter(({ path }) => path !== handler?.from), ...tusk.changed];
  return [
    ...changed.map(({ path }): Change => ({ action: "changed", path: showPath(io, path) })),
    ...(handler === undefined
      ? []
      : [
          { action: "removed", path: showPath(io, handler.from) } as const,
          { action: "created", path: showPath(io, handler.to) } as const,
        ]),
  ];
}

/** The same as a patch. */
export function patchOf({ sources, tusk }: RenamePlan, io: Io): string {
  return [...sources, ...tusk.changed]
    .map(({ path, before, after }) => unifiedDiff(showPath(io, path), before, after))
    .join("");
}

/** Writes the user's files. Throws a `Failure` when one is no longer what was read. */
export function carryOut({ sources, handler, tusk }: RenamePlan, io: Io): void {
  const replacements = [...sources, ...tusk.changed];
  for (const { path, before } of replacements) {
    const shown = showPath(io, path);
    requireRegular(path, shown);
    if (nodeDisk.read(path) !== before)
      throw new Failure(`\`${shown}\` was changed while it was read`);
  }
  const replace = ({ path, before, after }: RenamePlan["sources"][number]) =>
    replaceText(path, { before, after, shown: showPath(io, path) });
  sources.forEach(replace);
  if (handler !== undefined) move(handler.from, handler.to, io);
  tusk.changed.forEach(replace);
}

/** Gives a file another name in its directory, unless that is taken. */
function move(from: string, to: string, io: Io): void {
  nodeDisk.makeDirectory(dirname(to));
  try {
    nodeDisk.link(from, to);
  } catch {
    if (nodeDisk.kindOf(to) !== "nothing" && !haveSameText(from, to))
      throw new Failure(`\`${showPath(io, to)}\` is there already`);
    // Moved half way before, or a disk without second names; anything else fails here again.
    nodeDisk.rename(from, to);
  }
  nodeDisk.remove(from);
}
