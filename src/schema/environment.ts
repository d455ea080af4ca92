// Why: a setting may be written `@env("X", d)`, or computed from variables. What can be checked before a
// process starts is checked here: that the setting allows it, and every constant that may come out.

import { isExact, isNumber } from "../../grammar/numbers.js";
import { partsOf } from "../syntax/expr.js";
import type { Expr, RuntimeNode, StringNode, TuskNode } from "../syntax/tree.js";
import { reportTooLate } from "./constant.js";
import type { Origin, Place, Setting, Type, VariableType } from "./define.js";
import { readSwitch } from "./types/switch.js";

/** What binding learns about a value from the environment. */
export interface FromEnvironment<T> {
  readonly value: T | undefined;
  readonly origin: Origin;
}

const HOLE = { value: undefined, origin: { kind: "hole" } } as const;

/** Reads a setting's value that only a running process knows. */
export function readRuntime<T>(
  setting: Setting<T>,
  node: RuntimeNode,
  place: Place,
): FromEnvironment<T> {
  const { type, constant } = setting;
  if (type.variable === undefined || constant === true) {
    reportTooLate(node, place);
    return HOLE;
  }
  const { expr } = node;
  if (expr.kind === "env" && (expr.fallback === undefined || expr.fallback.kind === "value")) {
    return readVariable(type, type.variable, expr, place);
  }
  const results = constantsOf(expr).map((constant) =>
    readConstant(type, type.variable, constant, place),
  );
  if (results.includes(undefined)) return HOLE;
  return { value: undefined, origin: { kind: "computed", expr, secret: isSecret(expr) } };
}

type EnvExpr = Extract<Expr, { kind: "env" }>;

function readVariable<T>(
  type: Type<T>,
  variable: VariableType,
  { name, secret, fallback }: EnvExpr,
  place: Place,
): FromEnvironment<T> {
  const origin = { kind: "variable", name, secret } as const;
  if (fallback?.kind !== "value") return { value: undefined, origin };
  const value = readConstant(type, variable, fallback.node, place);
  return value === undefined ? HOLE : { value, origin };
}

function readConstant<T>(
  type: Type<T>,
  variable: VariableType | undefined,
  node: TuskNode,
  place: Place,
): T | undefined {
  if (node.kind === "error" || node.kind === "runtime") return undefined;
  return type.read(node.kind === "string" ? asVariable(node, variable) : node, place);
}

/** A default may be spelled as the variable would be: `@env("PORT", "9090")`. */
function asVariable(node: StringNode, variable: VariableType | undefined) {
  const { span, value } = node;
  switch (variable?.kind) {
    case "integer":
    case "number":
    case "duration":
      return isNumber(value) && isExact(value, Number(value))
        ? ({ kind: "number", span, value: Number(value) } as const)
        : node;
    case "switch": {
      const on = readSwitch(value);
      return on === undefined ? node : ({ kind: "boolean", span, value: on } as const);
    }
    default:
      return node;
  }
}

/** The constants that an expression may come out as. */
function constantsOf(expr: Expr): TuskNode[] {
  switch (expr.kind) {
    case "value":
      return [expr.node];
    case "env":
      return expr.fallback === undefined ? [] : constantsOf(expr.fallback);
    case "conditional":
      return [...constantsOf(expr.whenTrue), ...constantsOf(expr.whenFalse)];
    case "binary":
      return expr.op === "||" || expr.op === "??"
        ? [...constantsOf(expr.left), ...constantsOf(expr.right)]
        : [];
    default:
      return [];
  }
}

/** Whether any of its variables is a secret. */
function isSecret(expr: Expr): boolean {
  return (expr.kind === "env" && expr.secret) || partsOf(expr).some(isSecret);
}
