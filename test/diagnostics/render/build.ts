// Why: renderer tests state a source and what is marked in it; offsets are found, not counted.

import type { Diagnostic, Label } from "../../../src/diagnostics/diagnostic.js";
import { SourceFile } from "../../../src/source/source.js";

/** A file with these lines at these numbers and nothing else that matters. */
export function fileWith(path: string, lines: Record<number, string>): SourceFile {
  const last = Math.max(...Object.keys(lines).map(Number));
  const text = Array.from({ length: last }, (_, index) => lines[index + 1] ?? "").join("\n");
  return new SourceFile(path, `${text}\n`);
}

/** Marks the first occurrence of `marked` on a line. */
export function labelAt(source: SourceFile, line: number, marked: string, text?: string): Label {
  const column = source.line(line).indexOf(marked);
  if (column < 0) throw new Error(`line ${line} holds no ${marked}`);
  const start = (source.lineStarts[line - 1] ?? 0) + column;
  return {
    source,
    span: { start, end: start + marked.length },
    ...(text !== undefined && { text }),
  };
}

/** A diagnostic of which only the given parts matter. */
export function diagnosticAt(primary: Label, parts: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: "TSK9001",
    name: "example",
    severity: "error",
    message: "something is wrong",
    primary,
    related: [],
    notes: [],
    ...parts,
  };
}
