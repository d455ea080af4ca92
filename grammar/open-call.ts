// Why: `int(1..9)` is text, and `f(` with its arguments on the lines below is a call. Which of them starts is
// known only at the end of the line, and a line may hold many that ask.

import {
  Char,
  findOnLine,
  isBlank,
  lineEnd,
  nestingOf,
  opensQuote,
  pathEnd,
} from "./characters.js";
import { startsComment } from "./comments.js";
import type { Scan } from "./scan.js";

/** Whether `name(` stands at the position and its line leaves the bracket open: a call over lines, and no text. */
export function opensCall(scan: Scan): boolean {
  const { text, pos } = scan;
  const paren = pathEnd(text, pos);
  if (paren === pos || text.charCodeAt(paren) !== Char.ParenOpen) return false;
  const known = scan.openLine;
  const line = known && pos >= known.start && pos < known.end ? known : readLine(scan);
  scan.openLine = line;
  return line.open.has(paren);
}

/** The rest of a line, and the brackets that it leaves open if more must follow. */
export interface OpenLine {
  readonly start: number;
  readonly end: number;
  readonly open: ReadonlySet<number>;
}

/** More follows behind an opener or a `,` at the end of a line, a comment aside. */
function readLine({ text, pos, lineStart }: Scan): OpenLine {
  const end = lineEnd(text, pos);
  const open: number[] = [];
  let last = Number.NaN;
  for (let at = pos; at < end; at++) {
    const code = text.charCodeAt(at);
    if (startsComment(text, at, lineStart)) break;
    if (!isBlank(code)) last = code;
    const nesting = nestingOf(code);
    if (nesting > 0) open.push(at);
    else if (nesting < 0) open.pop();
    else if (opensQuote(text, at)) at = findOnLine(text, code, at + 1, end) ?? at;
  }
  const goesOn = last === Char.Comma || nestingOf(last) > 0;
  return { start: pos, end, open: new Set(goesOn ? open : []) };
}
