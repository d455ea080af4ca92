// Why: blocks of other languages are passed over as a whole, and where one ends is told by its lines alone.

import { Char, nextLine, skipBlanks } from "./characters.js";
import { codeEnd } from "./comments.js";
import type { Scan } from "./scan.js";

/** Whether the line of `at` ends in a `{` that stands at or behind it, a comment aside. */
export function opensBlock(text: string, at: number): boolean {
  const end = codeEnd(text, at, at);
  return end > at && text.charCodeAt(end - 1) === Char.BraceOpen;
}

/**
 * Where the block of code whose `{` ends the line of `at` is over: behind the first later `closer` that
 * starts a line, no deeper than `column`, the current statement's. Undefined when there is none.
 */
export function blockEnd(
  scan: Scan,
  at: number,
  closer: number = Char.BraceClose,
  column = scan.lineColumn,
): number | undefined {
  const { text } = scan;
  const search = `block ${closer}`;
  if (scan.hopeless.has(search)) return undefined;
  for (let line = nextLine(text, at); line < text.length; line = nextLine(text, line)) {
    const start = skipBlanks(text, line);
    if (text.charCodeAt(start) !== closer || start - line >= column) continue;
    if (opensBlock(text, start)) continue;
    scan.lineStart = line;
    return start + 1;
  }
  scan.hopeless.add(search);
  return undefined;
}
