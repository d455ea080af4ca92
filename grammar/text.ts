// Why: what quotes contain is a small language of its own: escapes, `${names}`, and calls in double-quoted
// text. It is read here, from a token's text, into AST nodes with places of their own.

import type {
  EmbeddedCall,
  Expression,
  KeySegment,
  RawText,
  Reference,
  StringLiteral,
  Template,
  TemplatePart,
  TextPart,
} from "./ast.js";
import {
  Char,
  findOnLine,
  lineEnd,
  matchEnd,
  nextLine,
  pathEnd,
  skipBlanks,
} from "./characters.js";
import { Leaf, readPath } from "./nodes.js";
import { NUMBER } from "./numbers.js";

/** A quoted token as a value: `"` and `"""` with escapes and parts, `'` and `'''` as they are. */
export function readQuoted(text: string, start: number, end: number): StringLiteral | Template {
  const [from, to] = contents(text, start, end);
  if (text.charCodeAt(start) === Char.SingleQuote || !hasMarks(text, from, to)) {
    return new Leaf("StringLiteral", start, end, withLineFeeds(text.slice(from, to)));
  }
  const parts = readParts(text, from, to, true);
  const [only] = parts;
  if (parts.length === 0) return new Leaf("StringLiteral", start, end, "");
  if (parts.length === 1 && only?.kind === "TextPart") {
    return new Leaf("StringLiteral", start, end, only.value);
  }
  return { kind: "Template", span: { start, end }, parts };
}

/** A `|` token and its lines, without their common indentation and the last line breaks. */
export function readRaw(text: string, start: number, end: number): RawText {
  const from = nextLine(text, start);
  const lines = from >= end ? [] : withLineFeeds(text.slice(from, end)).split("\n");
  const indent = commonIndent(lines);
  const value = lines.map((line) => line.slice(Math.min(indent, line.length))).join("\n");
  return new Leaf("RawText", start, end, value);
}

/** `${a.b}` as a token. */
export function readReference(text: string, start: number, end: number): Reference {
  return { kind: "Reference", span: { start, end }, path: bracedPath(text, start, end) };
}

/** The text between the quotes; a fence's first line break and last line break with blanks go. */
function contents(text: string, start: number, end: number): [number, number] {
  const quote = text.charCodeAt(start);
  const fenced =
    end - start >= 6 &&
    text.charCodeAt(start + 1) === quote &&
    text.charCodeAt(start + 2) === quote;
  if (!fenced) return [start + 1, end - 1];
  let from = start + 3;
  let to = end - 3;
  if (lineEnd(text, from) === from) from = nextLine(text, from);
  let blank = to;
  while (blank > from && (text[blank - 1] === " " || text[blank - 1] === "\t")) blank -= 1;
  if (blank > from && text[blank - 1] === "\n") {
    to = blank - 1;
    if (to > from && text[to - 1] === "\r") to -= 1;
  } else if (blank === from && text[from - 1] === "\n") to = from;
  return [from, Math.max(from, to)];
}

function hasMarks(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.Backslash || code === Char.Dollar || code === Char.At) return true;
  }
  return false;
}

function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
}

function readParts(text: string, from: number, to: number, calls: boolean): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let value = "";
  let start = from;
  let at = from;
  const flush = () => {
    if (value !== "") parts.push(new Leaf("TextPart", start, at, value));
    value = "";
  };
  while (at < to) {
    const special = nextMark(text, at, to);
    // Line ends of the file; those that escapes spell stay as they are spelt.
    value += withLineFeeds(text.slice(at, special));
    at = special;
    if (at >= to) break;
    const part = text.charCodeAt(at) === Char.Backslash ? undefined : readPart(text, at, to, calls);
    if (part) {
      flush();
      parts.push(part);
      at = start = part.span.end;
    } else {
      const escaped = readEscape(text, at, to);
      value += escaped.value;
      at = escaped.end;
    }
  }
  flush();
  return parts;
}

function nextMark(text: string, at: number, to: number): number {
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.Backslash || code === Char.Dollar || code === Char.At) return at;
  }
  return to;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  '"': '"',
  "'": "'",
  $: "$",
};
const UNIT = "[0-9a-fA-F]{4}";
const HEX = new RegExp(`^${UNIT}$`);

/** What a backslash in double quotes gives another meaning to, as a regular expression. */
export const ESCAPABLE = `(?:[${Object.keys(ESCAPES).join("").replace("\\", "\\\\")}]|u${UNIT})`;

