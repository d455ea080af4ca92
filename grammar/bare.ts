// Why: bare text has no mark at its end, so its end is a rule: the line's, and inside brackets the next
// separator outside brackets of its own. A comment is never part of it.

import {
  Char,
  isBlank,
  isDigit,
  isLineEnd,
  keyEnd,
  lineEnd,
  matchEnd,
  nestingOf,
  skipBlanks,
} from "./characters.js";
import { startsComment } from "./comments.js";
import { isSpaced, lexExpression } from "./expression-lexer.js";
import { NUMBER } from "./numbers.js";
import type { OpenBrackets, Scan } from "./scan.js";
import {
  BareExpressionClose,
  BareExpressionOpen,
  Colon,
  ParenClose,
  ParenOpen,
  Question,
  Unreadable,
} from "./tokens.js";

/** Where bare text at the position ends, blanks behind it aside. */
export interface Bare {
  readonly end: number;
  /** Whether a blank is in it: without one it is no expression. */
  readonly spaced: boolean;
}

/** Finds the end of the bare text at the position. */
export function bareEnd(scan: Scan): Bare {
  if (scan.frames.length === 0) return lineBareEnd(scan);
  const nested = staysOpen(scan) ? undefined : bracketedBareEnd(scan, true);
  if (nested) return nested;
  scan.openBrackets ??= openBracketsIn(scan);
  return bracketedBareEnd(scan, false) ?? { end: scan.pos, spaced: false };
}

/** Whether bare text at the position is known to leave a bracket of its own open. */
function staysOpen(scan: Scan): boolean {
  const { pos, openBrackets: known } = scan;
  if (known && pos >= known.end) scan.openBrackets = undefined;
  return scan.openBrackets?.opens[pos - scan.openBrackets.start] === 1;
}

/** Works out for each place of the rest of the line whether bare text there would leave a bracket open. */
function openBracketsIn({ text, pos, lineStart }: Scan): OpenBrackets {
  const end = lineEnd(text, pos);
  const opens = new Uint8Array(end - pos + 1);
  /** For each closer without an opener so far, whether text behind it leaves a bracket open. */
  const closers: number[] = [];
  for (let at = end - 1; at >= pos; at--) {
    const code = text.charCodeAt(at);
    const behind = opens[at + 1 - pos] ?? 0;
    const nesting = nestingOf(code);
    const isComment =
      (code === Char.Hash || code === Char.Slash) && startsComment(text, at, lineStart);
    if (isComment) closers.length = 0;
    if (nesting < 0) closers.push(behind);
    const ends = isComment || endsInBrackets(code);
    opens[at - pos] = nesting > 0 ? (closers.pop() ?? 1) : ends ? 0 : behind;
  }
  return { start: pos, end, opens };
}

function lineBareEnd(scan: Scan): Bare {
  const { text, pos, lineStart } = scan;
  let end = pos;
  let spaced = false;
  for (let at = pos; ; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) break;
    if (isBlank(code)) continue;
    if (startsComment(text, at, lineStart)) break;
    spaced ||= at > end && end > pos;
    end = at + 1;
  }
  return { end: withoutSeparators(text, pos, end), spaced };
}

