// Why: the one type that every stage reports and every renderer shows. Renderers see nothing else.

import type { SourceFile, SourceSpan, Span } from "../source/source.js";

export type Severity = "error" | "warning" | "hint";

export type Code = `TSK${number}`;

/** A place with an optional remark on it. Labels may lie in different files. */
export interface Label {
  readonly source: SourceFile;
  readonly span: Span;
  readonly text?: string;
}

/** Replaces the text of `span` by `insert`. */
export interface Edit {
  readonly source: SourceFile;
  readonly span: Span;
  readonly insert: string;
}

/** A remedy as edits. A safe one keeps the meaning that the file obviously had; `--fix` applies it. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/**
 * What is wrong (`message`), where (`primary`, `related`), why it matters (`notes`), and what to type
 * (`help`). Each fact stands in one slot only; the number of a code never changes its meaning.
 */
export interface Diagnostic {
  readonly code: Code;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly primary: Label;
  readonly related: readonly Label[];
  readonly notes: readonly string[];
  readonly help?: string;
  readonly fix?: Fix;
}

/** A label on a span. */
export function labelAt(span: SourceSpan, text?: string): Label {
  return text === undefined ? { source: span.source, span } : { source: span.source, span, text };
}

/** An edit that replaces the text of a span. */
export function editAt(span: SourceSpan, insert: string): Edit {
  return { source: span.source, span, insert };
}

/** A warning or hint that a comment in the file asks to pass over, and the reason that it gives. */
export interface IgnoredDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
  /** The comment. */
  readonly comment: Label;
}

/** Where stages send what they find. */
export type Report = (diagnostic: Diagnostic) => void;

/** Whether `result` is a diagnostic rather than what was asked for. */
export function isDiagnostic<T extends object | string>(
  result: T | Diagnostic,
): result is Diagnostic {
  return typeof result === "object" && "severity" in result;
}