/** The character at `at` with its meaning; a backslash before any other stays. */
function readEscape(text: string, at: number, to: number): { value: string; end: number } {
  if (text.charCodeAt(at) !== Char.Backslash || at + 1 >= to)
    return { value: text[at] ?? "", end: at + 1 };
  const next = text[at + 1] ?? "";
  const known = ESCAPES[next];
  if (known !== undefined) return { value: known, end: at + 2 };
  const hex = next === "u" && at + 6 <= to ? text.slice(at + 2, at + 6) : "";
  if (HEX.test(hex)) {
    return { value: String.fromCharCode(Number.parseInt(hex, 16)), end: at + 6 };
  }
  return { value: "\\", end: at + 1 };
}

function readPart(text: string, at: number, to: number, calls: boolean): TemplatePart | undefined {
  if (text.charCodeAt(at) === Char.At) return calls ? readCall(text, at, to) : undefined;
  if (text.charCodeAt(at + 1) !== Char.BraceOpen) return undefined;
  const close = findOnLine(text, Char.BraceClose, at, to);
  const end = close === undefined ? Math.min(lineEnd(text, at), to) : close + 1;
  return { kind: "Reference", span: { start: at, end }, path: bracedPath(text, at, end) };
}

/** The name between `${` and `}`; undefined when anything else stands there. */
function bracedPath(text: string, start: number, end: number): KeySegment[] | undefined {
  const from = skipBlanks(text, start + 2);
  const to = pathEnd(text, from);
  if (to === from || skipBlanks(text, to) !== end - 1 || text[end - 1] !== "}") return undefined;
  return readPath(text, from, to);
}

/** `@name(` and, if they are quoted texts, numbers, and literals up to `)`, its arguments. */
function readCall(text: string, at: number, to: number): EmbeddedCall | undefined {
  const nameEnd = pathEnd(text, at + 1);
  if (nameEnd === at + 1 || nameEnd >= to || text.charCodeAt(nameEnd) !== Char.ParenOpen)
    return undefined;
  const found = readArguments(text, nameEnd + 1, to);
  const span = { start: at, end: found?.end ?? nameEnd + 1 };
  const path = readPath(text, at + 1, nameEnd);
  const args = found?.args;
  const asText = readParts(text, at, span.end, false);
  return {
    kind: "EmbeddedCall",
    span,
    call: { kind: "Call", span, form: "operator", path, args, problem: undefined },
    text: asText.filter((part): part is TextPart | Reference => part.kind !== "EmbeddedCall"),
  };
}

/** No operator takes more; the rest of a longer list is text. */
const MOST_ARGUMENTS = 16;

function readArguments(text: string, from: number, to: number) {
  const args: Expression[] = [];
  let at = skipBlanks(text, from);
  if (text.charCodeAt(at) === Char.ParenClose) return { args, end: at + 1 };
  while (at < to && args.length < MOST_ARGUMENTS) {
    const argument = readArgument(text, at, to);
    if (argument === undefined) return undefined;
    args.push(argument);
    at = skipBlanks(text, argument.span.end);
    const code = text.charCodeAt(at);
    if (at >= to || (code !== Char.Comma && code !== Char.ParenClose)) return undefined;
    if (code === Char.ParenClose) return { args, end: at + 1 };
    at = skipBlanks(text, at + 1);
  }
  return undefined;
}

const LITERAL = new RegExp(String.raw`(?:true|false|null)\b|${NUMBER.source}(?![\w.])`, "y");

function readArgument(text: string, at: number, to: number): Expression | undefined {
  const escaped = text.charCodeAt(at) === Char.Backslash ? 1 : 0;
  const quote = text[at + escaped];
  if (quote === "'" || quote === '"')
    return readArgumentText(text, at, to, (escaped ? "\\" : "") + quote);
  const end = matchEnd(LITERAL, text, at);
  if (end === undefined || end > to) return undefined;
  const word = text.slice(at, end);
  if (word === "null") return { kind: "NullLiteral", span: { start: at, end } };
  if (word === "true" || word === "false")
    return new Leaf("BooleanLiteral", at, end, word === "true");
  return new Leaf("NumberLiteral", at, end, Number(word));
}

/** Text in `'` or, as the text around it demands, `\"`; nothing is put into it. */
function readArgumentText(
  text: string,
  at: number,
  to: number,
  quote: string,
): Expression | undefined {
  const start = at + quote.length;
  const close = text.indexOf(quote, start);
  if (close < 0 || close >= to) return undefined;
  const parts = readParts(text, start, close, false);
  if (parts.some((part) => part.kind !== "TextPart")) return undefined;
  const value = parts.map((part) => (part.kind === "TextPart" ? part.value : "")).join("");
  return new Leaf("StringLiteral", at, close + quote.length, value);
}

function commonIndent(lines: readonly string[]): number {
  let indent = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const start = skipBlanks(line, 0);
    if (start < line.length) indent = Math.min(indent, start);
  }
  return indent;
}
