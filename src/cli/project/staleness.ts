// Why: generated code that does not fit queue.tusk runs something that nobody wrote down. What differs is
// told file by file, with a patch.

import { MANIFEST } from "../../emit/manifest.js";
import { isUpToDate, type OutputDifference } from "../../emit/write/compare-output.js";
import { unifiedDiff } from "../diff.js";

/** How a file of the output differs from what queue.tusk says. */
export interface FileDifference {
  /** Relative to the output directory. */
  readonly path: string;
  readonly state: "missing" | "stale" | "left over" | "edited by hand" | "in the way";
}

/** The manifest lists the other files: that it is old or missing says something only when nothing else does. */
export function withoutManifest(difference: OutputDifference): OutputDifference {
  const isOther = ({ path }: { readonly path: string }): boolean => path !== MANIFEST;
  const missing = difference.missing.filter(isOther);
  const stale = difference.stale.filter(isOther);
  const others = { ...difference, missing, stale };
  return isUpToDate(others) ? difference : others;
}

/** Every file that differs. */
export function listDifferences(difference: OutputDifference): FileDifference[] {
  const { missing, stale, orphaned, refused } = difference;
  const stated = (files: readonly { readonly path: string }[], state: FileDifference["state"]) =>
    files.map(({ path }) => ({ path, state }));
  return [
    ...stated(missing, "missing"),
    ...stated(stale, "stale"),
    ...stated(orphaned, "left over"),
    ...refused.map(
      ({ path, reason }): FileDifference => ({
        path,
        state: reason === "edited" ? "edited by hand" : "in the way",
      }),
    ),
  ];
}

/** What `generate` would change in the files that are there; `prefix` leads to the output directory. */
export function patchOf({ stale, refused }: OutputDifference, prefix: string): string {
  return [...stale, ...refused]
    .map(({ path, actual, expected }) =>
      actual === undefined || expected === undefined
        ? ""
        : unifiedDiff(`${prefix}/${path}`, actual, expected),
    )
    .join("");
}
