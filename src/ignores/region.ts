// Why: an ignore on a line of its own is for what comes next, with all that is in it; one behind a value is for
// its line. Either way one sees at once what it is for.

import type { Document, Statement, Value } from "../../grammar/ast.js";
import { countLeading } from "../source/sorted.js";
import type { SourceFile, Span } from "../source/source.js";

/** The part of a file that the ignore in a comment is for; undefined when nothing follows it. */
export function regionOf(
  comment: Span,
  source: SourceFile,
  constructs: readonly Span[],
): Span | undefined {
  const { line } = source.position(comment.start);
  const start = source.lineStarts[line - 1] ?? 0;
  const isAlone = source.text.slice(start, comment.start).trim() === "";
  if (!isAlone) return { start, end: start + source.line(line).length };
  return constructs[countLeading(constructs, ({ start }) => start < comment.end)];
}

/**
 * What can follow a comment: sections, statements, and items of lists, by where they start, the outer of two
 * that start together first.
 */
export function constructsOf({ statements, sections }: Document): Span[] {
  const found: Span[] = [];
  const addStatements = (all: readonly Statement[]): void => {
    for (const statement of all) {
      found.push(statement.span);
      if (statement.kind !== "OperatorStatement") addWithin(statement.value);
    }
  };
  const addWithin = (value: Value): void => {
    if (value.kind === "Block" || value.kind === "ObjectLiteral") addStatements(value.statements);
    if (value.kind !== "List" && value.kind !== "ArrayLiteral") return;
    for (const item of value.items) {
      found.push(item.span);
      addWithin(item);
    }
  };
  addStatements(statements);
  for (const section of sections) {
    found.push(section.span);
    addStatements(section.statements);
  }
  return found;
}
