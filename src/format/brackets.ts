// Why: what does not fit on a line has one part on each, between its brackets.

import type { ArrayLiteral, ObjectLiteral, Statement, Value } from "../../grammar/ast.js";
import type { Span } from "../source/source.js";
import { isCallLike } from "./bare.js";
import type { Context } from "./context.js";
import { endParts, startPart } from "./gaps.js";
import { keyText } from "./leaves.js";
import { oneLine } from "./one-line.js";
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
  writeParts(context, "[]", span.end, parts, commaBehind(context, items));
}

/** Writes an object over lines, in braces. */
export function writeObject(context: Context, { statements, span }: ObjectLiteral): void {
  const parts = statements.map((statement) => ({
    span: statement.span,
    write: (after: number) => writeMember(context, statement, after),
  }));
  const values = statements.flatMap((statement) =>
    statement.kind === "OperatorStatement" ? [] : [statement.value],
  );
  writeParts(context, "{}", span.end, parts, commaBehind(context, values));
}

/** Writes parts one a line between a pair of brackets; the closing one ends at `end` in the file. */
export function writeParts(
  context: Context,
  brackets: "[]" | "{}" | "()",
  end: number,
  parts: readonly Part[],
  comma: "," | "",
): void {
  const { writer } = context;
  writer.write(brackets.slice(0, 1));
  writer.indented(() => {
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      startPart(context, part.span.start, index === 0);
      part.write(isLast ? 0 : comma.length);
      if (!isLast) writer.write(comma);
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

/** A comma at the end of a line would make a call of text like `int(1..9)` on it. */
function commaBehind(context: Context, values: readonly Value[]): "," | "" {
  const isOpen = values.some(
    (value) => (value.kind === "BareText" || oneLine(context, value)) && hasCallLike(value),
  );
  return isOpen ? "" : ",";
}

function hasCallLike(value: Value): boolean {
  switch (value.kind) {
    case "BareText":
      return isCallLike(value);
    case "ArrayLiteral":
      return value.items.some(hasCallLike);
    case "ObjectLiteral":
      return value.statements.some(
        (statement) => statement.kind !== "OperatorStatement" && hasCallLike(statement.value),
      );
    default:
      return false;
  }
}
