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
  const edits: Edit[] = [];
  let applied = 0;
  for (const { fix } of diagnostics) {
    if (fix?.safe !== true || !fix.edits.every((edit) => edit.source === source)) continue;
    if (fix.edits.some(({ span }) => touchesAny(edits, span))) continue;
    for (const edit of fix.edits) edits.splice(countUpTo(edits, edit.span.start), 0, edit);
    applied += 1;
  }
  return { text: applyEdits(source.text, edits), applied };
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

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let position = 0;
  for (const { span, insert } of edits) {
    result += text.slice(position, span.start) + insert;
    position = span.end;
  }
  return result + text.slice(position);
}
