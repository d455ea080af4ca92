// Why: the character classes of the language in one place, as tables and sticky patterns, so that the
// lexer looks at each character a bounded number of times.

import { TAB_STOP } from "./limits.js";

/** Character codes that the lexer compares with. */
export const Char = {
  Tab: 9,
  LineFeed: 10,
  Return: 13,
  Space: 32,
  Bang: 33,
  DoubleQuote: 34,
  Hash: 35,
  Dollar: 36,
  Ampersand: 38,
  SingleQuote: 39,
  ParenOpen: 40,
  ParenClose: 41,
  Star: 42,
  Comma: 44,
  Minus: 45,
  Dot: 46,
  Slash: 47,
  Zero: 48,
  Nine: 57,
  Colon: 58,
  Semicolon: 59,
  Less: 60,
  Equals: 61,
  Greater: 62,
  Question: 63,
  At: 64,
  BracketOpen: 91,
  Backslash: 92,
  BracketClose: 93,
  BackQuote: 96,
  BraceOpen: 123,
  Pipe: 124,
  BraceClose: 125,
  ByteOrderMark: 0xfeff,
} as const;

const KEY_CHARACTER = new Uint8Array(128);
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") {
  KEY_CHARACTER[char.charCodeAt(0)] = 1;
}
const OTHER_KEY_CHARACTER = /[\p{L}\p{M}\p{Nd}]/uy;

/** All of them as the contents of a class in a regular expression with the flag `u`. */
export const KEY_CHARACTERS = String.raw`\p{L}\p{M}\p{Nd}_-`;

/** The offset behind the key characters (letters, digits, `_`, `-`) that stand at `at`. */
export function keyEnd(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (KEY_CHARACTER[code] === 0) return at;
      at += 1;
    } else {
      OTHER_KEY_CHARACTER.lastIndex = at;
      if (!OTHER_KEY_CHARACTER.test(text)) return at;
      at = OTHER_KEY_CHARACTER.lastIndex;
    }
  }
}

/** The offset behind `a.b.c` that stands at `at`, or `at`. A dot without a name behind it is left out. */
export function pathEnd(text: string, at: number): number {
  let end = keyEnd(text, at);
  if (end === at) return at;
  while (text.charCodeAt(end) === Char.Dot) {
    const next = keyEnd(text, end + 1);
    if (next === end + 1) return end;
    end = next;
  }
  return end;
}

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === Char.Space || code === Char.Tab;
}

export function isDigit(code: number): boolean {
  return code >= Char.Zero && code <= Char.Nine;
}

/** How many brackets a character opens: 1, -1 for a closer, 0 for any other. */
export function nestingOf(code: number): 1 | -1 | 0 {
  if (code === Char.ParenOpen || code === Char.BracketOpen || code === Char.BraceOpen) return 1;
  if (code === Char.ParenClose || code === Char.BracketClose || code === Char.BraceClose) return -1;
  return 0;
}

/** Also true past the end of the text, where the code is NaN. */
export function isLineEnd(code: number): boolean {
  return code === Char.LineFeed || code === Char.Return || Number.isNaN(code);
}

/** The offset of the first character at or behind `at` that is no blank. */
export function skipBlanks(text: string, at: number): number {
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** The offset of the line break (or the end of the text) at or behind `at`. */
export function lineEnd(text: string, at: number): number {
  const feed = text.indexOf("\n", at);
  if (feed < 0) return text.length;
  return feed > at && text.charCodeAt(feed - 1) === Char.Return ? feed - 1 : feed;
}

/** The offset at which the next line starts, or the end of the text. */
export function nextLine(text: string, at: number): number {
  const feed = text.indexOf("\n", at);
  return feed < 0 ? text.length : feed + 1;
}

/** Where a sticky pattern that matches at `at` ends, else undefined. */
export function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The offset of `code` before `to` and before the end of the line, else undefined. */
export function findOnLine(
  text: string,
  code: number,
  from: number,
  to: number,
): number | undefined {
  for (let at = from; at < to; at++) {
    const found = text.charCodeAt(at);
    if (found === code) return at;
    if (found === Char.LineFeed) return undefined;
  }
  return undefined;
}

/** Whether a quote at `at` opens a text: one within a word is an apostrophe. */
export function opensQuote(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== Char.DoubleQuote && code !== Char.SingleQuote) return false;
  return keyEnd(text, at - 1) < at;
}

/** The column (from 1) of the character at `at`; a tab reaches to the next tab stop. */
export function columnAt(
  text: string,
  lineStart: number,
  at: number,
  tabStop: number = TAB_STOP,
): number {
  let column = 1;
  for (let index = lineStart; index < at; index++) {
    const tab = text.charCodeAt(index) === Char.Tab;
    column += tab ? tabStop - ((column - 1) % tabStop) : 1;
  }
  return column;
}

/** Characters that nobody sees, other than plain spaces, tabs, and line breaks. */
const INVISIBLE = /[^\P{Z} ]|[^\P{Cc}\t\r\n]|\p{Cf}/u;

/** The number of the first invisible character of a text, as `U+200B`; undefined when there is none. */
export function invisibleIn(text: string): string | undefined {
  const [found] = INVISIBLE.exec(text) ?? [];
  return found && unicodeNumber(found);
}

/** A character by its number: `U+00A0`. */
export function unicodeNumber(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
