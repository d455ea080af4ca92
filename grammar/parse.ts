// Why: the front door of the grammar. The parser is built once, on first use, because building it is most
// of what reading a small file costs.

import type { Diagnostic, Report } from "../src/diagnostics/diagnostic.js";
import type { SourceFile } from "../src/source/source.js";
import type { Document } from "./ast.js";
import { tokenize } from "./lexer.js";
import { TuskParser } from "./parser.js";
import { Scan } from "./scan.js";
import type { CallListener } from "./subjects.js";
import { readTabs } from "./tabs.js";

let parser: TuskParser | undefined;

/**
 * Reads a file into its AST. Whatever is wrong is reported, never thrown; what could not be read is
 * missing from the AST or an `UnreadableValue` in it. The listener knows which calls
 * are refused anyway, and is told of all.
 */
export function parse(
  source: SourceFile,
  report: Report,
  { refuse = () => undefined, found = () => {} }: Partial<CallListener> = {},
): Document {
  const scan = new Scan(source, readTabs(source));
  const batches = tokenize(scan);
  const problems: Diagnostic[] = [];
  const note: Report = (problem) => problems.push(problem);
  parser ??= new TuskParser();
  const body = parser.read(source, batches, note, { refuse, found });
  drain(batches);
  [...scan.problems, ...problems].forEach(oncePerLine(source, report));
  const span = { start: 0, end: source.text.length };
  const isComplete = body.isComplete && !scan.isCut;
  return { kind: "Document", span, ...body, comments: scan.comments, isComplete };
}

/** Has the lexer read what a parser that gave up left, for the comments and problems in it. */
function drain(batches: Iterator<unknown>): void {
  while (batches.next().done !== true);
}

/** Reports the first error of each line: the others are most often made by it. */
function oncePerLine(source: SourceFile, report: Report): Report {
  const lines = new Set<number>();
  return (diagnostic) => {
    const { line } = source.position(diagnostic.primary.span.start);
    if (lines.has(line)) return;
    lines.add(line);
    report(diagnostic);
  };
}
