// Why: behind `- ` stands a value or a key, and text may look like either. What makes it a key is decided here,
// for whoever reads items and for whoever writes them.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { opensBlock } from "./block-end.js";
import {
  Char,
  isBlank,
  isLineEnd,
  keyEnd,
  lineEnd,
  matchEnd,
  nextLine,
  pathEnd,
  skipBlanks,
} from "./characters.js";
import { codeEnd } from "./comments.js";
import { lineQuoteEnd } from "./quotes.js";
import type { Scan } from "./scan.js";

/**
 * An item of a list starts with `-` and white space. Without that a `-` is part of a key, of a number,
 * or of text.
 *
 * ```tusk expect=unspaced-item
 * queue:
 *   backend: "bullmq"
 *   queues:
 *     -critical
 *     -default
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   queues:
 *     - critical
 *     - default
 * ```
 */
const unspaced = defineDiagnostic<object>({
  code: "TSK1038",
  name: "unspaced-item",
  severity: "error",
  message: () => "this `-` has no space behind it, which an item of a list needs",
});

const UNSPACED = /-[^\s:={}-][^:={}\r\n]*(?=\r?\n|$)/y;

/** Whether the line at `pos` can only be an item whose `-` has no space behind it. */
export function lacksSpace({ text, pos, layout }: Scan, column: number): boolean {
  return matchEnd(UNSPACED, text, pos) !== undefined && layout.takesItem(column);
}

/** The missing space of the item at `pos`. */
export function unspacedItem({ source, pos }: Scan): Diagnostic {
  const edits = [{ source, span: { start: pos + 1, end: pos + 1 }, insert: " " }];
  const at = { source, span: { start: pos, end: pos + 1 } };
  return unspaced({}, { at, fix: { title: "add a space", safe: true, edits } });
}

/**
 * Whether a key stands at `pos`, behind a `-`: behind it a separator and white space (`A=b` is text), the
 * braces of an object, or a `>` that ends the line above a deeper one.
 */
export function startsKeyedItem(text: string, pos: number): boolean {
  const end = itemKeyEnd(text, pos);
  if (end === undefined || end === pos) return false;
  const at = skipBlanks(text, end);
  const next = text.charCodeAt(at + 1);
  switch (text.charCodeAt(at)) {
    case Char.Colon:
    case Char.Equals:
      return isLineEnd(next) || isBlank(next);
    case Char.BraceOpen:
      return opensBlock(text, at) || holdsMembers(text, at);
    case Char.Greater:
      return codeEnd(text, at, at) === at + 1 && goesDeeper(text, pos);
    default:
      return false;
  }
}

function itemKeyEnd(text: string, pos: number): number | undefined {
  const code = text.charCodeAt(pos);
  if (code === Char.DoubleQuote || code === Char.SingleQuote) return lineQuoteEnd(text, pos);
  return code === Char.Dollar ? keyEnd(text, pos + 1) : pathEnd(text, pos);
}

/** An opening brace, and behind it its end or a key with what may separate it: `{name}` is text. */
const MEMBERS = /\{[ \t]*(?:\}|(?:\$?[\p{L}\p{M}\p{Nd}_.-]+|"[^"\n]*"|'[^'\n]*')[ \t]*[:={])/uy;

/** Whether the `{` at `at` opens an object that is the last on its line, or goes on over lines. */
function holdsMembers(text: string, at: number): boolean {
  if (matchEnd(MEMBERS, text, at) === undefined) return false;
  const code = text.slice(at, codeEnd(text, at, at));
  const line = /[,;]$/.test(code) ? code.slice(0, -1).trimEnd() : code;
  return line.endsWith("}") || !line.includes("}");
}

/** Whether the line below is deeper than the `-` in front of `pos`. */
function goesDeeper(text: string, pos: number): boolean {
  const start = text.lastIndexOf("\n", pos - 1) + 1;
  const dash = skipBlanks(text, start);
  let below = nextLine(text, pos);
  while (below < text.length && skipBlanks(text, below) === lineEnd(text, below))
    below = nextLine(text, below);
  return skipBlanks(text, below) - below > dash - start;
}
