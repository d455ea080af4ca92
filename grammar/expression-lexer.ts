// Why: in an expression a `-`, a `[`, or a quote means one thing where an operand is due and another
// behind one. The lexer knows which is due, so the grammar stays free of tricks.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { shorten } from "../src/diagnostics/shorten.js";
import { openBracket, unclosedOnLine } from "./brackets.js";
import {
  Char,
  findOnLine,
  invisibleIn,
  isBlank,
  isDigit,
  isLineEnd,
  keyEnd,
  lineEnd,
  matchEnd,
  pathEnd,
  skipBlanks,
  unicodeNumber,
} from "./characters.js";
import { takeCodeBlock, takeFunction } from "./code.js";
import { lexBackQuote, lexHeredoc } from "./foreign.js";
import { NUMBER } from "./numbers.js";
import { scanQuoted } from "./quotes.js";
import { textFromReference } from "./reference-text.js";
import type { Scan } from "./scan.js";
import {
  BinaryOperator,
  BraceClose,
  BracketClose,
  Colon,
  Constant,
  Member,
  Name,
  NumberText,
  OperatorName,
  PrefixOperator,
  Question,
  QuotedText,
  Reference,
  ShellCall,
  Variable,
} from "./tokens.js";

/**
 * No value, key, or operator starts with this character. Often it is a typographic quote or a space
 * that a word processor put in, and that only looks like the plain one.
 *
 * ```tusk expect=unexpected-character
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: (60 + “30”)
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: (60 + 30)
 * ```
 */
const unexpectedCharacter = defineDiagnostic<{ readonly found: string }>({
  code: "TSK1024",
  name: "unexpected-character",
  severity: "error",
  message: ({ found }) => `${found} has no meaning here`,
});

/**
 * Names and plain text may contain `-` and `/`, so `total/2` could be a name. That is why an
 * operator between two values has a space on each side.
 *
 * ```tusk expect=unspaced-operator
 * $minute: 60
 *
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: $minute*5
 * ```
 *
 * ```tusk
 * $minute: 60
 *
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: $minute * 5
 * ```
 */
const unspacedOperator = defineDiagnostic<{ readonly op: string }>({
  code: "TSK1019",
  name: "unspaced-operator",
  severity: "error",
  message: ({ op }) => `\`${op}\` between two values needs a space on each side`,
});

/**
 * An expression knows `||`, `??`, `&&`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `+`, `-`, `*`, `/`, `%`,
 * `!`, and `condition ? one : other`. Signs of other languages are not guessed at.
 *
 * ```tusk expect=unknown-sign
 * queue:
 *   backend: "bullmq"
 *   monitoring:
 *     log_level: @env("NODE_ENV", "dev") === "production" ? "info" : "debug"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   monitoring:
 *     log_level: @env("NODE_ENV", "dev") == "production" ? "info" : "debug"
 * ```
 */
const unknownSign = defineDiagnostic<{ readonly sign: string }>({
  code: "TSK1020",
  name: "unknown-sign",
  severity: "error",
  message: ({ sign }) => `there is no operator \`${sign}\``,
});

/** Adds the next token of an expression; `pos` is at no blank, line end, comment, or closer. */
export function lexExpression(scan: Scan): void {
  if (scan.operandNext) lexOperand(scan);
  else lexOperator(scan);
}

/** Adds an operand, or a prefix after which one is still due. */
export function lexOperand(scan: Scan): void {
  const { text, pos } = scan;
  const code = scan.code();
  scan.operandNext = false;
  if (code === Char.DoubleQuote || code === Char.SingleQuote) takeQuoted(scan);
  else if (isDigit(code) || (code === Char.Minus && isDigit(text.charCodeAt(pos + 1))))
    takeNumber(scan);
  else if (code === Char.Dollar) takeDollar(scan);
  else if (code === Char.At) takeOperatorName(scan);
  else if (code === Char.ParenOpen) takeGroup(scan);
  else if (code === Char.BracketOpen) openBracket(scan, "array");
  else if (code === Char.BraceOpen) openBracket(scan, "object");
  else if (code === Char.Bang || code === Char.Minus) takePrefix(scan);
  else if (code === Char.BackQuote) lexBackQuote(scan);
  else if (code !== Char.Less || !lexHeredoc(scan)) takeName(scan);
}

/** Adds quoted text, or one error when it has no end. */
function takeQuoted(scan: Scan): void {
  const { end, problem } = scanQuoted(scan);
  const { pos } = scan;
  if (problem) scan.takeUnreadable(end, problem);
  else scan.take(QuotedText, end);
  const lastBreak = scan.text.slice(pos, scan.pos).lastIndexOf("\n");
  if (lastBreak >= 0) scan.lineStart = pos + lastBreak + 1;
}

