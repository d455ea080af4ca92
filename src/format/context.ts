// Why: what the parts of the formatter share while one file is written.

import type { Value } from "../../grammar/ast.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source.js";
import type { Comments } from "./comments.js";
import type { Writer } from "./writer.js";

/** One file, halfway from its tree to its canonical text. */
export interface Context {
  /** The file with line feeds only. */
  readonly text: string;
  readonly comments: Comments;
  readonly writer: Writer;
  /** Of calls whose arguments could not be read, which the grammar leaves to others to report. */
  readonly problems: Set<Diagnostic>;
  /** What is known to fit on a line, or not; see one-line.ts. */
  readonly oneLiners: Map<Value, { readonly text: string | undefined }>;
}

/** The text of a node as it is written in the file. */
export function written({ text }: Context, { start, end }: Span): string {
  return text.slice(start, end);
}

/** Whether the file breaks the line between two offsets. */
export function isBroken({ text }: Context, start: number, end: number): boolean {
  return text.slice(start, end).includes("\n");
}
