// Why: "stale" is only believed when one sees what would change.

import { formatPatch, type StructuredPatch, structuredPatch } from "diff";
import type { SourceFile, Span } from "../source/source.js";
import { hidePasswords } from "../source/url-password.js";

/**
 * What turns `before` into `after`, as `git diff` shows it; empty when nothing would change. Passwords of urls are
 * hidden: it is read in the logs of CI.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  // As git does: an absolute path has its `/` already.
  const below = path.startsWith("/") ? path : `/${path}`;
  const names = [`a${below}`, `b${below}`] as const;
  const least = structuredPatch(...names, before, after, undefined, undefined, {
    maxEditLength: MOST_EDITS,
  });
  const patch = formatPatch(least ?? replacement(names, before, after)).replace(/^=+\n/, "");
  return hidePasswords(patch);
}

/** Finding the fewest edits takes time by the square of their number; nobody reads more than these. */
const MOST_EDITS = 1000;

/** The patch that takes all of `before` away and adds all of `after`. */
function replacement(
  [oldFileName, newFileName]: readonly [string, string],
  before: string,
  after: string,
): StructuredPatch {
  const [removed, added] = [signedLines("-", before), signedLines("+", after)];
  const hunk = {
    oldStart: 1,
    oldLines: removed.count,
    newStart: 1,
    newLines: added.count,
    lines: [...removed.lines, ...added.lines],
  };
  return {
    oldFileName,
    newFileName,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: [hunk],
  };
}

/** The lines of a text behind a sign, and how many they are; a last line without an end is told by another. */
function signedLines(sign: "-" | "+", text: string) {
  const lines = text.split("\n");
  const last = lines.pop();
  const signed = lines.map((line) => sign + line);
  if (!last) return { lines: signed, count: signed.length };
  signed.push(sign + last);
  return { lines: [...signed, "\\ No newline at end of file"], count: signed.length };
}

/** The first line of a file that differs in `after`, without its line break. */
export function firstDifference(source: SourceFile, after: string): Span {
  const wanted = after.split("\n");
  const line = source.text.split("\n").findIndex((content, index) => content !== wanted[index]);
  const start = source.lineStarts[Math.max(line, 0)] ?? 0;
  return { start, end: start + source.line(Math.max(line, 0) + 1).length };
}
