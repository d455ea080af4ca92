// Why: "stale" is only believed when one sees what would change.

import { formatPatch, structuredPatch } from "diff";

/** What turns `before` into `after`, as `git diff` shows it; empty when nothing would change. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined);
  return formatPatch(patch).replace(/^=+\n/, "");
}
