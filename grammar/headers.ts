// Why: a section header has one form here and half a dozen elsewhere. Its statements belong to it whether
// or not its name could be read, so a bad header is still a header.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { blockEnd } from "./block-end.js";
import { Char, keyEnd, lineEnd, skipBlanks } from "./characters.js";
import { startsComment } from "./comments.js";
import { unsupportedForm } from "./foreign.js";
import { lineQuoteEnd } from "./quotes.js";
import type { Scan } from "./scan.js";
import { Header, Token } from "./tokens.js";

/**
 * A section header is a name between `[` and `]` on one line. Where its end is missing, what stands
 * below cannot be placed and is left out.
 *
 * ```tusk expect=unclosed-header
 * [queue
 * backend: "bullmq"
 * ```
 *
 * ```tusk
 * [queue]
 * backend: "bullmq"
 * ```
 */
const unclosedHeader = defineDiagnostic<object>({
  code: "TSK1027",
  name: "unclosed-header",
  severity: "error",
  message: () => "this section header has no closing `]`",
});

/**
 * Outside brackets a line that starts with `[` opens a section. A list that stands there has no
 * key, so nothing could ask for it.
 *
 * ```tusk expect=list-without-key
 * [queue]
 * backend: "bullmq"
 * ["critical", "default"]
 * ```
 *
 * ```tusk
 * [queue]
 * backend: "bullmq"
 * queues: ["critical", "default"]
 * ```
 */
const listWithoutKey = defineDiagnostic<object>({
  code: "TSK1028",
  name: "list-without-key",
  severity: "error",
  message: () => "a line that starts with `[` is a section header, and this is none",
});

/** Adds the header that starts at the position. */
export function lexHeader(scan: Scan): void {
  const { text, pos } = scan;
  const end = skipBlanks(text, namesEnd(text, pos + 1));
  scan.mode = "expression";
  scan.operandNext = false;
  if (end > pos + 1 && text.charCodeAt(end) === Char.BracketClose) {
    scan.take(Header, end + 1);
    return;
  }
  const stop = headerEnd(scan);
  scan.tokens.push(new Token(Header, text, pos, stop, headerProblem(scan, stop)));
  scan.pos = stop;
}

/** The offset behind the dotted names at `at`, or `at`. */
function namesEnd(text: string, at: number): number {
  let end = at;
  for (let next = at; ; next = skipBlanks(text, end) + 1) {
    const segment = segmentEnd(text, skipBlanks(text, next));
    if (segment === undefined) return end;
    end = segment;
    if (text.charCodeAt(skipBlanks(text, end)) !== Char.Dot) return end;
  }
}

function segmentEnd(text: string, at: number): number | undefined {
  const code = text.charCodeAt(at);
  if (code === Char.DoubleQuote || code === Char.SingleQuote) return lineQuoteEnd(text, at);
  const end = keyEnd(text, at);
  return end > at ? end : undefined;
}

/** A header that is none ends with its line, or, as a list over lines, with the line of its `]`. */
function headerEnd(scan: Scan): number {
  const end = lineEnd(scan.text, scan.pos);
  const line = scan.text.slice(scan.pos, end).trimEnd();
  if (!line.endsWith("[") && !line.endsWith(",")) return end;
  return blockEnd(scan, scan.pos, Char.BracketClose) ?? end;
}

function headerProblem(scan: Scan, stop: number): Diagnostic {
  const { text, pos } = scan;
  const line = text.slice(pos, lineEnd(text, pos)).trimEnd();
  if (line.startsWith("[[")) return unsupportedForm(scan, "table", pos, pos + line.length);
  const open = namesEnd(text, pos + 1);
  if (open > pos + 1 && endsHeader(text, open, stop)) return unclosedProblem(scan, open);
  const close = line.indexOf("]");
  const name = close < 0 ? line.slice(1) : line.slice(1, close);
  const end = pos + (close < 0 ? line.length : close + 1);
  if (close < 0 || /["',[{]/.test(name)) {
    return listWithoutKey({}, { at: scan.label(pos, end), help: "write `key: [ ... ]`" });
  }
  if (name.includes(":")) return unsupportedForm(scan, "inherit", pos, end);
  if (name.includes("/")) return unsupportedForm(scan, "slash", pos, end);
  return unsupportedForm(scan, "sectionName", pos, end);
}

/** Whether nothing but a comment stands behind the names up to the end of what was skipped. */
function endsHeader(text: string, at: number, stop: number): boolean {
  const blank = skipBlanks(text, at);
  return blank >= stop || (blank > at && startsComment(text, blank, at));
}

function unclosedProblem(scan: Scan, at: number): Diagnostic {
  const edits = [{ source: scan.source, span: { start: at, end: at }, insert: "]" }];
  return unclosedHeader(
    {},
    {
      at: scan.label(scan.pos, at),
      help: "add `]` behind the name",
      fix: { title: "add `]`", safe: true, edits },
    },
  );
}
