// Why: generated code that does not fit queue.tusk runs something that nobody wrote down. What differs is
// told file by file, with a patch.

import { MANIFEST } from "../../emit/manifest.js";
import type { OutputDifference } from "../../emit/write/compare-output.js";
import { unifiedDiff } from "../diff.js";

/** How a file of the output differs from what queue.tusk says. */
export interface Difference {
  /** Relative to the output directory. */
  readonly path: string;
  readonly state: "missing" | "stale" | "edited by hand" | "left over" | "in the way";
}

/** Every file that differs. The manifest lists the others, so it counts only when it is alone. */
export function listDifferences(difference: OutputDifference): Difference[] {
  const stated = (files: readonly { readonly path: string }[], state: Difference["state"]) =>
    files.map(({ path }) => ({ path, state }));
  const { missing, stale, edited, unwritable, orphaned } = difference;
  const all = [
    ...stated(missing, "missing"),
    ...stated(stale, "stale"),
    ...stated(edited, "edited by hand"),
    ...stated(unwritable, "in the way"),
    ...orphaned.map((path): Difference => ({ path, state: "left over" })),
  ];
  const others = all.filter(({ path }) => path !== MANIFEST);
  return others.length > 0 ? others : all;
}

/** What `generate` would change in the files that are there; `prefix` leads to the output directory. */
export function patchOf({ stale, edited }: OutputDifference, prefix: string): string {
  return [...stale, ...edited]
    .filter(({ path }) => path !== MANIFEST)
    .map(({ path, actual, expected }) => unifiedDiff(`${prefix}/${path}`, actual, expected))
    .join("");
}
