// Why: the front door of the grammar. The parser is built once, on first use, because building it is most
// of what reading a small file costs.

import type { Report } from "../src/diagnostics/diagnostic.js";
import type { SourceFile } from "../src/source/source.js";
import type { Document } from "./ast.js";
import { tokenize } from "./lexer.js";
import { TuskParser } from "./parser.js";
import type { CallListener } from "./recovery.js";

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
  const once = oncePerLine(source, report);
  const { tokens, comments } = tokenize(source, once);
  parser ??= new TuskParser();
  const { braces, statements, sections } = parser.read(source, tokens, once, { refuse, found });
  const span = { start: 0, end: source.text.length };
  return { kind: "Document", span, braces, statements, sections, comments };
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
