// Why: what does not fit on a line has one part on each, between its brackets.

import type { ArrayLiteral, ObjectLiteral, Statement } from "../../grammar/ast.js";
import type { Span } from "../source/source.js";
import type { Context } from "./context.js";
import { endParts, startPart } from "./gaps.js";
import { keyText } from "./leaves.js";
import { writeExpression, writeValue } from "./values.js";

/** One of the parts of a bracket, and how it is written when `after` columns follow on its line. */
export interface Part {
  readonly span: Span;
  readonly write: (after: number) => void;
}

/** Writes a list over lines. */
export function writeArray(context: Context, { items, span }: ArrayLiteral): void {
  const parts = items.map((item) => ({
    span: item.span,
    write: (after: number) => writeValue(context, item, after),
  }));
  writeParts(context, "[]", span.end, parts);
}

/** Writes an object over lines, in braces. */
export function writeObject(context: Context, { statements, span }: ObjectLiteral): void {
  const parts = statements.map((statement) => ({
    span: statement.span,
    write: (after: number) => writeMember(context, statement, after),
  }));
  writeParts(context, "{}", span.end, parts);
}

/** Writes parts one a line between a pair of brackets; the closing one ends at `end` in the file. */
export function writeParts(
  context: Context,
  brackets: "[]" | "{}" | "()",
  end: number,
  parts: readonly Part[],
): void {
  const { writer } = context;
  writer.write(brackets.slice(0, 1));
  writer.indented(() => {
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      startPart(context, part.span.start, index === 0);
      part.write(isLast ? 0 : 1);
      if (!isLast) writer.write(",");
    }
    endParts(context, end, parts.length === 0);
  });
  writer.newLine();
  writer.write(brackets.slice(1));
}

function writeMember(context: Context, member: Statement, after: number): void {
  const { comments, writer } = context;
  if (member.kind === "OperatorStatement") {
    writeExpression(context, member.expression, { after, isBreakable: false });
    return;
  }
  writer.write(`${keyText(context, member.kind === "Assignment" ? member.key : member.name)}: `);
  for (const { text } of comments.takeBefore(member.value.span.start)) writer.commentInside(text);
  writeValue(context, member.value, after);
}
