// Why: blank lines and comments never matter, but for two things. An indented line's column is measured
// behind them, and a directive (`#web {`) only looks like a comment: its body would become keys.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import {
  Char,
  isBlank,
  isLineEnd,
  lineEnd,
  nestingOf,
  nextLine,
  skipBlanks,
} from "./characters.js";
import { skipDirective } from "./directives.js";
import { SyntaxMessages } from "./messages.js";
import type { Scan } from "./scan.js";

/**
 * A comment that opens with a slash and a star runs to the next star and slash, over any number of
 * lines. Without an end it takes in all that follows, and the settings there would be missing.
 *
 * ```tusk expect=unclosed-comment
 * queue:
 *   backend: "bullmq"
 *   /* twice as many from Monday on
 *   bullmq:
 *     concurrency: 20
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   # twice as many from Monday on
 *   bullmq:
 *     concurrency: 20
 * ```
 */
const unclosedComment = defineDiagnostic<object>({
  code: "TSK1013",
  name: "unclosed-comment",
  severity: "error",
  message: () => "this comment is never closed",
});

/** A pattern of what may be left of a line that says nothing more: blanks, and a comment behind one. */
export const NOTHING_MORE = String.raw`[ \t]*(?:[ \t](?:(?:#|//)[^\r\n]*|/\*(?:(?!\*/)[^\r\n])*\*/[ \t]*))?(?=\r?\n|$)`;

/** Moves to the first character of the next line that says something; false at the end of the file. */
export function skipToContent(scan: Scan): boolean {
  const { text } = scan;
  for (;;) {
    scan.pos = skipBlanks(text, scan.pos);
    if (scan.pos >= text.length) return false;
    const code = scan.code();
    if (isLineEnd(code)) startNextLine(scan);
    else if (code === Char.Hash && skipDirective(scan)) continue;
    else if (!skipComment(scan)) return true;
  }
}

/** Skips the comment at `pos`, if there is one. */
export function skipComment(scan: Scan): boolean {
  const { text, pos } = scan;
  if (!startsComment(text, pos, scan.lineStart) && !startsLineComment(scan)) return false;
  const block = text.charCodeAt(pos + 1) === Char.Star && text.charCodeAt(pos) === Char.Slash;
  scan.pos = block ? blockCommentEnd(scan) : lineEnd(text, pos);
  scan.comments.push({ kind: "Comment", span: { start: pos, end: scan.pos } });
  return true;
}

/** Whether `#`, `//`, or a block comment starts at `at`: only at a line's start and behind white space. */
export function startsComment(text: string, at: number, lineStart: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== Char.Hash && code !== Char.Slash) return false;
  if (at > lineStart && !isBlank(text.charCodeAt(at - 1))) return false;
  if (code === Char.Hash) return true;
  const next = text.charCodeAt(at + 1);
  return next === Char.Slash || next === Char.Star;
}

/** A `;` at the start of a line is a comment outside brackets. */
function startsLineComment(scan: Scan): boolean {
  if (scan.code() !== Char.Semicolon || scan.frames.length > 0) return false;
  return skipBlanks(scan.text, scan.lineStart) === scan.pos;
}

/**
 * Reads a line that starts with `;` inside brackets and has text behind it. There `;` separates, but whoever
 * wrote this meant a comment, and what it hides must not come into force: the line is refused as a whole.
 */
export function lexSemicolonLine(scan: Scan): boolean {
  const { text, pos, lineStart, frame } = scan;
  if (frame === undefined || frame.kind === "paren" || frame.kind === "index") return false;
  if (skipBlanks(text, lineStart) !== pos) return false;
  const start = skipBlanks(text, pos + 1);
  const end = hiddenEnd(text, start);
  if (end === start || startsComment(text, start, lineStart)) return false;
  const messages = new SyntaxMessages(scan.source);
  scan.takeUnreadable(end, messages.semicolonLine({ start: pos, end: pos + 1 }));
  return true;
}

/** The end of the line, or the first bracket on it that closes one opened before `start`. */
function hiddenEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) return at;
    depth += nestingOf(code);
    if (depth < 0) return at;
  }
}

function blockCommentEnd(scan: Scan): number {
  const { text, pos } = scan;
  const close = text.indexOf("*/", pos + 2);
  if (close < 0) {
    const at = scan.label(pos, pos + 2);
    scan.problems.push(unclosedComment({}, { at, help: "end it with `*/`" }));
    scan.isCut = true;
    return text.length;
  }
  const last = text.slice(pos, close).lastIndexOf("\n");
  if (last >= 0) scan.lineStart = pos + last + 1;
  return close + 2;
}

function startNextLine(scan: Scan): void {
  scan.pos = nextLine(scan.text, scan.pos);
  scan.lineStart = scan.pos;
}
