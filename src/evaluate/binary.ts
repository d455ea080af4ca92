// Why: operators between two values: what is known is computed, what is not is kept, and what cannot work
// in any run is an error now.

import type { Binary, BinaryOperator } from "../../grammar/ast.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { SourceSpan } from "../source/source.js";
import { toExpr } from "../syntax/expr.js";
import type { Expr, TuskNode } from "../syntax/tree.js";
import { WHAT } from "../syntax/what.js";
import type { Context } from "./context.js";
import { isYes, moved, readExpression } from "./expressions.js";
import { type Json, scalarOf } from "./json.js";
import { Kind, type Kinds } from "./kinds.js";
import { operate, type Wrong } from "./operations.js";
import { spend } from "./references.js";

/**
 * The operator does not take values of these types. Text is not turned into a number; only `+` puts
 * text and other values together.
 *
 * ```tusk expect=wrong-operands
 * $minutes: "5"
 *
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: $minutes * 60
 * ```
 *
 * ```tusk
 * $minutes: 5
 *
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: $minutes * 60
 * ```
 */
const wrongOperands = defineDiagnostic<{ readonly op: string; readonly needs: string }>({
  code: "TSK3105",
  name: "wrong-operands",
  severity: "error",
  message: ({ op, needs }) => `\`${op}\` needs ${needs}`,
});

/**
 * The types are right and there still is no result: a division by zero, or a number past the
 * largest.
 *
 * ```tusk expect=no-result
 * $workers: 0
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: 100 / $workers
 * ```
 *
 * ```tusk
 * $workers: 4
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: 100 / $workers
 * ```
 */
const impossible = defineDiagnostic<{ readonly what: string }>({
  code: "TSK3106",
  name: "no-result",
  severity: "error",
  message: ({ what }) => what,
});

/**
 * Values of different types are never equal, so the comparison has the same answer always. Mostly a
 * number is in quotes on one side and not on the other.
 *
 * ```tusk expect=never-equal
 * $replicas: 2
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: $replicas == "1" ? 50 : 10
 * ```
 *
 * ```tusk
 * $replicas: 2
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: $replicas == 1 ? 50 : 10
 * ```
 */
const neverEqual = defineDiagnostic<{ readonly op: string }>({
  code: "TSK3107",
  name: "never-equal",
  severity: "warning",
  message: ({ op }) => `\`${op}\` compares values of different types and is always ${op === "!="}`,
});

/** The value of `left op right`. */
export function readBinary(context: Context, node: Binary): TuskNode {
  const left = readExpression(context, node.left);
  if (node.op === "||" || node.op === "??" || node.op === "&&")
    return readChoice(context, node, left);
  const right = readExpression(context, node.right);
  const span = context.at(node.span);
  if (left.kind === "error" || right.kind === "error") return { kind: "error", span };
  if (!checkKinds(context, node, node.op, left, right)) return { kind: "error", span };
  if (left.kind === "runtime" || right.kind === "runtime") return later(node.op, left, right, span);
  return compute(context, node, node.op, left, right);
}

function readChoice(context: Context, node: Binary, left: TuskNode): TuskNode {
  const { op } = node;
  const span = context.at(node.span);
  if (left.kind === "runtime") {
    const right = readExpression(context, node.right);
    return right.kind === "error" ? { kind: "error", span } : later(op, left, right, span);
  }
  const known = left.kind !== "error" && takesLeft(op, left);
  const right = known
    ? context.unchosen(() => readExpression(context, node.right))
    : readExpression(context, node.right);
  if (left.kind === "error") return { kind: "error", span };
  return moved(known ? left : right, span);
}

/** Whether the first operand decides, so that the second does not matter. */
function takesLeft(op: BinaryOperator, left: TuskNode): boolean {
  if (op === "??") return left.kind !== "null";
  return op === "||" ? isYes(left) : !isYes(left);
}

function later(op: BinaryOperator, left: TuskNode, right: TuskNode, span: SourceSpan): TuskNode {
  const expr: Expr = { kind: "binary", op, left: toExpr(left), right: toExpr(right) };
  return { kind: "runtime", span, expr };
}

