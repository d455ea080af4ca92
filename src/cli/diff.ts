// Why: "stale" is only believed when one sees what would change.

import { formatPatch, structuredPatch } from "diff";
import type { SourceFile, Span } from "../source/source.js";

/** What turns `before` into `after`, as `git diff` shows it; empty when nothing would change. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined);
  return formatPatch(patch).replace(/^=+\n/, "");
}

/** The first line of a file that differs in `after`, without its line break. */
export function firstDifference(source: SourceFile, after: string): Span {
  const wanted = after.split("\n");
  const line = source.text.split("\n").findIndex((content, index) => content !== wanted[index]);
  const start = source.lineStarts[Math.max(line, 0)] ?? 0;
  return { start, end: start + source.line(Math.max(line, 0) + 1).length };
}
