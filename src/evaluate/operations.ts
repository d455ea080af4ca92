// Why: the operators of the language on plain values, in one place, because a file is computed twice: now,
// and for values of the environment where they are known.

import type { BinaryOperator } from "../../grammar/ast.js";
import { LONGEST_TEXT } from "../../grammar/limits.js";
import { assertUnreachable } from "../diagnostics/bug.js";
import type { Json } from "./json.js";

/** A result, or what is wrong in words for a message. */
export type Outcome = { readonly value: Json } | { readonly wrong: Wrong };

export type Wrong = "types" | "division" | "overflow" | "length";

/** `false`, `null`, `0`, and `""` are no; everything else is yes. */
export function isTruthy(value: Json): boolean {
  return value !== false && value !== null && value !== 0 && value !== "";
}

/** A value as part of a text. Lists and objects have no text. */
export function textOf(value: Json): string | undefined {
  if (value === null) return "";
  return typeof value === "object" ? undefined : String(value);
}

/** Applies an operator that needs both operands. */
export function operate(
  op: Exclude<BinaryOperator, "||" | "??" | "&&">,
  left: Json,
  right: Json,
): Outcome {
  switch (op) {
    case "==":
      return { value: isEqual(left, right) };
    case "!=":
      return { value: !isEqual(left, right) };
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compare(op, left, right);
    case "+":
      return typeof left === "string" || typeof right === "string"
        ? join(left, right)
        : calculate(op, left, right);
    default:
      return calculate(op, left, right);
  }
}

/** Scalars of one type with one value; lists and objects are equal to nothing. */
function isEqual(left: Json, right: Json): boolean {
  return left === right && (left === null || typeof left !== "object");
}

function compare(op: "<" | "<=" | ">" | ">=", left: Json, right: Json): Outcome {
  const numbers = typeof left === "number" && typeof right === "number";
  const texts = typeof left === "string" && typeof right === "string";
  if (!numbers && !texts) return { wrong: "types" };
  switch (op) {
    case "<":
      return { value: left < right };
    case "<=":
      return { value: left <= right };
    case ">":
      return { value: left > right };
    case ">=":
      return { value: left >= right };
    default:
      return assertUnreachable(op);
  }
}

function join(left: Json, right: Json): Outcome {
  const first = textOf(left);
  const last = textOf(right);
  if (first === undefined || last === undefined) return { wrong: "types" };
  return first.length + last.length > LONGEST_TEXT ? { wrong: "length" } : { value: first + last };
}

function calculate(op: "+" | "-" | "*" | "/" | "%", left: Json, right: Json): Outcome {
  if (typeof left !== "number" || typeof right !== "number") return { wrong: "types" };
  if ((op === "/" || op === "%") && right === 0) return { wrong: "division" };
  const value = arithmetic(op, left, right);
  return Number.isFinite(value) ? { value } : { wrong: "overflow" };
}

function arithmetic(op: "+" | "-" | "*" | "/" | "%", left: number, right: number): number {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    default:
      return assertUnreachable(op);
  }
}
