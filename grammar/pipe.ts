// Why: `|` takes the deeper lines below its key as text. Where the text is not deeper, its lines would be read
// as keys, and each word of them be wrong.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic, Edit } from "../src/diagnostics/diagnostic.js";
import { lineEnd, matchEnd, nextLine, skipBlanks } from "./characters.js";
import { NOTHING_MORE, skipComment } from "./comments.js";
import { checkLength } from "./quotes.js";
import type { Scan } from "./scan.js";
import { RawText } from "./tokens.js";

/**
 * `|` takes the lines that are deeper than its key, so that the end of the text can be told from the
 * next key. A line that is not deeper belongs to the file again.
 *
 * ```tusk expect=flat-text
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     description: |
 *     Exports the data of a user
 *     timeout: "15m"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     description: |
 *       Exports the data of a user
 *     timeout: "15m"
 * ```
 */
const flatText = defineDiagnostic<object>({
  code: "TSK1036",
  name: "flat-text",
  severity: "error",
  message: () => "the text below `|` is not deeper than its key",
});

const PIPE = new RegExp(String.raw`\|${NOTHING_MORE}`, "y");
/** Words side by side, which no line of a file starts with. */
const SENTENCE =
  /[\p{L}\p{N}][^\s:={}[\]()"'$@#]*[,.!?]?[ \t]+[\p{L}\p{N}][^:={}[\]"$@\r\n]*(?=[\r\n]|$)/uy;

/** `|` and the deeper lines; false when more than a comment follows it, or brackets are open. */
export function lexPipe(scan: Scan): boolean {
  const { text, pos } = scan;
  const opened = matchEnd(PIPE, text, pos);
  if (scan.frames.length > 0 || opened === undefined) return false;
  const comment = skipBlanks(text, pos + 1);
  if (comment < opened) {
    scan.pos = comment;
    skipComment(scan);
    scan.pos = pos;
  }
  const end = deeperLinesEnd(scan)(opened);
  const flat = end === opened ? flatLines(scan, opened) : [];
  const last = flat.at(-1);
  noteMixedTabs(scan, opened, end);
  const { problem } = checkLength(scan, pos, end);
  scan.operandNext = false;
  if (problem) scan.takeUnreadable(end, problem);
  else if (last) scan.takeUnreadable(lineEnd(text, last.span.end), flatProblem(scan, flat));
  else scan.take(RawText, end);
  return true;
}

/** Finds the end of the lines below that are blank or deeper than the current key. */
export function deeperLinesEnd(scan: Scan): (at: number) => number {
  const { text, keyColumn } = scan;
  return (at) => {
    let end = at;
    for (let line = nextLine(text, at); line < text.length; line = nextLine(text, line)) {
      const start = skipBlanks(text, line);
      const stop = lineEnd(text, start);
      if (start === stop) continue;
      if (scan.layout.columnAt(line, start) <= keyColumn) break;
      end = stop;
    }
    return end;
  };
}

/**
 * Tabs in a text are text, in its common indentation too while all lines begin alike. Where one begins with a
 * tab and another with spaces, what they have in common depends on how wide a tab is.
 */
function noteMixedTabs({ text, layout }: Scan, from: number, end: number): void {
  const lines: { readonly line: number; readonly start: number }[] = [];
  for (let line = nextLine(text, from); line < end; line = nextLine(text, line)) {
    const start = skipBlanks(text, line);
    if (start !== lineEnd(text, start)) lines.push({ line, start });
  }
  const least = lines.reduce((fewest, { line, start }) => Math.min(fewest, start - line), Infinity);
  const begin = ({ line }: { readonly line: number }) => text.slice(line, line + least);
  const [first] = lines;
  if (first === undefined || lines.every((one) => begin(one) === begin(first))) return;
  for (const { line, start } of lines) layout.noteTabs(line, start);
}

/** The sentences below that are as deep as the current key: the indentation that each lacks. */
function flatLines({ text, keyColumn, layout, source }: Scan, at: number): Edit[] {
  const edits: Edit[] = [];
  for (let line = nextLine(text, at); line < text.length; line = nextLine(text, line)) {
    const start = skipBlanks(text, line);
    const isFlat = layout.columnAt(line, start) === keyColumn;
    if (!isFlat || matchEnd(SENTENCE, text, start) === undefined) break;
    edits.push({ source, span: { start, end: start }, insert: "  " });
  }
  return edits;
}

function flatProblem(scan: Scan, edits: readonly Edit[]): Diagnostic {
  const { pos, source } = scan;
  const [first] = edits;
  const start = first?.span.start ?? pos;
  const fix = { title: "indent the text", safe: true, edits };
  return flatText(
    {},
    {
      at: { source, span: { start, end: lineEnd(scan.text, start) } },
      related: [scan.label(pos, pos + 1, "takes the deeper lines below it")],
      help: "indent the text by two spaces more than the key",
      fix,
    },
  );
}
