// Why: TuskLang's words depend on where they stand, and its blocks on columns. So the lexer is written by
// hand: it reads a line's indentation, its key, and its value, each by the rules of that place, and hands
// chevrotain balanced tokens. It looks at every character a bounded number of times.

import { EOF } from "chevrotain";
import { defineDiagnostic } from "../src/diagnostics/define.js";
import { lexValueBelow } from "./below-key.js";
import { closeBracket, continueBracket, enterFrame, openBracket, stopAt } from "./brackets.js";
import { Char, isBlank, isLineEnd, lineEnd, nextLine, skipBlanks } from "./characters.js";
import { commentEnd, lexSemicolonLine, skipComment, startsComment } from "./comments.js";
import { lexContinuation } from "./continuation.js";
import { continuesChain, lexExpression } from "./expression-lexer.js";
import { lexElement } from "./foreign.js";
import { lexHeader } from "./headers.js";
import { lacksSpace, startsKeyedItem, unspacedItem } from "./keyed-item.js";
import { lexKey } from "./keys.js";
import { MOST_LEVELS } from "./limits.js";
import type { Scan } from "./scan.js";
import { Comma, Dash, OperatorName, ParenClose, Semicolon, type Token } from "./tokens.js";
import { skipToContent } from "./trivia.js";
import { lexValue } from "./values.js";

/**
 * Lines end with a line feed, or with a carriage return and a line feed. A carriage return alone
 * was the line end of old Macintosh files: some programs show it as a new line and others do not,
 * so people and programs would read different files. Nothing of the file is read.
 *
 * ```console
 * $ printf 'queue:\r  backend: "bullmq"\r' > queue.tusk
 * $ tsk-gen check
 * error[TSK1014 lone-carriage-return]: a carriage return alone ends no line
 *  --> queue.tusk:1:7
 *   |
 * 1 | queue:␍  backend: "bullmq"␍
 *   |       ^
 *   |
 *   = help: end lines with a line feed, or with a carriage return and a line feed
 *
 * 1 error in queue.tusk
 * ```
 */
const loneReturn = defineDiagnostic<object>({
  code: "TSK1014",
  name: "lone-carriage-return",
  severity: "error",
  message: () => "a carriage return alone ends no line",
});

/**
 * A line that starts with `[` is a section header, and one that starts with `{` belongs to no key.
 * So a list or an object opens on the line of its key.
 *
 * ```tusk expect=bracket-on-own-line
 * queue:
 *   backend: "bullmq"
 *   queues:
 *     [critical, default]
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   queues: [critical, default]
 * ```
 */
const bracketLine = defineDiagnostic<{ readonly bracket: string }>({
  code: "TSK1012",
  name: "bracket-on-own-line",
  severity: "error",
  message: ({ bracket }) => `this \`${bracket}\` belongs on the line of its key`,
});

/**
 * A file whose first character is `{` is one object, as JSON is. It ends with the `}`. Keys behind
 * it would belong to no object.
 *
 * ```tusk expect=text-behind-document
 * {
 *   queue: { backend: "bullmq" }
 * }
 *
 * jobs: { welcome_email: {} }
 * ```
 *
 * ```tusk
 * {
 *   queue: { backend: "bullmq" }
 *   jobs: { welcome_email: {} }
 * }
 * ```
 */
const behindDocument = defineDiagnostic<object>({
  code: "TSK1026",
  name: "text-behind-document",
  severity: "error",
  message: () => "nothing may follow a file that is one `{ ... }`",
});

/** How many tokens are made before the parser takes them: few live at a time, and few calls pass. */
const BATCH = 256;

/**
 * Cuts a file into tokens, whole lines at a time as they are asked for; the last is the end of the file.
 * What cannot be read becomes `Unreadable` tokens for the parser to report. The comments, and problems
 * that no token carries, are in the scan once all tokens were asked for.
 */
export function* tokenize(scan: Scan): Generator<readonly Token[]> {
  if (checkLineBreaks(scan)) yield* lexDocument(scan);
  scan.layout.finish();
  scan.take(EOF, scan.pos);
  yield scan.takeBatch();
}

function checkLineBreaks(scan: Scan): boolean {
  const { text } = scan;
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
    if (text.charCodeAt(at + 1) === Char.LineFeed) continue;
    const help = "end lines with a line feed, or with a carriage return and a line feed";
    scan.problems.push(loneReturn({}, { at: scan.label(at, at + 1), help }));
    scan.isCut = true;
    return false;
  }
  return true;
}

function* lexDocument(scan: Scan): Generator<readonly Token[]> {
  if (scan.code() === Char.ByteOrderMark) scan.pos = 1;
  scan.lineStart = scan.pos;
  let goesOn = skipToContent(scan);
  if (goesOn && scan.code() === Char.BraceOpen) {
    lexBracedDocument(scan);
    return;
  }
  for (; goesOn; goesOn = skipToContent(scan)) {
    startLine(scan);
    lexLine(scan);
    if (scan.tokens.length >= BATCH) yield scan.takeBatch();
  }
  scan.layout.closeAll();
}

