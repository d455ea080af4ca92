// Why: systemd expands `%` in every value and `$` in commands, splits words, and joins lines that end in a
// backslash. Text is escaped for the kind of value that it becomes.

import { bug } from "../../diagnostics/bug.js";
import { printable } from "../printable.js";
import { type Fragment, tagFor } from "./fragment.js";

/** Text that is safe in a unit file. */
export type Unit = Fragment<"unit">;

/** A unit file with holes. */
export const unit = tagFor("unit");

const fragment = (text: string): Unit => ({ format: "unit", text });

/** Text that systemd shows or takes whole: a description. */
export function prose(text: string): Unit {
  return fragment(printable(text).replace(/%/g, "%%").replace(/\\/g, "\\\\"));
}

/** An absolute path that is a whole value: it is neither unquoted nor split, so it must need no escape. */
export function wholePath(path: string): Unit {
  if (!path.startsWith("/")) return bug(`${JSON.stringify(path)} is no absolute path`);
  return prose(path);
}

/** A word of a list, such as a path of `ReadWritePaths=`. */
export function word(text: string): Unit {
  return fragment(quoteWord(text));
}

/** A word of a command line: `$` starts no variable in it. */
export function commandWord(text: string): Unit {
  return fragment(quoteWord(text.replace(/\$/g, "$$$$")));
}

/** A span of time, in seconds. */
export function seconds(milliseconds: number): Unit {
  return fragment(String(milliseconds / 1000));
}

/** Text for a comment. */
export function unitComment(text: string): Unit {
  return fragment(printable(text));
}

function quoteWord(text: string): string {
  const escaped = text.replace(/%/g, "%%").replace(/["\\]/g, "\\$&");
  if (/^[\w./:@+,=%$-]+$/.test(escaped)) return escaped;
  return `"${printable(escaped, hexBytes)}"`;
}

/** `\xNN` for each byte; a lone surrogate has none and becomes the replacement character. */
function hexBytes(character: string): string {
  const bytes = [...new TextEncoder().encode(character)];
  return bytes.map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
