// Why: text means the same in either kind of quotes if the marks that only double ones have are escaped, so
// one kind is enough.

import { KEY_CHARACTERS } from "../../grammar/characters.js";
import { ESCAPABLE } from "../../grammar/text.js";

/** What quoted text is written as: single quotes become double ones, fences and escapes stay. */
export function requote(written: string): string {
  if (written[0] !== "'" || isFence(written)) return written;
  return quote(written.slice(1, -1));
}

/**
 * Quotes a text of one line with as few escapes as keep it. Text that calls an operator in double quotes
 * stays in single ones where it can: no readable escape would take that meaning from it.
 */
export function quote(text: string): string {
  if (!EMBEDDED_CALL.test(text)) return `"${escaped(text)}"`;
  return text.includes("'") ? `"${escaped(text).replaceAll("@", "\\u0040")}"` : `'${text}'`;
}

/** `@name(`, as text.ts of the grammar looks for it. */
const EMBEDDED_CALL = new RegExp(String.raw`@[.${KEY_CHARACTERS}]+\(`, "u");

/** A quote, `${`, and a backslash that the next character, or the end, would give a meaning to. */
const MARK = new RegExp(String.raw`"|\$(?=\{)|\\(?=${ESCAPABLE}|$)`, "g");

function escaped(text: string): string {
  return text.replace(MARK, "\\$&");
}

function isFence(written: string): boolean {
  return written.length >= 6 && written.startsWith("'''");
}