/** A `,` or `;` that ends the line separates, and another before it is an error; none is part of the text. */
function withoutSeparators(text: string, start: number, end: number): number {
  while (end > start && isSeparatorOrBlank(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

function isSeparatorOrBlank(code: number): boolean {
  return code === Char.Comma || code === Char.Semicolon || isBlank(code);
}

/** With `nesting`, undefined when a bracket of the text's own stays open. */
function bracketedBareEnd(scan: Scan, nesting: boolean): Bare | undefined {
  const { text, pos, lineStart } = scan;
  let end = pos;
  let spaced = false;
  let depth = 0;
  for (let at = pos; ; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) break;
    if (isBlank(code)) continue;
    if (startsComment(text, at, lineStart)) break;
    if (depth === 0 && endsInBrackets(code)) return { end, spaced };
    if (nesting) depth = Math.max(0, depth + nestingOf(code));
    spaced ||= at > end && end > pos;
    end = at + 1;
  }
  return depth > 0 ? undefined : { end, spaced };
}

function endsInBrackets(code: number): boolean {
  return (
    code === Char.Comma ||
    code === Char.Semicolon ||
    code === Char.BracketClose ||
    code === Char.BraceClose
  );
}

export function isBareNumber(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start);
  if (!isDigit(code) && code !== Char.Minus) return false;
  return matchEnd(NUMBER, text, start) === end;
}

const RANGE = /(0|[1-9]\d*)-(0|[1-9]\d*)/y;

/** `8000-9000`: rising whole numbers. */
export function isBareRange(text: string, start: number, end: number): boolean {
  if (!isDigit(text.charCodeAt(start))) return false;
  RANGE.lastIndex = start;
  const match = RANGE.exec(text);
  return match !== null && RANGE.lastIndex === end && Number(match[1]) < Number(match[2]);
}

/**
 * Adds bare text as an expression if it reads as one: operands joined by spaced operators. Whether its
 * names are keys is not known here. Adds nothing and answers false otherwise.
 */
export function tryBareExpression(scan: Scan): boolean {
  const { text, pos, lineStart } = scan;
  if (!startsJoined(text, pos)) return false;
  const count = scan.tokens.length;
  scan.mark(BareExpressionOpen);
  scan.operandNext = true;
  if (lexJoined(scan)) {
    scan.mark(BareExpressionClose);
    return true;
  }
  scan.tokens.length = count;
  scan.pos = pos;
  scan.lineStart = lineStart;
  return false;
}

const JOINT = /(?:\|\||&&|\?\??|[=!<>]=|[<>+\-*/%])[ \t]/y;

/** Cheap test: a first operand, or a bracket or prefix, and behind it a spaced operator. */
function startsJoined(text: string, pos: number): boolean {
  const code = text.charCodeAt(pos);
  if (isDigit(code) || code === Char.Minus) {
    const end = matchEnd(NUMBER, text, pos);
    return end !== undefined && matchEnd(JOINT, text, skipBlanks(text, end)) !== undefined;
  }
  let end = keyEnd(text, pos);
  while (end > pos && text.charCodeAt(end) === Char.Dot) end = keyEnd(text, end + 1);
  const blank = skipBlanks(text, end);
  return end > pos && blank > end && matchEnd(JOINT, text, blank) !== undefined;
}

/** Reads operands and operators up to the end of the text; false when it is no expression. */
function lexJoined(scan: Scan): boolean {
  const open: string[] = [];
  for (;;) {
    scan.pos = skipBlanks(scan.text, scan.pos);
    if (endsJoined(scan, open.length)) return !scan.operandNext && open.length === 0;
    if (!lexJoinedToken(scan, open)) return false;
  }
}

function endsJoined(scan: Scan, depth: number): boolean {
  const code = scan.code();
  if (isLineEnd(code) || startsComment(scan.text, scan.pos, scan.lineStart)) return true;
  if (depth > 0) return false;
  if (scan.frames.length > 0) return endsInBrackets(code);
  let next = scan.pos;
  while (isSeparatorOrBlank(scan.text.charCodeAt(next))) next += 1;
  if (next === scan.pos) return false;
  return isLineEnd(scan.text.charCodeAt(next)) || startsComment(scan.text, next, scan.lineStart);
}

/** `open` holds the parentheses and `?` that wait for their other half. */
function lexJoinedToken(scan: Scan, open: string[]): boolean {
  const code = scan.code();
  if (code === Char.ParenOpen && scan.operandNext) {
    open.push(")");
    scan.take(ParenOpen, scan.pos + 1);
    return open.length <= 16;
  }
  if (code === Char.ParenClose && !scan.operandNext) {
    scan.take(ParenClose, scan.pos + 1);
    return open.pop() === ")";
  }
  if (scan.operandNext ? !startsPlainOperand(scan) : !startsSign(scan)) return false;
  lexExpression(scan);
  const last = scan.lastToken?.tokenType;
  if (last === Question) open.push(":");
  if (last === Colon && open.pop() !== ":") return false;
  return last !== Unreadable;
}

/** Quotes, numbers, names, `$x`, `${x}`, and prefixes: operands that open no bracket. */
function startsPlainOperand(scan: Scan): boolean {
  const { text, pos } = scan;
  const code = scan.code();
  if (code === Char.Dollar) return text.charCodeAt(pos + 1) !== Char.ParenOpen;
  if (code === Char.DoubleQuote || code === Char.SingleQuote) return true;
  return code === Char.Bang || code === Char.Minus || keyEnd(text, pos) > pos;
}

function startsSign(scan: Scan): boolean {
  const { text, pos } = scan;
  const code = scan.code();
  if (code === Char.Colon || code === Char.Question) return isBlank(text.charCodeAt(pos - 1));
  return (
    /[|?&=!<>+\-*/%]/.test(text[pos] ?? "") && isSpaced(text, pos, pos + signLength(text, pos))
  );
}

function signLength(text: string, pos: number): number {
  let end = pos;
  while (/[|?&=!<>+\-*/%]/.test(text[end] ?? "")) end += 1;
  return end - pos;
}
