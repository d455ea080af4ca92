// Why: what generated code computes when the program starts, computed here for `export`: the same rules,
// on an environment that is passed in.

import { assertUnreachable } from "../diagnostics/bug.js";
import type { Expr } from "../syntax/tree.js";
import { treeToJson } from "./export-tree.js";
import type { Json } from "./json.js";
import { isTruthy, operate, textOf, type Wrong } from "./operations.js";

/** Variables by name. An empty one counts as unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Told of what a value of the environment makes impossible; the value is null then. */
export type OnProblem = (message: string) => void;

/** What a secret prints as, wherever it goes. */
const SECRET = "***";

/**
 * The value of an expression in an environment. A variable reads as the type of its default, as text
 * without one, and as null when it is unset and has none. Secrets read as `***`.
 */
export function evaluateExpr(
  expr: Expr,
  environment: Environment,
  onProblem: OnProblem = () => {},
): Json {
  const run = (part: Expr): Json => evaluateExpr(part, environment, onProblem);
  switch (expr.kind) {
    case "env":
      return readVariable(expr, environment, onProblem, run);
    case "value":
      return treeToJson(expr.node, (inner) => run(inner));
    case "template":
      return expr.parts.map((part) => textOf(run(part)) ?? "").join("");
    case "unary":
      return negate(expr.op, run(expr.operand), onProblem);
    case "conditional":
      return run(isTruthy(run(expr.test)) ? expr.whenTrue : expr.whenFalse);
    case "binary":
      return runBinary(expr, run, onProblem);
    default:
      return assertUnreachable(expr);
  }
}

function runBinary(
  expr: Extract<Expr, { kind: "binary" }>,
  run: (part: Expr) => Json,
  onProblem: OnProblem,
): Json {
  const left = run(expr.left);
  switch (expr.op) {
    case "||":
      return isTruthy(left) ? left : run(expr.right);
    case "&&":
      return isTruthy(left) ? run(expr.right) : left;
    case "??":
      return left ?? run(expr.right);
  }
  const outcome = operate(expr.op, left, run(expr.right));
  if ("value" in outcome) return outcome.value;
  onProblem(WRONG[outcome.wrong](expr.op));
  return null;
}

const WRONG: Readonly<Record<Wrong, (op: string) => string>> = {
  types: (op) => `\`${op}\` does not take the two values that the environment gives it`,
  division: () => "the environment makes this a division by zero",
  overflow: () => "the environment makes this larger than a number can be",
  length: () => "the environment makes this text longer than 1 MiB",
};

function negate(op: "!" | "-", value: Json, onProblem: OnProblem): Json {
  if (op === "!") return !isTruthy(value);
  if (typeof value === "number") return -value;
  onProblem("`-` needs a number, and the environment gives it none");
  return null;
}

function readVariable(
  { name, secret, fallback }: Extract<Expr, { kind: "env" }>,
  environment: Environment,
  onProblem: OnProblem,
  run: (part: Expr) => Json,
): Json {
  const text = Object.hasOwn(environment, name) ? environment[name] : undefined;
  const known = fallback === undefined ? null : run(fallback);
  if (text === undefined || text === "") return known;
  if (secret) return SECRET;
  const value = readAs(text, known);
  if (value !== undefined) return value;
  onProblem(
    `the variable ${name} must read as ${typeof known === "number" ? "a number" : "true or false"}`,
  );
  return null;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const SWITCHES = new Map([
  ...["true", "1", "yes", "on"].map((word) => [word, true] as const),
  ...["false", "0", "no", "off"].map((word) => [word, false] as const),
]);

/** A variable's text as the type of its default; a list is separated by commas. Undefined if it is not. */
function readAs(text: string, known: Json): Json | undefined {
  if (typeof known === "boolean") return SWITCHES.get(text);
  if (typeof known === "number") return NUMBER.test(text) ? Number(text) : undefined;
  if (!Array.isArray(known)) return text;
  return text.split(",").map((item) => readAs(item.trim(), known[0] ?? "") ?? item.trim());
}
