// Why: text without quotes is found by where it stands: behind a blank, at the end of a line, before a comma.
// Printing moves it, so text that would read as something else at its new place gets quotes, and text that
// needs the end of its line gets a line.

import type { BareText } from "../../grammar/ast.js";
import { KEY_CHARACTERS, nestingOf } from "../../grammar/characters.js";
import { startsComment } from "../../grammar/comments.js";
import { endsInSign } from "../../grammar/continuation.js";
import { startsKeyedItem } from "../../grammar/keyed-item.js";
import { quote } from "./quotes.js";

/** Bare text as it can stand anywhere. */
export function writeBare({ value }: BareText): string {
  return isFragile(value) ? quote(value) : value;
}

/** Bare text as it can stand behind a `-`, where a key could, too. */
export function writeBareItem({ value }: BareText): string {
  return isFragile(value) || startsKeyedItem(value, 0) ? quote(value) : value;
}

/**
 * Whether text reads as something else behind a blank or at the end of a line: a comment, the opener of a
 * block of text, or an expression or call over lines.
 */
function isFragile(value: string): boolean {
  return (
    startsComment(value, 0, 0) ||
    endsInSign(value) ||
    /^(?:\|[-+\d]*|>[-+\d]*)$/.test(value) ||
    isOpenCall(value)
  );
}

const CALL = new RegExp(String.raw`^[.${KEY_CHARACTERS}]+(?=\()`, "u");

/** Whether text is a call over lines where its line goes on; what its quotes hide depends on what follows. */
function isOpenCall(value: string): boolean {
  const name = CALL.exec(value)?.[0];
  if (name === undefined) return false;
  return /["']/.test(value) || openBrackets(value).includes(name.length);
}

/** Whether text is an error in brackets and none outside: it seems to hold another member. */
export function isBracketBound({ value }: BareText): boolean {
  return !isFragile(value) && /:(?:\s|$)/.test(value);
}

/** Whether a bracket in the text stays open: in brackets it then takes the rest of its line. */
export function isUnclosed({ value }: BareText): boolean {
  if (isFragile(value)) return false;
  return openBrackets(value).length > 0;
}

/** Where the brackets stand that the text leaves open. */
function openBrackets(value: string): number[] {
  const open: number[] = [];
  for (let at = 0; at < value.length; at++) {
    const nesting = nestingOf(value.charCodeAt(at));
    if (nesting > 0) open.push(at);
    else if (nesting < 0) open.pop();
  }
  return open;
}
