// Why: a safe fix keeps the meaning that the file obviously had, so that `--fix` may apply it unseen.

import { countLeading } from "../source/sorted.js";
import type { SourceFile, Span } from "../source/source.js";
import type { Diagnostic, Edit } from "./diagnostic.js";

/** A file's text after its safe fixes, and how many were applied. */
export interface Fixed {
  readonly text: string;
  readonly applied: number;
}

/**
 * Applies the safe fixes of `diagnostics` that edit `source` and nothing else. Of fixes that touch the
 * same text the first is applied; another run finds what is left.
 */
export function applySafeFixes(source: SourceFile, diagnostics: Iterable<Diagnostic>): Fixed {
  const chosen = chooseSafeFixes(source, diagnostics);
  return { text: applyFixes(source, chosen), applied: chosen.length };
}

/** Those whose safe fixes edit `source` and nothing else, and can be applied together. */
export function chooseSafeFixes(
  source: SourceFile,
  diagnostics: Iterable<Diagnostic>,
): Diagnostic[] {
  const edits: Edit[] = [];
  const chosen: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const { fix } = diagnostic;
    if (fix?.safe !== true || !fix.edits.every((edit) => edit.source === source)) continue;
    if (fix.edits.some(({ span }) => touchesAny(edits, span))) continue;
    for (const edit of fix.edits) edits.splice(countUpTo(edits, edit.span.start), 0, edit);
    chosen.push(diagnostic);
  }
  return chosen;
}

/** The text of `source` after the fixes of `diagnostics`, whose edits must not touch one another. */
export function applyFixes(source: SourceFile, diagnostics: readonly Diagnostic[]): string {
  const edits = diagnostics.flatMap(({ fix }) => fix?.edits ?? []);
  let text = "";
  let position = 0;
  for (const { span, insert } of edits.sort((a, b) => a.span.start - b.span.start)) {
    text += source.text.slice(position, span.start) + insert;
    position = span.end;
  }
  return text + source.text.slice(position);
}

/** Insertions at one place touch: their order would be a guess. `edits` are by place. */
function touchesAny(edits: readonly Edit[], { start, end }: Span): boolean {
  const last = edits[countUpTo(edits, end) - 1];
  return last !== undefined && last.span.end >= start;
}

/** How many of the edits start at an offset or before it. */
function countUpTo(edits: readonly Edit[], offset: number): number {
  return countLeading(edits, ({ span }) => span.start <= offset);
}
