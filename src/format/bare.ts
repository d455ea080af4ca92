// Why: text without quotes is found by where it stands: behind a blank, at the end of a line, before a comma.
// Printing moves it, so text that would read as something else at its new place gets quotes, and text that
// needs the end of its line gets a line.

import type { BareText } from "../../grammar/ast.js";
import { quote } from "./quotes.js";

/** Bare text as it can stand anywhere. */
export function writeBare({ value }: BareText): string {
  return isFragile(value) ? quote(value) : value;
}

/** Bare text as it can stand behind a `-`, where a key could, too. */
export function writeBareItem({ value }: BareText): string {
  return isFragile(value) || KEY.test(value) ? quote(value) : value;
}

/** A key and what makes an object of an item: a separator with a blank behind it, or a brace at the end. */
const KEY = /^[\p{L}\p{M}\p{Nd}_.-]+[ \t]*(?:[:=](?:[ \t]|$)|\{(?:.*\{)?$)/u;

/**
 * Whether text reads as something else behind a blank or at the end of a line: a comment, a separator, the
 * opener of a block of text, or a call over lines.
 */
function isFragile(value: string): boolean {
  return (
    /^(?:#|\/\/|\/\*)/.test(value) ||
    /[,;]$/.test(value) ||
    /^(?:\|[-+\d]*|>[-+\d]*)$/.test(value) ||
    (CALL.test(value) && /[([{]$/.test(value))
  );
}

const CALL = /^[\p{L}\p{M}\p{Nd}_.-]+\(/u;

/** Whether text starts like a call, as payload types do (`int(1..9)`): a comma at the end of its line makes it one. */
export function isCallLike({ value }: BareText): boolean {
  return !isFragile(value) && CALL.test(value);
}

/** Whether text is an error in brackets and none outside: it seems to hold another member. */
export function isBracketBound({ value }: BareText): boolean {
  return !isFragile(value) && /:(?:\s|$)/.test(value);
}

/** Whether a bracket in the text stays open: in brackets it then takes the rest of its line. */
export function isUnclosed({ value }: BareText): boolean {
  if (isFragile(value)) return false;
  let depth = 0;
  for (const char of value) {
    if ("([{".includes(char)) depth += 1;
    else if (")]}".includes(char)) depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}