function lexBracedDocument(scan: Scan): void {
  scan.mode = "value";
  lexLine(scan);
  if (!skipToContent(scan)) return;
  const end = lineEnd(scan.text, scan.pos);
  scan.takeUnreadable(scan.text.length, behindDocument({}, { at: scan.label(scan.pos, end) }));
}

/** Reads what only a line's start decides: its column, sections, items, and lines that may not be. */
function startLine(scan: Scan): void {
  const { text, pos } = scan;
  const code = scan.code();
  const column = scan.layout.measure();
  scan.lineColumn = column;
  scan.mode = "key";
  if (code === Char.BracketOpen && !scan.layout.isAwaited(column)) {
    scan.layout.closeAll();
    lexHeader(scan);
    return;
  }
  if (scan.layout.isAwaited(column) && lexValueBelow(scan, column)) return;
  const next = text.charCodeAt(pos + 1);
  const isUnspaced = code === Char.Minus && lacksSpace(scan, column);
  const item = code === Char.Minus && (isBlank(next) || isLineEnd(next) || isUnspaced);
  if (isUnspaced) scan.problems.push(unspacedItem(scan));
  scan.layout.enter(column, item);
  scan.keyColumn = column;
  if (scan.layout.depth > MOST_LEVELS) stopAt(scan);
  else if (item) startItem(scan);
  else if (code === Char.BracketOpen || code === Char.BraceOpen) lexBracketLine(scan);
  else if (code === Char.Less && lexElement(scan)) scan.mode = "expression";
}

/** `- value`, or `- key: value`, whose further keys stand below the first. */
function startItem(scan: Scan): void {
  const { text, lineStart, pos, layout } = scan;
  scan.take(Dash, pos + 1);
  scan.mode = "value";
  scan.pos = skipBlanks(text, scan.pos);
  const key = behindBlockComments(scan);
  if (!startsKeyedItem(text, key)) return;
  const behindDash = layout.columnAt(lineStart, scan.pos) - layout.columnAt(lineStart, pos);
  scan.keyColumn = scan.lineColumn + behindDash;
  while (scan.pos < key && skipComment(scan)) scan.pos = skipBlanks(text, scan.pos);
  layout.enterItem(scan.keyColumn);
  scan.mode = "key";
}

/** The offset behind the block comments at the position. */
function behindBlockComments({ text, pos, lineStart }: Scan): number {
  let at = pos;
  while (text.startsWith("/*", at) && startsComment(text, at, lineStart))
    at = skipBlanks(text, commentEnd(text, at));
  return at;
}

function lexBracketLine(scan: Scan): void {
  const { pos } = scan;
  const bracket = scan.text[pos] ?? "";
  const help = `move it behind the key: \`key: ${bracket}\``;
  scan.takeUnreadable(pos, bracketLine({ bracket }, { at: scan.label(pos, pos + 1), help }));
  openBracket(scan, bracket === "[" ? "array" : "object");
}

/** Reads to the end of the line, and on while brackets are open. */
function lexLine(scan: Scan): void {
  for (;;) {
    scan.pos = skipBlanks(scan.text, scan.pos);
    const code = scan.code();
    if (isLineEnd(code)) {
      if (skipToChain(scan) || lexContinuation(scan)) continue;
      if (scan.frames.length === 0) return;
      continueBracket(scan);
    } else if (!startsComment(scan.text, scan.pos, scan.lineStart) || !skipComment(scan)) {
      lexNext(scan, code);
    }
  }
}

/** Moves to a `.method(` that continues a call on the next line. */
function skipToChain(scan: Scan): boolean {
  const last = scan.lastToken?.tokenType;
  if (last !== ParenClose && last !== OperatorName) return false;
  const { text, pos, lineStart } = scan;
  scan.lineStart = nextLine(text, pos);
  scan.pos = skipBlanks(text, scan.lineStart);
  if (continuesChain(scan)) return true;
  scan.pos = pos;
  scan.lineStart = lineStart;
  return false;
}

function lexNext(scan: Scan, code: number): void {
  switch (code) {
    case Char.BraceClose:
    case Char.BracketClose:
    case Char.ParenClose:
      closeBracket(scan);
      return;
    case Char.Comma:
    case Char.Semicolon:
      if (scan.mode === "key" && scan.frames.length === 0) break;
      if (code === Char.Semicolon && lexSemicolonLine(scan)) return;
      scan.take(code === Char.Comma ? Comma : Semicolon, scan.pos + 1);
      if (scan.frame) enterFrame(scan, scan.frame.kind);
      return;
  }
  if (scan.mode === "key") lexKey(scan);
  else if (scan.mode === "value") lexValue(scan);
  else lexExpression(scan);
}
