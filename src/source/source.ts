// Why: every message names a place, so every stage passes offsets into one kind of file. Lines and
// columns are computed only when something is shown.

import { countLeading } from "./sorted.js";

/** A half-open range `[start, end)` of UTF-16 offsets into a source file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span that knows the file that it lies in: values of several files meet in one tree. */
export interface SourceSpan extends Span {
  readonly source: SourceFile;
}

/** A place as people write it: both count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file's name and text; the path is shown to people and never opened. */
export class SourceFile {
  #lineStarts: number[] | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** The offset at which each line starts; the first line starts behind a byte order mark. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }

  position(offset: number): Position {
    const line = lineIndexAt(this.lineStarts, offset);
    const column = offset - (this.lineStarts[line] ?? 0) + 1;
    return { line: line + 1, column: Math.max(column, 1) };
  }

  /** The text of a line (counted from 1) without its line break. */
  line(number: number): string {
    const start = this.lineStarts[number - 1] ?? this.text.length;
    const end = this.lineStarts[number] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$/, "");
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

/** May stand at the start of a file; it is no character of the first line. */
export const BYTE_ORDER_MARK = "\ufeff";

/** The smallest span that holds both. */
export function cover(first: Span, last: Span): Span {
  return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

function findLineStarts(text: string): number[] {
  const starts = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineIndexAt(starts: readonly number[], offset: number): number {
  return Math.max(0, countLeading(starts, (start) => start <= offset) - 1);
}
