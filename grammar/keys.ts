// Why: a key decides what its line is. Every way to get one wrong that people bring from other languages
// is told apart here, because "unexpected text" would help nobody.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { closeBracket, openBracket } from "./brackets.js";
import {
  Char,
  invisibleIn,
  isDigit,
  isLineEnd,
  keyEnd,
  lineEnd,
  matchEnd,
  pathEnd,
  skipBlanks,
} from "./characters.js";
import { skipCommentsBefore, startsComment } from "./comments.js";
import { takeConditionalPart } from "./directives.js";
import { lexOperand, takeUnexpected } from "./expression-lexer.js";
import { lexBackQuote, lexDocument, lexLabelledBlock } from "./foreign.js";
import { declared } from "./missing-colon.js";
import { scanQuoted } from "./quotes.js";
import type { Scan } from "./scan.js";
import { lexSpread } from "./spread.js";
import { Assign, BareKey, Name, QuotedKey, VariableKey } from "./tokens.js";

/**
 * `:` and `=` give a key its value. `:=`, `::`, `=>`, `==`, `+=`, and their like come from other
 * languages and mean other things there: `==` compares, `=>` is a function, `+=` adds.
 *
 * ```tusk expect=bad-separator
 * queue:
 *   backend := "bullmq"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 * ```
 */
const badSeparator = defineDiagnostic<{ readonly found: string }>({
  code: "TSK1011",
  name: "bad-separator",
  severity: "error",
  message: ({ found }) => `\`${found}\` does not assign a value`,
});

/**
 * A key without quotes is made of letters, digits, `_`, and `-`; dots nest. Any other key stands in
 * quotes, so that its end can be told from the value.
 *
 * ```tusk expect=unquoted-key
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user id: int
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       "user id": int
 * ```
 */
const unquotedKey = defineDiagnostic<{ readonly key: string }>({
  code: "TSK1021",
  name: "unquoted-key",
  severity: "error",
  message: ({ key }) => `the key \`${key}\` needs quotes`,
});

/**
 * Inside `{ ... }` columns mean nothing, so what needs them has no place there: `- item` lines,
 * section headers, and blocks. Members are `key: value`, and a list is `[ ... ]`.
 *
 * ```tusk expect=misplaced-in-brackets
 * queue:
 *   backend: "bullmq"
 *   queues: {
 *     - critical
 *     - default
 *   }
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   queues: [
 *     critical
 *     default
 *   ]
 * ```
 */
const misplacedInBrackets = defineDiagnostic<{ readonly what: string }>({
  code: "TSK1025",
  name: "misplaced-in-brackets",
  severity: "error",
  message: ({ what }) => `${what} has no place inside brackets`,
});

/** Adds the key of a statement or member and what separates it from its value. */
export function lexKey(scan: Scan): void {
  const { text, pos } = scan;
  const code = scan.code();
  if (code === Char.At) {
    if (takeConditionalPart(scan)) return;
    scan.mode = "expression";
    lexOperand(scan);
  } else if (code === Char.DoubleQuote || code === Char.SingleQuote) lexQuotedKey(scan);
  else if (code === Char.Dollar) lexVariableKey(scan);
  else if (code === Char.Less && closesAngle(scan)) return;
  else if (code === Char.Minus && lexDocument(scan)) scan.mode = "expression";
  else if (code === Char.Minus && keyEnd(text, pos) === pos + 1) lexDash(scan);
  else if (code === Char.Dot && lexSpread(scan)) return;
  else if (code === Char.BackQuote) {
    scan.mode = "expression";
    scan.operandNext = false;
    lexBackQuote(scan);
  } else if (code === Char.BracketOpen)
    lexMisplaced(scan, "a section header or list without a key");
  else {
    const end = pathEnd(text, pos);
    if (end > pos) lexBehindKey(scan, BareKey, end);
    else takeNoKey(scan);
  }
}

function lexQuotedKey(scan: Scan): void {
  const { end, problem } = scanQuoted(scan);
  if (problem === undefined) lexBehindKey(scan, QuotedKey, end);
  else {
    scan.takeUnreadable(end, problem);
    scan.mode = "expression";
  }
}

