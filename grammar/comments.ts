// Why: what a comment is, in one place. It opens with `#`, `//`, or `/*` at the start of a line or behind
// white space, and outside brackets with a `;` that starts its line.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Comment } from "./ast.js";
import {
  Char,
  findOnLine,
  isBlank,
  isLineEnd,
  lineEnd,
  matchEnd,
  nestingOf,
  nextLine,
  opensQuote,
  skipBlanks,
} from "./characters.js";
import type { Scan } from "./scan.js";
import { semicolonLineAt } from "./separation.js";

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

const TRIVIA = /(?:\s+|(?:#|\/\/|;)[^\r\n]*|\/\*[\s\S]*?\*\/)/y;

/** The offset behind the white space, or what looks like a comment, that stands at `at`. */
export function triviaEnd(text: string, at: number): number | undefined {
  return matchEnd(TRIVIA, text, at);
}

/** The offset behind the comment that starts at `at`; one over lines that is never closed takes the rest. */
export function commentEnd(text: string, at: number): number {
  if (!text.startsWith("/*", at)) return lineEnd(text, at);
  const close = text.indexOf("*/", at + 2);
  return close < 0 ? text.length : close + 2;
}

/** Where a line's code from `start` on ends, blanks and a comment behind it aside. */
export function codeEnd(text: string, start: number, lineStart: number): number {
  let end = start;
  for (let at = start; !isLineEnd(text.charCodeAt(at)); at++) {
    if (startsComment(text, at, lineStart)) {
      const close = matchEnd(BLOCK_ON_LINE, text, at);
      if (close === undefined) return end;
      at = close - 1;
      continue;
    }
    const quote = opensQuote(text, at) ? text.charCodeAt(at) : undefined;
    if (quote !== undefined) at = findOnLine(text, quote, at + 1, text.length) ?? at;
    if (!isBlank(text.charCodeAt(at))) end = at + 1;
  }
  return end;
}

/** The start of the next line that says something of its own: it is not in a comment that opens before. */
export function nextCodeLine(text: string, line: number): number {
  const start = skipBlanks(text, codeEnd(text, line, line));
  return nextLine(text, startsComment(text, start, line) ? commentEnd(text, start) : start);
}

/** Code behind line breaks and comments. */
export interface Content {
  readonly start: number;
  /** Where its line starts for who reads it: `start`, or the comment in front of it. */
  readonly lead: number;
}

/** The first code behind the line break at `at`; undefined when nothing but comments follows. */
export function nextContent({ text, frames }: Scan, at: number): Content | undefined {
  let lineStart = nextLine(text, at);
  let lead: number | undefined;
  for (let start = skipBlanks(text, lineStart); start < text.length; ) {
    const code = text.charCodeAt(start);
    if (isLineEnd(code)) {
      lineStart = nextLine(text, start);
      lead = undefined;
      start = lineStart;
    } else {
      const isLine = code === Char.Semicolon && frames.length === 0 && lead === undefined;
      lead ??= start;
      if (!isLine && !startsComment(text, start, lineStart)) return { start, lead };
      start = commentEnd(text, start);
    }
    start = skipBlanks(text, start);
  }
  return undefined;
}

/** Skips the comment at `pos`, if there is one. */
export function skipComment(scan: Scan): boolean {
  const { text, pos } = scan;
  if (!startsComment(text, pos, scan.lineStart) && !startsLineComment(scan)) return false;
  scan.pos = text.startsWith("/*", pos) ? blockCommentEnd(scan) : lineEnd(text, pos);
  scan.comments.push(commentAt(text, pos, scan.pos));
  return true;
}

const BLOCK_ON_LINE = /\/\*(?:(?!\*\/)[^\r\n])*\*\//y;

/**
 * Where what follows `end` on its line starts, blanks aside. Comments before it are skipped, too, if it is
 * one of `characters`; otherwise whoever reads on meets them.
 */
export function skipCommentsBefore(
  scan: Scan,
  end: number,
  characters: ReadonlySet<number>,
): number {
  const { text } = scan;
  const start = skipBlanks(text, end);
  const found: Comment[] = [];
  let at = start;
  while (at > end && startsComment(text, at, scan.lineStart)) {
    const commentEnd = matchEnd(BLOCK_ON_LINE, text, at);
    if (commentEnd === undefined) return start;
    found.push(commentAt(text, at, commentEnd));
    at = skipBlanks(text, commentEnd);
  }
  if (found.length === 0 || !characters.has(text.charCodeAt(at))) return start;
  for (const comment of found) scan.comments.push(comment);
  return at;
}

/** The comment from `start` to `end`. */
export function commentAt(text: string, start: number, end: number): Comment {
  const marker = (["/*", "//", ";"] as const).find((other) => text.startsWith(other, start)) ?? "#";
  const from = start + marker.length;
  const isClosed = marker === "/*" && end >= from + 2 && text.startsWith("*/", end - 2);
  const body = { start: from, end: isClosed ? end - 2 : end };
  return { kind: "Comment", span: { start, end }, marker, body };
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

const MEMBER = /[^:={}[\]\r\n]*[:={]/y;

/**
 * Reads what follows a `;` that starts a line inside brackets, or stands behind the opener of an object and
 * before no member. There `;` separates, but whoever wrote this meant a comment, and what it hides must not
 * come into force: all of it is refused as a whole.
 */
export function lexSemicolonLine(scan: Scan): boolean {
  const { text, pos, lineStart, frame } = scan;
  if (frame === undefined || frame.kind === "paren" || frame.kind === "index") return false;
  const start = skipBlanks(text, pos + 1);
  const opened = frame.kind !== "array" && frame.opener.end === scan.lastToken?.end;
  const isComment = opened && matchEnd(MEMBER, text, start) === undefined;
  if (!isComment && skipBlanks(text, lineStart) !== pos) return false;
  const end = hiddenEnd(text, start);
  if (end === start || startsComment(text, start, lineStart)) return false;
  scan.takeUnreadable(end, semicolonLineAt(scan.source, { start: pos, end: pos + 1 }));
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
  const end = commentEnd(text, pos);
  if (end < pos + 4 || !text.startsWith("*/", end - 2)) {
    const at = scan.label(pos, pos + 2);
    scan.problems.push(unclosedComment({}, { at, help: "end it with `*/`" }));
    scan.isCut = true;
    return text.length;
  }
  const last = text.slice(pos, end).lastIndexOf("\n");
  if (last >= 0) scan.lineStart = pos + last + 1;
  return end;
}
