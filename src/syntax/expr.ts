// Why: most of what looks through an expression cares for one kind and wants to get past all others.

import { assertUnreachable } from "../diagnostics/bug.js";
import type { Expr, TuskNode } from "./tree.js";

/** The expressions that an expression is made of, as they are written. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "env":
      return expr.fallback === undefined ? [] : [expr.fallback];
    case "value":
      return [];
    case "template":
      return expr.parts;
    case "unary":
      return [expr.operand];
    case "binary":
      return [expr.left, expr.right];
    case "conditional":
      return [expr.test, expr.whenTrue, expr.whenFalse];
    default:
      return assertUnreachable(expr);
  }
}

/** A value known later as such, a value known now as a constant. */
export function toExpr(node: TuskNode): Expr {
  return node.kind === "runtime" ? node.expr : { kind: "value", node };
}
