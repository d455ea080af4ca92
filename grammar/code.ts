// Why: blocks and functions of other languages are refused as a whole. Their text follows rules of its own,
// so where they end is found by the brackets that they open, and by the column at which those close.

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { blockEnd } from "./block-end.js";
import { openBracket } from "./brackets.js";
import { Char, findOnLine, isLineEnd, lineEnd, skipBlanks } from "./characters.js";
import { startsComment } from "./comments.js";
import { codeBlockProblem, functionProblem } from "./directives.js";
import type { Scan } from "./scan.js";

/** Adds one error for the block of code from the position on, whose `{` stands at `brace`. */
export function takeCodeBlock(scan: Scan, brace: number): void {
  takeCode(scan, codeBlockProblem(scan, { start: scan.pos, end: brace + 1 }), brace);
}

/** Adds one error for the function from the position on, whose `=>` stands at `arrow`. */
export function takeFunction(scan: Scan, arrow: number): void {
  const body = arrow + 2;
  takeCode(scan, functionProblem(scan, { start: arrow, end: body }), body);
}

/** Skips code whose body starts at `from`. One that never closes is read, and goes with its line. */
function takeCode(scan: Scan, problem: Diagnostic, from: number): void {
  const isOpen = scan.openCode && from >= scan.openCode.start && from < scan.openCode.end;
  const end = isOpen ? undefined : codeEnd(scan, from);
  if (end !== undefined) {
    scan.takeUnreadable(end, problem);
    return;
  }
  if (!isOpen) scan.openCode = { start: from, end: lineEnd(scan.text, from) };
  scan.takeUnreadable(scan.pos, problem);
  scan.pos = from;
  if (scan.code() === Char.BraceOpen) openBracket(scan, "object");
}

/** Where code ends that starts at `from`; undefined when a bracket that it opens never closes. */
function codeEnd(scan: Scan, from: number): number | undefined {
  const { end, due } = lineOfCode(scan, from);
  const last = due.at(-1);
  if (last === undefined) return end;
  const { lineStart } = scan;
  let at = blockEnd(scan, from, last);
  for (let index = due.length - 2; at !== undefined && index >= 0; index--) {
    at = skipBlanks(scan.text, at);
    if (scan.text.charCodeAt(at) === due[index]) at += 1;
    else break;
  }
  if (at === undefined) scan.lineStart = lineStart;
  return at;
}

const CLOSERS: ReadonlyMap<number, number> = new Map([
  [Char.ParenOpen, Char.ParenClose],
  [Char.BracketOpen, Char.BracketClose],
  [Char.BraceOpen, Char.BraceClose],
]);
const CLOSING: ReadonlySet<number> = new Set(CLOSERS.values());

/** Where code ends on the line of `from`, and the closers that are due where it goes on below. */
function lineOfCode(scan: Scan, from: number): { readonly end: number; readonly due: number[] } {
  const { text } = scan;
  const due: number[] = [];
  let at = from;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) break;
    const closer = CLOSERS.get(code);
    if (closer !== undefined) due.push(closer);
    else if (CLOSING.has(code)) {
      if (due.pop() === undefined) break;
    } else if (due.length === 0 && endsMember(scan, code)) break;
    else if (code === Char.DoubleQuote || code === Char.SingleQuote)
      at = findOnLine(text, code, at + 1, text.length) ?? at;
    else if (startsComment(text, at, scan.lineStart)) break;
  }
  return { end: at, due };
}

function endsMember({ frames }: Scan, code: number): boolean {
  return frames.length > 0 && (code === Char.Comma || code === Char.Semicolon);
}
