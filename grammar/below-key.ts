// Why: elsewhere a value may stand on the line below its key, and text run over lines there. Here those lines are
// a block of keys, and a message about each key that they are not would help nobody.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { shorten } from "../src/diagnostics/shorten.js";
import type { Span } from "../src/source/source.js";
import { Char, skipBlanks } from "./characters.js";
import { codeEnd, nextCodeLine } from "./comments.js";
import type { Scan } from "./scan.js";
import { Assign } from "./tokens.js";

/**
 * The deeper lines below `key:` are its block, and they have keys of their own. A value stands on the line of
 * its key. Text over lines stands below `key: |`, or between three quotes.
 *
 * ```tusk expect=value-below-key
 * queue:
 *   backend:
 *     "bullmq"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 * ```
 */
const valueBelowKey = defineDiagnostic<{ readonly lines: number }>({
  code: "TSK1035",
  name: "value-below-key",
  severity: "error",
  message: ({ lines }) =>
    lines === 1
      ? "this value is not on the line of its key"
      : `these ${lines} lines are the block of a key, and none of them has a key`,
});

/** Text in quotes, a number, or a constant, alone on a line. */
const VALUE = /^(?:"[^"\\]*"|'[^']*'|-?\d+(?:\.\d+)?|true|false|null)[,;]?$/;
/** An expression that goes on with the next line. */
const HALF = /[ \t](?:\|\||&&|\?\??|[=!<>]=|\+)$/;
/** An item, or a key with its separator. */
const KEYED = /^(?:-[ \t]|(?:[$\w.-]+|"[^"]*"|'[^']*')[ \t]*[:=](?!=))/;
/** Words without what keys, operators, and brackets have. */
const WORDS = /^[\p{L}\p{N}][^\s:={}[\]<>@$"]*(?:[ \t]+[^\s:={}[\]<>@$"]+)*$/u;
/** A word and a value may be a key whose separator is missing; three words are text. */
const FEWEST_WORDS = 3;

/** Adds one error for the lines that would be the block of a key, the first at `column`, if they have no keys. */
export function lexValueBelow(scan: Scan, column: number): boolean {
  const { key } = scan.layout;
  if (key === undefined || scan.lastToken?.tokenType !== Assign) return false;
  const lines = textLines(scan, column);
  const last = lines?.at(-1);
  if (lines === undefined || last === undefined) return false;
  scan.takeUnreadable(last.end, problemOf(scan, key, lines));
  scan.lineStart = last.lineStart;
  scan.mode = "expression";
  scan.operandNext = false;
  return true;
}

/** What a line says, without its indentation and a comment behind it. */
interface TextLine extends Span {
  readonly lineStart: number;
  readonly kind: "value" | "words" | "half";
}

/** The lines of the block at the position; undefined when they are neither all text nor an expression. */
function textLines(scan: Scan, column: number): TextLine[] | undefined {
  const { text } = scan;
  const lines: TextLine[] = [];
  for (
    let lineStart = scan.lineStart;
    lineStart < text.length;
    lineStart = nextCodeLine(text, lineStart)
  ) {
    const start = skipBlanks(text, lineStart);
    const end = codeEnd(text, start, start);
    if (end === start) continue;
    if (scan.layout.columnAt(lineStart, start) < column) break;
    const kind = kindOf(text.slice(start, end), lines);
    if (kind === undefined) return undefined;
    lines.push({ start, end, lineStart, kind });
  }
  return lines;
}

/** What a line is, behind others of its block; undefined when it may have a key. */
function kindOf(written: string, lines: readonly TextLine[]): TextLine["kind"] | undefined {
  const above = lines.at(-1)?.kind;
  if (HALF.test(written) && (above === "half" || !KEYED.test(written))) return "half";
  if (above === "half") return "words";
  if (VALUE.test(written)) return "value";
  if (!WORDS.test(written)) return undefined;
  const few = written.split(/[ \t]+/, FEWEST_WORDS).length < FEWEST_WORDS;
  return few && lines.length === 0 ? undefined : "words";
}

function problemOf(scan: Scan, keySpan: Span, lines: readonly TextLine[]): Diagnostic {
  const [{ start, end, kind } = { start: scan.pos, end: scan.pos, kind: "words" }] = lines;
  const key = scan.source.slice(keySpan);
  const place = {
    at: scan.label(start, end),
    related: [scan.label(keySpan.start, keySpan.end, "the key")],
  };
  if (lines.length > 1) {
    const help = lines.every((line) => line.kind === "value")
      ? "for a list, write `- ` in front of each"
      : kind === "half"
        ? `for an expression, write \`${key}: (\` above it and \`)\` below`
        : `for text over lines, write \`${key}: |\` above it`;
    return valueBelowKey({ lines: lines.length }, { ...place, help });
  }
  const help = `write \`${key}: ${shorten(scan.text.slice(start, end))}\``;
  const gap = gapBefore(scan.text, start);
  if (kind !== "value" || gap === undefined) return valueBelowKey({ lines: 1 }, { ...place, help });
  const edits = [{ source: scan.source, span: gap, insert: " " }];
  const fix = { title: "write it behind the key", safe: true, edits };
  return valueBelowKey({ lines: 1 }, { ...place, help, fix });
}

/** What separates a value from the `:` or `=` of its key, if that is white space alone. */
function gapBefore(text: string, end: number): Span | undefined {
  const start = text.slice(0, end).trimEnd().length;
  const separator = text.charCodeAt(start - 1);
  return separator === Char.Colon || separator === Char.Equals ? { start, end } : undefined;
}
