// Why: the last line answers the questions that remain after scrolling: how many, where, and can a tool mend it.

import type { RenderOptions } from "./render/renderer.js";
import type { Findings } from "./sink.js";

/**
 * `2 errors, 1 warning in config/queue.tusk - 1 fixable with --fix`; before it a line that counts what is
 * not shown. Empty when nothing was found.
 */
export function summarize(findings: Findings, options: RenderOptions): string[] {
  const { showPath = (path) => path, fixBy = "--fix" } = options;
  const paths = new Set(findings.shown.map((found) => found.primary.source.path));
  const [first] = paths;
  if (first === undefined) return [];
  const counts = [
    counted(findings.errors, "error"),
    counted(findings.warnings, "warning"),
    counted(findings.hints, "hint"),
  ].filter((text) => text !== undefined);
  const place = paths.size === 1 ? showPath(first) : `${paths.size} files`;
  const fixable = findings.fixable > 0 ? ` - ${findings.fixable} fixable with ${fixBy}` : "";
  const summary = `${counts.join(", ")} in ${place}${fixable}`;
  return findings.hidden > 0 ? [`${findings.hidden} more are not shown`, summary] : [summary];
}

function counted(number: number, noun: string): string | undefined {
  if (number === 0) return undefined;
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}