function lexVariableKey(scan: Scan): void {
  const { text, pos } = scan;
  const end = keyEnd(text, pos + 1);
  if (end > pos + 1 && !isDigit(text.charCodeAt(pos + 1))) lexBehindKey(scan, VariableKey, end);
  else if (end > pos + 1) {
    takeUnexpected(scan, end, "the name of a variable starts with a letter or `_`");
    scan.mode = "expression";
  } else takeNoKey(scan);
}

/** Adds one error for a line or member that starts with what is no key. */
function takeNoKey(scan: Scan): void {
  takeUnexpected(scan, scan.pos + 1, "a line starts with a key, `[section]`, or `- item`");
  scan.mode = "expression";
}

/** Adds the key up to `end`, or one error when what follows shows that it is none. */
function lexBehindKey(scan: Scan, type: typeof BareKey, end: number): void {
  const { text } = scan;
  const at = skipCommentsBefore(scan, end, SEPARATORS);
  const code = text.charCodeAt(at);
  if (code === Char.Colon && type === BareKey && lexNamespacedKey(scan, end)) return;
  if (matchEnd(SEPARATOR, text, at) !== undefined) {
    takeKey(scan, type, end);
    scan.pos = at;
    lexSeparator(scan);
  } else if (code === Char.BraceOpen) {
    takeKey(scan, type, end);
    scan.pos = at;
    openBracket(scan, "object");
  } else if (code === Char.Greater && endsLine(scan, at + 1)) {
    takeKey(scan, type, end);
    scan.pos = at;
    openBracket(scan, "angle");
  } else if (isLineEnd(code) || startsComment(text, at, scan.lineStart)) {
    takeKey(scan, type, end);
    scan.mode = "expression";
    scan.operandNext = false;
  } else lexWithoutSeparator(scan, type, end, at);
}

/** What may separate a key from its value, a `>` at the end of the line aside. */
const SEPARATORS: ReadonlySet<number> = new Set([Char.Colon, Char.Equals, Char.BraceOpen]);

function takeKey(scan: Scan, type: typeof BareKey, end: number): void {
  const key = scan.take(type, end);
  if (scan.frames.length === 0) scan.layout.setKey(key);
}

/** What assigns, and what assigns or compares in other languages. */
const SEPARATOR = /::|:=|=>|={1,3}|(?:[<>!+\-*/%]|\*\*|\|\||&&|\?\?)={1,2}|:/y;

function lexSeparator(scan: Scan): void {
  const { text, pos } = scan;
  const end = matchEnd(SEPARATOR, text, pos) ?? pos + 1;
  scan.mode = "value";
  if (end === pos + 1) {
    scan.take(Assign, end);
    return;
  }
  const found = text.slice(pos, end);
  const key = scan.lastToken?.end ?? pos;
  const start = skipBlanks(text, key) === pos ? key : pos;
  const edits = [{ source: scan.source, span: { start, end }, insert: ":" }];
  const safe = found === "::" || found === ":=";
  const problem = badSeparator(
    { found },
    {
      at: scan.label(pos, end),
      help: "write `:` or `=` between a key and its value",
      fix: { title: "write `:`", safe, edits },
    },
  );
  scan.takeUnreadable(end, problem);
}

const NAMESPACED = /(?:::[\w-]+)+(?=[ \t]*[:=])/y;

/** Adds one error for a key such as `A::B`. */
function lexNamespacedKey(scan: Scan, end: number): boolean {
  const separator = matchEnd(NAMESPACED, scan.text, end);
  if (separator === undefined) return false;
  const problem = unquotedKeyProblem(scan, scan.pos, separator);
  scan.takeUnreadable(skipBlanks(scan.text, separator) + 1, problem);
  scan.mode = "value";
  return true;
}