const PARAMETERS = /\((?:[^()\n]|\([^()\n]*\))*\)[ \t]*(?==>)/y;

/** A group, or the parameters of a function, which is refused as a whole. */
function takeGroup(scan: Scan): void {
  const arrow = matchEnd(PARAMETERS, scan.text, scan.pos);
  if (arrow === undefined) openBracket(scan, "paren");
  else takeFunction(scan, arrow);
}

function takeNumber(scan: Scan): void {
  const { text, pos } = scan;
  const end = matchEnd(NUMBER, text, pos) ?? pos + 1;
  const wordEnd = pathEnd(text, end);
  if (wordEnd > end || text.charCodeAt(end) === Char.Dot) {
    takeUnexpected(scan, Math.max(wordEnd, end + 1), "put text in quotes");
  } else scan.take(NumberText, end);
}

function takeDollar(scan: Scan): void {
  const { text, pos } = scan;
  const next = text.charCodeAt(pos + 1);
  if (next === Char.ParenOpen) takeClosed(scan, ShellCall, shellEnd(text, pos + 2));
  else if (next === Char.BraceOpen) {
    const close = findOnLine(text, Char.BraceClose, pos, text.length);
    takeClosed(scan, Reference, close === undefined ? undefined : close + 1);
  } else {
    const end = pathEnd(text, pos + 1);
    if (end > pos + 1 && !isDigit(next)) scan.take(Variable, end);
    else
      takeUnexpected(
        scan,
        Math.max(end, pos + 1),
        "a variable is `$` and a name; put text in quotes",
      );
  }
}

/** Adds `${...}` or `$(...)` up to `end`, or one error for the line when it has none. */
function takeClosed(scan: Scan, type: typeof Reference, end: number | undefined): void {
  if (end !== undefined) scan.take(type, end);
  else scan.takeUnreadable(lineEnd(scan.text, scan.pos), unclosedOnLine(scan));
}

