// Why: what generated code computes when the program starts, computed here for `export`: the same rules,
// on an environment that is passed in.

import { isExact, isNumber } from "../../grammar/numbers.js";
import { assertUnreachable, bug } from "../diagnostics/bug.js";
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

/** A value of a run, and what of it may be seen: the same, less its secrets. */
interface Result {
  readonly value: Json;
  readonly shown: Json;
}

/**
 * What may be seen of the value of an expression in an environment. A variable reads as the type of its
 * default, as text without one, and as null when it is unset and has none. Secrets show as `***`, alone and
 * in text; what is chosen by them, or says how they compare, is seen.
 */
export function evaluateExpr(
  expr: Expr,
  environment: Environment,
  onProblem: OnProblem = () => {},
): Json {
  return new Evaluation(environment, onProblem).run(expr).shown;
}

/** Evaluates each expression once, however often it is asked for. */
class Evaluation {
  readonly #known = new Map<Expr, Result>();

  constructor(
    readonly environment: Environment,
    readonly onProblem: OnProblem,
  ) {}

  run(expr: Expr): Result {
    const result = this.#known.get(expr) ?? this.#evaluate(expr);
    this.#known.set(expr, result);
    return result;
  }

  #evaluate(expr: Expr): Result {
    switch (expr.kind) {
      case "env":
        return this.#readVariable(expr);
      case "value":
        return {
          value: treeToJson(expr.node, (inner) => this.run(inner).value),
          shown: treeToJson(expr.node, (inner) => this.run(inner).shown),
        };
      case "template":
        return joined(expr.parts.map((part) => this.run(part)));
      case "unary":
        return plain(negate(expr.op, this.run(expr.operand).value, this.onProblem));
      case "conditional":
        return this.run(isTruthy(this.run(expr.test).value) ? expr.whenTrue : expr.whenFalse);
      case "binary":
        return this.#runBinary(expr);
      default:
        return assertUnreachable(expr);
    }
  }

  #runBinary({ op, left: first, right: second }: Extract<Expr, { kind: "binary" }>): Result {
    const left = this.run(first);
    switch (op) {
      case "||":
        return isTruthy(left.value) ? left : this.run(second);
      case "&&":
        return isTruthy(left.value) ? this.run(second) : left;
      case "??":
        return left.value === null ? this.run(second) : left;
    }
    const right = this.run(second);
    const outcome = operate(op, left.value, right.value);
    if ("value" in outcome)
      return typeof outcome.value === "string" ? joined([left, right]) : plain(outcome.value);
    this.onProblem(WRONG[outcome.wrong](op));
    return plain(null);
  }

  #readVariable({ name, secret, fallback }: Extract<Expr, { kind: "env" }>): Result {
    const { environment } = this;
    const text = Object.hasOwn(environment, name) ? environment[name] : undefined;
    const known = fallback === undefined ? plain(null) : this.run(fallback);
    if (text === undefined || text === "") return known;
    const value = readAs(text, known.value);
    if (value !== undefined) return { value, shown: secret ? SECRET : value };
    const kind = typeof known.value === "number" ? numberIn(text) : "true or false";
    this.onProblem(`the variable ${name} must read as ${kind}`);
    return plain(null);
  }
}

/** A value without a secret in it. */
function plain(value: Json): Result {
  return { value, shown: value };
}

function joined(parts: readonly Result[]): Result {
  const text = (part: "value" | "shown") =>
    parts.map((result) => textOf(result[part]) ?? bug("a list or object in text")).join("");
  return { value: text("value"), shown: text("shown") };
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

const SWITCHES = new Map([
  ...["true", "1", "yes", "on"].map((word) => [word, true] as const),
  ...["false", "0", "no", "off"].map((word) => [word, false] as const),
]);

function readNumber(text: string): number | undefined {
  const value = Number(text);
  return isNumber(text) && isExact(text, value) ? value : undefined;
}

/** What text must be that is no number, or one that would not stay what it is. */
function numberIn(text: string): string {
  return isNumber(text) ? "a number without losing digits" : "a number";
}

/** A variable's text as the type of its default; a list is separated by commas. Undefined if it is not. */
function readAs(text: string, known: Json): Json | undefined {
  if (typeof known === "boolean") return SWITCHES.get(text);
  if (typeof known === "number") return readNumber(text);
  if (!Array.isArray(known)) return text;
  return text.split(",").map((item) => readAs(item.trim(), known[0] ?? "") ?? item.trim());
}
