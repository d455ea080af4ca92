// Why: blocks of other languages are passed over as a whole, and where one ends is told by its lines alone.

import { countLeading } from "../src/source/sorted.js";
import { Char, nextLine, skipBlanks } from "./characters.js";
import { codeEnd } from "./comments.js";
import type { Closer, Scan } from "./scan.js";

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
  const closers = scan.closers.get(closer) ?? closersOf(text, closer);
  scan.closers.set(closer, closers);
  const from = nextLine(text, at);
  let index = countLeading(closers, ({ start }) => start < from);
  if ((closers[index]?.leastBehind ?? column) >= column) return undefined;
  for (let found = closers[index]; found; found = closers[++index]) {
    if (found.indent >= column) continue;
    scan.lineStart = found.start - found.indent;
    return found.start + 1;
  }
  return undefined;
}

/** The closers that start a line and open nothing again, found once for a file, by place. */
function closersOf(text: string, closer: number): Closer[] {
  const found: { readonly start: number; readonly indent: number; leastBehind: number }[] = [];
  for (let line = 0; line < text.length; line = nextLine(text, line)) {
    const start = skipBlanks(text, line);
    if (text.charCodeAt(start) !== closer || opensBlock(text, start)) continue;
    found.push({ start, indent: start - line, leastBehind: Infinity });
  }
  let least = Infinity;
  for (const each of found.toReversed()) {
    least = Math.min(least, each.indent);
    each.leastBehind = least;
  }
  return found;
}
