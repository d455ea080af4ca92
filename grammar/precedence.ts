// Why: one flat rule for all binary operators, with their binding in a table, reads better than a method
// for each level and runs several times faster.

import { cover, type Span } from "../src/source/source.js";
import type { BinaryOperator, Expression } from "./ast.js";

/** Loosest first. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ["||", "??"],
  ["&&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

const BINDING = new Map(LEVELS.flatMap((level, index) => level.map((op) => [op as string, index])));

/** An operator and the operand behind it. */
export interface Joint {
  readonly op: BinaryOperator;
  readonly opSpan: Span;
  readonly right: Expression;
}

/** How tight an operator of two operands binds; higher is tighter. */
export function bindingOf(op: BinaryOperator): number {
  return BINDING.get(op) ?? 0;
}

/** Groups `first op operand op operand ...` by precedence; equal operators group from the left. */
export function foldBinary(first: Expression, joints: readonly Joint[]): Expression {
  const operands: Expression[] = [first];
  const pending: Joint[] = [];
  for (const joint of joints) {
    while (
      pending.length > 0 &&
      bindingOf(pending[pending.length - 1]?.op ?? joint.op) >= bindingOf(joint.op)
    ) {
      reduce(operands, pending);
    }
    pending.push(joint);
    operands.push(joint.right);
  }
  while (pending.length > 0) reduce(operands, pending);
  return operands[0] ?? first;
}

function reduce(operands: Expression[], pending: Joint[]): void {
  const joint = pending.pop();
  const right = operands.pop();
  const left = operands.pop();
  if (joint === undefined || right === undefined || left === undefined) return;
  const { op, opSpan } = joint;
  operands.push({ kind: "Binary", span: cover(left.span, right.span), op, opSpan, left, right });
}