const LATER_SEPARATOR = /[^:="'[\]{}\r\n#]*(?:(?<![<>!+\-*/%|&?])=|:)(?=[ \t\r\n]|$)/y;
const LATER_IN_BRACKETS = /[^:="'[\]{}\r\n#,;]*(?:(?<![<>!+\-*/%|&?])=|:)(?=[ \t\r\n]|$)/y;
const CLOSES = /[^)\r\n]{0,200}\)/y;

/** `my key: 1`, `route "/" {`, `call(...)`, or `key value`. */
function lexWithoutSeparator(scan: Scan, type: typeof BareKey, end: number, at: number): void {
  const start = scan.pos;
  const separator = type === BareKey ? laterSeparator(scan, end) : undefined;
  if (separator !== undefined) {
    scan.takeUnreadable(separator, unquotedKeyProblem(scan, start, separator - 1));
    scan.mode = "value";
    return;
  }
  scan.pos = at;
  if (lexLabelledBlock(scan, { start, end })) return;
  scan.pos = start;
  if (type === BareKey && at === end && scan.text.charCodeAt(at) === Char.ParenOpen) {
    scan.take(Name, end);
    scan.mode = "expression";
    scan.operandNext = false;
    return;
  }
  takeKey(scan, type, end);
  scan.mode = "value";
}

/** Behind the separator of a key with blanks in it: none within parentheses, such as in `if (a = b) {`. */
function laterSeparator({ text, frames }: Scan, at: number): number | undefined {
  const end = matchEnd(frames.length > 0 ? LATER_IN_BRACKETS : LATER_SEPARATOR, text, at);
  if (end === undefined) return undefined;
  const before = text.slice(at, end);
  const opens = before.lastIndexOf("(") > before.lastIndexOf(")");
  return opens && matchEnd(CLOSES, text, end) !== undefined ? undefined : end;
}

function unquotedKeyProblem(scan: Scan, start: number, separator: number): Diagnostic {
  const key = scan.text.slice(start, separator).trimEnd();
  const span = { start, end: start + key.length };
  const hidden = invisibleIn(key);
  const quoted = JSON.stringify(key);
  const { word, name } = declared(key) ?? {};
  const plain = /^[A-Za-z][\w ]*$/.test(key) ? key.toLowerCase().replaceAll(" ", "_") : undefined;
  const other = word ? `leave \`${word}\` out: \`${name}\`` : plain && `write \`${plain}\``;
  return unquotedKey(
    { key },
    {
      at: { source: scan.source, span },
      notes: [
        "a key without quotes is made of letters, digits, `_`, and `-`, with dots between nested names",
      ],
      help: hidden
        ? `remove the invisible character ${hidden}`
        : other
          ? `${other}, or \`${quoted}\` where a key may be any text`
          : `write \`${quoted}\``,
      fix: {
        title: "quote the key",
        // A slip in a plain key is as likely as a key that is meant so.
        safe: false,
        edits: [{ source: scan.source, span, insert: quoted }],
      },
    },
  );
}

/** Closes a `key >` block at a `<` that stands alone on its line. */
function closesAngle(scan: Scan): boolean {
  const { text, pos, lineStart } = scan;
  if (skipBlanks(text, lineStart) !== pos || !endsLine(scan, pos + 1)) return false;
  closeBracket(scan);
  return true;
}

/** A dash alone is no key; outside brackets an item has white space behind it and was read before. */
function lexDash(scan: Scan): void {
  if (scan.frames.length > 0) lexMisplaced(scan, "a `- item` line");
  else takeNoKey(scan);
}

function lexMisplaced(scan: Scan, what: string): void {
  const { text, pos } = scan;
  const problem = misplacedInBrackets(
    { what },
    { at: scan.label(pos, pos + 1), help: "write `key: value` members, and `[ ... ]` for a list" },
  );
  scan.takeUnreadable(lineEnd(text, pos), problem);
  scan.mode = "expression";
}

function endsLine(scan: Scan, at: number): boolean {
  const blank = skipBlanks(scan.text, at);
  return isLineEnd(scan.text.charCodeAt(blank)) || startsComment(scan.text, blank, scan.lineStart);
}
