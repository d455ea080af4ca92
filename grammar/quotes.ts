// Why: quoted text is the one place where the marks of the language mean nothing, so its end must be found
// before anything else is looked for. What is in it is read by text.ts, once it is known to be a value.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { Char, isLineEnd, lineEnd, skipBlanks } from "./characters.js";
import { LONGEST_TEXT, textTooLong } from "./limits.js";
import type { Scan } from "./scan.js";

/**
 * Text that begins with a quote ends with the same quote, on the same line. Without it nobody can
 * tell where the text stops and a comment or the next item begins.
 *
 * ```tusk expect=unclosed-text
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://localhost:6379
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://localhost:6379"
 * ```
 */
export const unclosedText = defineDiagnostic<{ readonly quote: string }>({
  code: "TSK1006",
  name: "unclosed-text",
  severity: "error",
  message: ({ quote }) => `this \`${quote}\` has no closing \`${quote}\``,
});

/**
 * Text between single quotes or between double quotes ends on its line; so a forgotten quote cannot
 * swallow the lines below. Text over several lines stands between three quotes.
 *
 * ```tusk expect=text-over-lines
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     description: "Exports a user's data
 *       and tells them"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     description: """Exports a user's data
 *       and tells them"""
 * ```
 */
const overLines = defineDiagnostic<{ readonly quote: string }>({
  code: "TSK1023",
  name: "text-over-lines",
  severity: "error",
  message: ({ quote }) => `text in \`${quote}\` does not run over lines`,
});

/** Where the quoted text at `pos` ends, or what is wrong with it and how far that reaches. */
export interface Quoted {
  readonly end: number;
  readonly problem?: Diagnostic;
}

/** Finds the end of the quoted text at the position; `"""` and `'''` may run over lines. */
export function scanQuoted(scan: Scan): Quoted {
  const { text, pos } = scan;
  const quote = text[pos] ?? "";
  const fenced = text[pos + 1] === quote && text[pos + 2] === quote;
  const quoted = fenced ? scanFence(scan, quote.repeat(3)) : scanLine(scan, quote);
  return quoted.problem ? quoted : checkLength(scan, pos, quoted.end);
}

/** Adds a problem when the text from `start` to `end` is longer than a text may be. */
export function checkLength(scan: Scan, start: number, end: number): Quoted {
  if (end - start <= LONGEST_TEXT) return { end };
  const at = scan.label(start, Math.min(lineEnd(scan.text, start), start + 80));
  return { end, problem: textTooLong(at) };
}

/** Behind the closing quote of the text at `at` if it stands on the same line. */
export function lineQuoteEnd(text: string, at: number): number | undefined {
  const quote = text[at];
  const close = quote === '"' ? doubleEnd(text, at + 1) : singleEnd(text, at + 1);
  return text[close] === quote ? close + 1 : undefined;
}

function scanFence(scan: Scan, fence: string): Quoted {
  const { text, pos } = scan;
  let close = text.indexOf(fence, pos + 3);
  if (fence === '"""')
    while (close >= 0 && isEscaped(text, close, pos + 3)) close = text.indexOf(fence, close + 1);
  if (close >= 0) return { end: close + 3 };
  const at = scan.label(pos, pos + 3);
  scan.isCut = true;
  return {
    end: text.length,
    problem: unclosedText({ quote: fence }, { at, help: `end the text with \`${fence}\`` }),
  };
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - slashes > from && text.charCodeAt(at - slashes - 1) === Char.Backslash) slashes += 1;
  return slashes % 2 === 1;
}

function scanLine(scan: Scan, quote: string): Quoted {
  const { text, pos } = scan;
  const close = quote === '"' ? doubleEnd(text, pos + 1) : singleEnd(text, pos + 1);
  if (text[close] === quote) return { end: close + 1 };
  const end = laterEnd(text, close, quote);
  return end === undefined ? openText(scan, quote, close) : textOverLines(scan, quote, close, end);
}

/** The offset of the closing quote or of the end of the line. */
function doubleEnd(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === Char.DoubleQuote || isLineEnd(code)) return at;
    at += code === Char.Backslash && !isLineEnd(text.charCodeAt(at + 1)) ? 2 : 1;
  }
}

function singleEnd(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === Char.SingleQuote || isLineEnd(code)) return at;
    at += 1;
  }
}

/** The end of a text that was meant to run over lines: the next quote, if it opens no text itself. */
function laterEnd(text: string, at: number, quote: string): number | undefined {
  const close = text.indexOf(quote, at);
  if (close < 0) return undefined;
  const before = text.slice(text.lastIndexOf("\n", close) + 1, close).trimEnd();
  const after = text.charCodeAt(skipBlanks(text, close + 1));
  const ends = isLineEnd(after) || ",;])}#".includes(String.fromCharCode(after));
  return ends && !/[:=[,({]$/.test(before) ? close + 1 : undefined;
}

function openText(scan: Scan, quote: string, end: number): Quoted {
  const start = scan.pos;
  const trimmed = start + scan.text.slice(start, end).trimEnd().length;
  const at = scan.label(start, trimmed);
  return {
    end,
    problem: unclosedText({ quote }, { at, help: `add \`${quote}\` where the text ends` }),
  };
}

/** A line that may be none of the text: its closing quote may be missing, and this be a key, header, or item. */
const STATEMENT = /\n[ \t]*(?:[\p{L}\p{M}\p{Nd}$_.-]+[ \t]*[:=]|\[|-[ \t])/u;

function textOverLines(scan: Scan, quote: string, lineEndAt: number, end: number): Quoted {
  const fence = quote.repeat(3);
  const edit = (start: number) => ({
    source: scan.source,
    span: { start, end: start + 1 },
    insert: fence,
  });
  const below = scan.text.slice(lineEndAt, end - 1);
  return {
    end,
    problem: overLines(
      { quote },
      {
        at: scan.label(scan.pos, lineEndAt),
        related: [scan.label(end - 1, end, "its closing quote")],
        help: `put it between \`${fence}\` and \`${fence}\``,
        fix: {
          title: `use ${fence}`,
          safe: !STATEMENT.test(below),
          edits: [edit(scan.pos), edit(end - 1)],
        },
      },
    ),
  };
}
