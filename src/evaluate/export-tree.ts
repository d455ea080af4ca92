// Why: the tree as JSON, for people and other programs. Order is kept as it is in the file, which JSON.stringify
// does not do for keys that look like numbers; so printing is done here.

import { assertUnreachable } from "../diagnostics/bug.js";
import type { SourceSpan } from "../source/source.js";
import type { Expr, ObjectNode, TuskNode } from "../syntax/tree.js";
import { emptyObject, type Json } from "./json.js";
import { type Environment, evaluateExpr } from "./run-expr.js";

/** A value that an environment makes impossible: a default's type that the variable does not have. */
export interface ExportProblem {
  readonly span: SourceSpan;
  readonly message: string;
}

/**
 * The tree as plain JSON values, with its references to the environment evaluated. What the environment
 * makes impossible is told to `onProblem` and is null. Secrets are `***`.
 */
export function exportTree(
  tree: ObjectNode,
  environment: Environment,
  onProblem: (problem: ExportProblem) => void = () => {},
): Json {
  return treeToJson(tree, runner(environment, onProblem));
}

/** The same as JSON text, two spaces a level, keys in the order of the file. */
export function printTree(
  tree: ObjectNode,
  environment: Environment,
  onProblem: (problem: ExportProblem) => void = () => {},
): string {
  return `${print(tree, "\n", runner(environment, onProblem))}\n`;
}

/** Turns nodes into plain values; `run` evaluates what depends on the environment. */
export function treeToJson(node: TuskNode, run: (expr: Expr, span: SourceSpan) => Json): Json {
  switch (node.kind) {
    case "string":
    case "boolean":
      return node.value;
    case "number":
      return node.value === 0 ? 0 : node.value;
    case "null":
    case "error":
      return null;
    case "range":
      return Object.assign(emptyObject(), { min: node.min, max: node.max, type: "range" });
    case "runtime":
      return run(node.expr, node.span);
    case "array":
      return node.items.map((item) => treeToJson(item, run));
    case "object": {
      const object = emptyObject();
      for (const [key, { value }] of node.entries) object[key] = treeToJson(value, run);
      return object;
    }
    default:
      return assertUnreachable(node);
  }
}

type Run = (expr: Expr, span: SourceSpan) => Json;

function runner(environment: Environment, onProblem: (problem: ExportProblem) => void): Run {
  return (expr, span) => evaluateExpr(expr, environment, (message) => onProblem({ span, message }));
}

function print(node: TuskNode, lineBreak: string, run: Run): string {
  if (node.kind === "array") {
    const items = node.items.map((item) => print(item, `${lineBreak}  `, run));
    return enclose("[", items, "]", lineBreak);
  }
  if (node.kind !== "object") return printPlain(treeToJson(node, run), lineBreak);
  const members: string[] = [];
  for (const [key, { value }] of node.entries) {
    members.push(`${JSON.stringify(key)}: ${print(value, `${lineBreak}  `, run)}`);
  }
  return enclose("{", members, "}", lineBreak);
}

function printPlain(value: Json, lineBreak: string): string {
  return JSON.stringify(value, null, 2).replaceAll("\n", lineBreak);
}

function enclose(open: string, parts: readonly string[], close: string, lineBreak: string): string {
  if (parts.length === 0) return open + close;
  return `${open}${lineBreak}  ${parts.join(`,${lineBreak}  `)}${lineBreak}${close}`;
}