/** Behind the `)` that closes `$(` on its line. */
function shellEnd(text: string, at: number): number | undefined {
  let depth = 1;
  for (const end = lineEnd(text, at); at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.ParenOpen) depth += 1;
    else if (code === Char.ParenClose) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

function takeOperatorName(scan: Scan): void {
  const { text, pos } = scan;
  const next = pos + 1;
  const code = text.charCodeAt(next);
  const end = pathEnd(text, next);
  if (end > next) scan.take(OperatorName, end);
  else if (code === Char.BraceOpen) takeCodeBlock(scan, next);
  else if (code === Char.ParenOpen) takeUnexpected(scan, next, "write `( )` without `@`");
  else takeUnexpected(scan, next, "an operator is `@` and a name; put text in quotes");
}

function takePrefix(scan: Scan): void {
  if (scan.text.charCodeAt(scan.pos + 1) === Char.Equals) takeUnexpected(scan, scan.pos + 2);
  else scan.take(PrefixOperator, scan.pos + 1);
  scan.operandNext = true;
}

function takeName(scan: Scan): void {
  const { text, pos } = scan;
  const end = pathEnd(text, pos);
  if (end === pos) {
    takeUnexpected(scan, pos + 1);
    scan.operandNext = true;
    return;
  }
  const word = end - pos <= 5 ? text.slice(pos, end) : "";
  const constant = word === "true" || word === "false" || word === "null";
  scan.take(constant ? Constant : Name, end);
}

/** Adds what may follow an operand. */
function lexOperator(scan: Scan): void {
  const { text, pos } = scan;
  const code = scan.code();
  const last = scan.lastToken;
  const adjacent = last?.end === pos;
  const operator = last?.tokenType === OperatorName;
  const callable = last?.tokenType === Name || last?.tokenType === Member;
  if (code === Char.ParenOpen && (operator || (adjacent && callable))) {
    openBracket(scan, "paren");
  } else if (code === Char.BracketOpen && adjacent) openBracket(scan, "index");
  else if (
    code === Char.Dot &&
    (adjacent || continuesChain(scan)) &&
    keyEnd(text, pos + 1) > pos + 1
  ) {
    scan.take(Member, keyEnd(text, pos + 1));
  } else if (code === Char.BraceOpen) {
    if (isBehindItem(scan)) openBracket(scan, "object");
    else takeCodeBlock(scan, pos);
  } else if (code === Char.Colon) takeTernary(scan, Colon);
  else if (code === Char.Question && text.charCodeAt(pos + 1) !== Char.Question)
    takeTernary(scan, Question);
  else takeSign(scan);
}

/** Whether an object or item ends before the position, and no condition or call that a block of code follows. */
function isBehindItem({ frame, lastToken }: Scan): boolean {
  const type = lastToken?.tokenType;
  if (type === BraceClose) return true;
  return frame?.kind === "array" && (type === BracketClose || type === QuotedText);
}

/** Whether a line goes on with `.method(`, which is then refused with what it is called on. */
export function continuesChain({ text, pos, lineStart }: Scan): boolean {
  return (
    text.charCodeAt(pos) === Char.Dot &&
    skipBlanks(text, lineStart) === pos &&
    CHAINED.test(text.slice(pos, pos + 80))
  );
}

const CHAINED = /^\.[A-Za-z_]\w*\(/;

function takeTernary(scan: Scan, type: typeof Colon): void {
  scan.take(type, scan.pos + 1);
  scan.operandNext = true;
}

const SIGN = /[-+*/%<>=!&|?~^]+/y;
const BINARY = new Set("|| ?? && == != < <= > >= + - * / %".split(" "));
const INSTEAD: Readonly<Record<string, string>> = {
  "===": "write `==`",
  "!==": "write `!=`",
  "=": "write `==` to compare",
  "&": "write `&&`",
  "|": "write `||`",
};

function takeSign(scan: Scan): void {
  const { text, pos } = scan;
  const end = matchEnd(SIGN, text, pos);
  if (end === undefined) {
    lexOperand(scan);
    return;
  }
  const sign = text.slice(pos, end);
  if (sign === "=>") takeFunction(scan, pos);
  else if (BINARY.has(sign) && isSpaced(text, pos, end)) scan.take(BinaryOperator, end);
  else scan.takeUnreadable(end, signProblem(scan, sign, end));
  scan.operandNext = true;
}

/** Whether a sign has white space on both sides; an operator at the end of a line counts as spaced. */
export function isSpaced(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  return (isBlank(before) || isLineEnd(before)) && (isBlank(after) || isLineEnd(after));
}

function signProblem(scan: Scan, sign: string, end: number): Diagnostic {
  const { pos } = scan;
  const at = scan.label(pos, end);
  const op = [...BINARY]
    .filter((known) => sign.startsWith(known))
    .sort((a, b) => b.length - a.length)[0];
  if (op === undefined || INSTEAD[sign]) {
    const help = choiceRemedy(scan, sign) ?? INSTEAD[sign];
    return unknownSign({ sign }, { at, help });
  }
  const path = op === "/" && PATH_NEXT.test(scan.text.slice(end, end + 1));
  const quoted = path && scan.lastToken ? textFromReference(scan.text, scan.lastToken) : undefined;
  const help = quoted
    ? `write \`${shorten(quoted)}\` for text, or \` ${op} \` to divide`
    : `write \` ${op} \`, or put text in quotes`;
  return unspacedOperator({ op }, { at: scan.label(pos, pos + op.length), help });
}

/** What no divisor starts with that is a part of a path. */
const PATH_NEXT = /^[A-Za-z_.~\r\n]?$/;

const QUOTED = String.raw`(?:"[\w-]+"|'[\w-]+')`;
const CHOICES = new RegExp(
  String.raw`${QUOTED}(?:[ \t]*\|[ \t]*${QUOTED})+(?:[ \t]*=[ \t]*${QUOTED})?`,
  "y",
);

/** What to write for the choices of a payload type in quotes. */
function choiceRemedy({ text, lastToken }: Scan, sign: string): string | undefined {
  if (sign !== "|" || lastToken?.tokenType !== QuotedText) return undefined;
  const end = matchEnd(CHOICES, text, lastToken.start);
  if (end === undefined) return undefined;
  const choices = text.slice(lastToken.start, end).replace(/["']/g, "");
  return `write \`||\`, or for a payload \`${shorten(choices)}\` without quotes`;
}

/** Adds one error for characters without a meaning, up to `end`. */
export function takeUnexpected(scan: Scan, end: number, help?: string): void {
  if (isLowSurrogate(scan.text.charCodeAt(end))) end += 1;
  if (scan.extendUnreadable(end)) return;
  const written = scan.text.slice(scan.pos, end);
  const found = `\`${printable(written)}\``;
  const hidden = invisibleIn(written) && "remove the invisible character";
  const at = scan.label(scan.pos, end);
  scan.takeUnreadable(end, unexpectedCharacter({ found }, { at, help: hidden ?? help }));
}

/** The second half of a character of two UTF-16 units. */
function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Invisible characters by their number. */
function printable(text: string): string {
  return text.replace(/[\p{C}\p{Z}]/gu, (char) => (char === " " ? char : unicodeNumber(char)));
}
