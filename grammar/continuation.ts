// Why: an expression ends with its line unless it stands in brackets. Whoever goes on below means one expression,
// so all its lines are one error, and none of them is a key.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Span } from "../src/source/source.js";
import { Char, findOnLine, isLineEnd, matchEnd } from "./characters.js";
import { type Content, commentEnd, nextContent, startsComment } from "./comments.js";
import type { Scan } from "./scan.js";
import {
  BareKey,
  BareText,
  BinaryOperator,
  Colon,
  Header,
  Question,
  QuotedKey,
  type Token,
  VariableKey,
} from "./tokens.js";

/**
 * An expression ends with its line, so that the next line can be a setting again. In parentheses it may
 * stand on as many lines as you like.
 *
 * ```tusk expect=expression-over-lines
 * $level: "high"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: $level == "high"
 *       ? 20
 *       : 5
 * ```
 *
 * ```tusk
 * $level: "high"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: ($level == "high"
 *       ? 20
 *       : 5)
 * ```
 */
const overLines = defineDiagnostic<object>({
  code: "TSK1034",
  name: "expression-over-lines",
  severity: "error",
  message: () => "this expression goes on behind the end of its line",
});

/** Signs that no statement starts with; those that text has, too, do not count in a list. */
const LEADING = /(?:\|[|>]|&&|\?\??|:|[=!]=|[+*%])(?=[ \t])/y;
const LEADING_IN_LIST = /(?:\|[|>]|&&|\?\??|[=!]=)(?=[ \t])/y;
/** How bare text ends that is the start of an expression and nothing else. */
const TRAILING = /[ \t](?:\|\||&&|\?\??|:|[=!<>]=)$/;
const LONGEST_TRAILING = 3;
/** Bare text that is operands and operators between them, such as `60 *`; `0 3 * * *` is not. */
const HALF = /^[$\w][\w.]*(?:[ \t]+[-+*/%<>][ \t]+[$\w][\w.]*)*[ \t]+[-+*/%<>]$/;
const LONGEST_HALF = 200;

/** Adds one error for the lines that go on with the expression that ends here, at the end of a line. */
export function lexContinuation(scan: Scan): boolean {
  const { frame, lastToken, text, pos } = scan;
  if (scan.mode !== "expression" || frame?.kind === "paren" || frame?.kind === "index")
    return false;
  if (lastToken === undefined || COMPLETE.has(lastToken.tokenType)) return false;
  const next = nextContent(scan, pos);
  if (next === undefined) return false;
  const { start } = next;
  const leading = frame?.kind === "array" ? LEADING_IN_LIST : LEADING;
  const end = matchEnd(leading, text, start);
  const sign = end === undefined ? trailingSign(scan, lastToken) : { start, end };
  if (sign === undefined || !isInside(scan, next)) return false;
  takeLines(scan, start, sign);
  return true;
}

/** Whether bare text ends as the start of an expression does, so that a line below it would go on with it. */
export function endsInSign(text: string): boolean {
  return TRAILING.test(text.slice(-LONGEST_TRAILING));
}

/** Adds one error for bare text up to `end` that opens a bracket in an expression, with the lines to its closer. */
export function lexOpenExpression(scan: Scan, end: number): boolean {
  const { text, pos } = scan;
  const opener = end - 1;
  if (!OPENERS.has(text.charCodeAt(opener))) return false;
  if (!OPERATOR.test(text.slice(pos, opener))) return false;
  takeLines(scan, pos, { start: opener, end });
  return true;
}

/** Behind these no expression goes on. */
const COMPLETE: ReadonlySet<unknown> = new Set([BareKey, QuotedKey, VariableKey, Header]);
const OPENERS = new Set<number>([Char.ParenOpen, Char.BracketOpen, Char.BraceOpen]);
const CLOSERS = new Set<number>([Char.ParenClose, Char.BracketClose, Char.BraceClose]);
const OPERATOR = /[ \t](?:[=!<>]=|&&|\|\||\?\??)[ \t]/;

/** The operator at the end of the line of `last`, its latest token. */
function trailingSign({ text, frames }: Scan, last: Token): Span | undefined {
  const type = last.tokenType;
  if (type === BinaryOperator || type === Question || type === Colon) return last;
  if (type !== BareText) return undefined;
  const start = Math.max(last.start, last.end - LONGEST_TRAILING);
  const found = text.slice(start, last.end).search(TRAILING);
  if (found >= 0) return { start: start + found + 1, end: last.end };
  if (frames.length > 0 || last.end - last.start > LONGEST_HALF) return undefined;
  return HALF.test(last.image) ? { start: last.end - 1, end: last.end } : undefined;
}

function takeLines(scan: Scan, from: number, sign: Span): void {
  const { pos } = scan;
  const at = scan.label(sign.start, sign.end);
  const notes = ["an expression ends with its line, so that the next line can be a key again"];
  const help = "put all of it in `(` and `)`, which may stand on different lines";
  const end = linesEnd(scan, from);
  scan.takeUnreadable(end, overLines({}, { at, notes, help }));
  const lastBreak = scan.text.lastIndexOf("\n", end - 1);
  if (lastBreak >= pos) scan.lineStart = lastBreak + 1;
}

/** Where an expression over lines ends that goes on at `from`, all brackets that it opens closed. */
function linesEnd(scan: Scan, from: number): number {
  const { text, frames } = scan;
  let depth = 0;
  let content = from;
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) {
      const next = nextContent(scan, at);
      if (next === undefined || !goesOn(scan, at, next, depth)) return at;
      content = next.start;
      at = content - 1;
    } else if (OPENERS.has(code)) depth += 1;
    else if (CLOSERS.has(code)) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (depth === 0 && frames.length > 0 && isSeparator(code)) return at;
    else if (code === Char.DoubleQuote || code === Char.SingleQuote)
      at = findOnLine(text, code, at + 1, text.length) ?? at;
    else if (startsComment(text, at, content)) at = commentEnd(text, at) - 1;
  }
}

function isSeparator(code: number): boolean {
  return code === Char.Comma || code === Char.Semicolon;
}

/** Whether the line at `next` belongs to what ends at `end` with `depth` brackets open. */
function goesOn(scan: Scan, end: number, next: Content, depth: number): boolean {
  const { text, frames } = scan;
  if (depth > 0) return isInside(scan, next) || CLOSERS.has(text.charCodeAt(next.start));
  if (frames.length === 0) return isInside(scan, next);
  const line = text.slice(Math.max(0, end - LONGEST_TRAILING), end);
  return ENDS_OPEN.test(line) || matchEnd(LEADING, text, next.start) !== undefined;
}

const ENDS_OPEN = /[ \t](?:\|\||&&|\?\??|:|[=!<>]=|[-+*/%<>])[ \t]?$/;

/** Whether the line of `next` can belong to the current value: in brackets, all can. */
function isInside(scan: Scan, { lead }: Content): boolean {
  if (scan.frames.length > 0) return true;
  const lineStart = scan.text.lastIndexOf("\n", lead) + 1;
  return scan.layout.columnAt(lineStart, lead) > scan.keyColumn;
}
