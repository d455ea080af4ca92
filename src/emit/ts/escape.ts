// Why: the one place where text becomes part of TypeScript: as a string literal, a template's text, a
// property key, or the inside of a comment. What is not printable is always written as an escape.

import { printable, unicodeEscape } from "../printable.js";

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);
const UNICODE_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * A string literal, in the quotes that need fewer escapes, double ones if in doubt. `${` is escaped, since
 * linters take it for a template literal that went wrong.
 */
export function quote(text: string): string {
  const quotes = text.split('"').length > text.split("'").length ? "'" : '"';
  const escaped = text
    .replace(/\\/g, "\\\\")
    .replaceAll(quotes, `\\${quotes}`)
    .replace(/\$(?=\{)/g, "\\u0024");
  return quotes + escapeUnprintable(escaped) + quotes;
}

/** Text between the back quotes of a template literal. */
export function templateText(text: string): string {
  return escapeUnprintable(text.replace(/\\|`|\$(?=\{)/g, "\\$&"));
}

/** The key of an object literal. `__proto__` is computed: written plainly it would set the prototype. */
export function propertyKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return UNICODE_NAME.test(key) ? key : quote(key);
}

/** Whether `object.key` is possible. */
export function isPropertyName(key: string): boolean {
  return UNICODE_NAME.test(key);
}

/**
 * One line of text inside a block comment: it cannot end the comment, hold a tag, or be taken for a
 * directive of a compiler, linter, or bundler.
 */
export function commentLine(text: string): string {
  return printable(text.replace(/\s+/gu, " "))
    .replace(/\*(?=\/)/g, "*\\")
    .replace(/(?<![\w.])@|(?<=[/*])#/g, "\\$&")
    .replace(/[#@](?=__)/g, "$&\\")
    .replace(/(?<!\S)(?=\w+[-:]\w*(?:ignore|disable|enable|expect|check|suppress))/gi, "\\")
    .replace(/(?<!\S)(?=(?:istanbul|[cv]8|node:coverage)\s)/gi, "\\")
    .trim();
}

function escapeUnprintable(text: string): string {
  return printable(text, (character) => SHORT_ESCAPES.get(character) ?? unicodeEscape(character));
}
