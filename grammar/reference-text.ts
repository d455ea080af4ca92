// Why: a shell puts text directly behind a variable, and so do people who write `$HOST:8080`. Here that is text in
// `"` with the variable in braces.

import type { Span } from "../src/source/source.js";
import { matchEnd } from "./characters.js";

const REFERENCE = /^\$(?:\{[ \t]*([\w.-]+)[ \t]*\}|([\w.-]+))$/;
/** Text that no bracket, quote, or other reference is in. */
const TEXT = /[^\s"'\\`,;()[\]{}#$@]+/y;

/** `$x/y` or `${x}/y` in quotes, with all that stands directly behind the reference; undefined for others. */
export function textFromReference(text: string, { start, end }: Span): string | undefined {
  const [, braced, plain] = REFERENCE.exec(text.slice(start, end)) ?? [];
  const name = braced ?? plain;
  const last = matchEnd(TEXT, text, end);
  if (name === undefined || last === undefined) return undefined;
  return `"\${${name}}${text.slice(end, last)}"`;
}
