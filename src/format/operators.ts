// Why: in parentheses lines break at operators, where that is needed.

import type { Binary, Conditional, Expression, Group } from "../../grammar/ast.js";
import { bindingOf } from "../../grammar/precedence.js";
import { writeParts } from "./brackets.js";
import type { Context } from "./context.js";
import { startPart } from "./gaps.js";
import { type Place, writeExpression } from "./values.js";

/** Whether lines can break in an expression outside its brackets. */
export function hasOperators({ kind }: Expression): boolean {
  return kind === "Binary" || kind === "Conditional";
}

/** Writes parentheses and what is in them, over lines if that helps. */
export function writeGroup(context: Context, { inner, span }: Group, place: Place): void {
  const { comments, writer } = context;
  if (hasOperators(inner) || comments.standWithin(span)) {
    const write = (after: number) => writeExpression(context, inner, { after, isBreakable: true });
    writeParts(context, "()", span.end, [{ span: inner.span, write }]);
    return;
  }
  writer.write("(");
  writeExpression(context, inner, { ...place, after: place.after + 1 });
  writer.write(")");
}

/** Writes operands with their operators, each operand on a line if lines may break. */
export function writeBinary(context: Context, node: Binary, place: Place): void {
  const { writer } = context;
  const [first, ...rest] = operandsOf(node);
  const { isBreakable } = place;
  const after = (index: number) => {
    const next = rest[index];
    return next ? next.op.length + 1 : place.after;
  };
  writeExpression(context, first.operand, { after: after(0), isBreakable });
  rest.forEach(({ op, operand }, index) => {
    writer.write(` ${op}`);
    if (isBreakable) startPart(context, operand.span.start, true);
    else writer.write(" ");
    writeExpression(context, operand, { after: after(index + 1), isBreakable });
  });
}

/** Writes a condition and its values, each value on a line if lines may break. */
export function writeConditional(context: Context, node: Conditional, place: Place): void {
  const { writer } = context;
  const { test, whenTrue, whenFalse } = node;
  const { isBreakable } = place;
  const branch = (sign: string, value: Expression, after: number) => {
    if (isBreakable) startPart(context, value.span.start, true, `${sign} `);
    else writer.write(` ${sign} `);
    writeExpression(context, value, { after, isBreakable });
  };
  writeExpression(context, test, { after: 0, isBreakable });
  writer.indented(() => {
    branch("?", whenTrue, 0);
    branch(":", whenFalse, place.after);
  });
}

interface Operand {
  /** The operator before it; that of the first is of no meaning. */
  readonly op: string;
  readonly operand: Expression;
}

/** The operands that operators of the same binding join from the left. */
function operandsOf(node: Binary): [Operand, ...Operand[]] {
  const operands: Operand[] = [];
  let left: Expression = node;
  while (left.kind === "Binary" && bindingOf(left.op) === bindingOf(node.op)) {
    operands.unshift({ op: left.op, operand: left.right });
    left = left.left;
  }
  return [{ op: "", operand: left }, ...operands];
}
