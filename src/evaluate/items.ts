// Why: a value is looked into by name or by number, in references as in expressions. What only the
// environment can choose between is looked into on both sides, so `$rules.limit` works for either choice.

import type { SourceSpan } from "../source/source.js";
import { toExpr } from "../syntax/expr.js";
import type { Expr, TuskNode } from "../syntax/tree.js";

/** What stands in a value under a key, or at an index from 0. Undefined when nothing does. */
export function itemOf(node: TuskNode, key: string | number): TuskNode | undefined {
  if (node.kind === "array") return typeof key === "number" ? node.items[key] : undefined;
  if (node.kind === "object") {
    return typeof key === "string" ? node.entries.get(key)?.value : undefined;
  }
  if (node.kind !== "runtime" || node.expr.kind !== "conditional") return undefined;
  return itemOfEither(node, node.expr, key);
}

/** The keys of an object, or of both objects that the environment chooses between. */
export function keysOf(node: TuskNode): string[] {
  if (node.kind === "object") return [...node.entries.keys()];
  if (node.kind !== "runtime" || node.expr.kind !== "conditional") return [];
  const { whenTrue } = node.expr;
  const keys = whenTrue.kind === "value" ? keysOf(whenTrue.node) : [];
  return keys.filter((key) => itemOf(node, key) !== undefined);
}

/** The value at `span` that is one of two, as `test` says later; an error when one of them is. */
export function eitherOf(
  span: SourceSpan,
  test: Expr,
  whenTrue: TuskNode,
  whenFalse: TuskNode,
): TuskNode {
  if (whenTrue.kind === "error" || whenFalse.kind === "error") return { kind: "error", span };
  const branches = { whenTrue: toExpr(whenTrue), whenFalse: toExpr(whenFalse) };
  return { kind: "runtime", span, expr: { kind: "conditional", test, ...branches } };
}

function itemOfEither(
  { span }: TuskNode,
  { test, whenTrue, whenFalse }: Extract<Expr, { kind: "conditional" }>,
  key: string | number,
): TuskNode | undefined {
  const [one, other] = [whenTrue, whenFalse].map((branch) =>
    itemOf(branch.kind === "value" ? branch.node : { kind: "runtime", span, expr: branch }, key),
  );
  if (one === undefined || other === undefined) return undefined;
  return eitherOf(span, test, one, other);
}