type StrictOp = Exclude<BinaryOperator, "||" | "??" | "&&">;

/** Whether there are values of these kinds that the operator takes; reports when there are none. */
function checkKinds(
  context: Context,
  node: Binary,
  op: StrictOp,
  left: TuskNode,
  right: TuskNode,
): boolean {
  const a = context.shared.kinds.ofNode(left);
  const b = context.shared.kinds.ofNode(right);
  if (op === "==" || op === "!=") {
    warnNeverEqual(context, node, a, b);
    return true;
  }
  if (fits(op, a, b)) return true;
  const related = [left, right].map((side) => labelAt(side.span, `is ${whatOf(side)}`));
  const needs = op === "+" ? "two numbers, or text on one side" : (NEEDS[op] ?? "two numbers");
  const evidence = {
    at: context.label(node.opSpan),
    related,
    help: helpFor(left) ?? helpFor(right),
  };
  context.reportValue(() => wrongOperands({ op, needs }, evidence));
  return false;
}

const NEEDS: Readonly<Record<string, string>> = {
  "<": "two numbers or two texts",
  "<=": "two numbers or two texts",
  ">": "two numbers or two texts",
  ">=": "two numbers or two texts",
};

function fits(op: StrictOp, a: Kinds, b: Kinds): boolean {
  const both = a & b;
  const scalar = ~(Kind.list | Kind.object);
  switch (op) {
    case "+": {
      const joins = ((a | b) & Kind.text) !== 0 && (a & scalar) !== 0 && (b & scalar) !== 0;
      return joins || (both & Kind.number) !== 0;
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
      return (both & (Kind.number | Kind.text)) !== 0;
    default:
      return (both & Kind.number) !== 0;
  }
}

function helpFor(node: TuskNode): string | undefined {
  if (node.kind !== "runtime" || node.expr.kind !== "env" || node.expr.fallback) return undefined;
  return `give the variable a default of the type that is meant: \`@env("${node.expr.name}", 0)\``;
}

/** Null is compared with anything: that is how one asks whether a value is there. */
function warnNeverEqual(context: Context, node: Binary, a: Kinds, b: Kinds): void {
  if (((a | b) & Kind.null) !== 0 && (a === Kind.null || b === Kind.null)) return;
  if ((a & b) !== 0) return;
  const { left, right, op } = node;
  const related = [context.label(left.span), context.label(right.span)];
  context.reportValue(() => neverEqual({ op }, { at: context.label(node.opSpan), related }));
}

function compute(
  context: Context,
  node: Binary,
  op: StrictOp,
  left: TuskNode,
  right: TuskNode,
): TuskNode {
  const span = context.at(node.span);
  const outcome = operate(op, plain(left), plain(right));
  if ("wrong" in outcome) {
    context.reportValue(() =>
      impossible({ what: IMPOSSIBLE[outcome.wrong] }, { at: labelAt(span) }),
    );
    return { kind: "error", span };
  }
  return computed(context, outcome.value, span);
}

const IMPOSSIBLE: Readonly<Record<Wrong, string>> = {
  types: "this operator does not take these two values",
  division: "nothing can be divided by zero",
  overflow: "the result is larger than a number can be",
  length: "the result is longer than 1 MiB",
};

function computed(context: Context, value: Json, span: SourceSpan): TuskNode {
  switch (typeof value) {
    case "number":
      return { kind: "number", span, value };
    case "boolean":
      return { kind: "boolean", span, value };
    case "string":
      if (!spend(context, value.length, span)) return { kind: "error", span };
      return { kind: "string", span, value, style: "computed" };
    default:
      return { kind: "null", span };
  }
}

/** Lists and objects are no operands; an empty list stands for them where only its type matters. */
function plain(node: TuskNode): Json {
  return scalarOf(node) ?? (node.kind === "null" ? null : []);
}

function whatOf(node: TuskNode): string {
  return node.kind === "runtime" ? "read when the program starts" : WHAT[node.kind];
}
