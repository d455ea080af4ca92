// Why: the operators of TuskLang on values that are only partly known. What is certain already is folded
// away; what is left open about types is settled so that the code type-checks.

import type { BinaryOperator as TuskOperator } from "../../grammar/ast.js";
import { assertUnreachable } from "../../src/diagnostics/bug.js";
import { type BinaryOperator, type Code, call, literal, name } from "../../src/emit/ts/code.js";
import { operate } from "../../src/evaluate/operations.js";

/** What an operator takes. */
export type Scalar = null | boolean | number | string;

/** Code with the type of its value, and the value where it is known already. */
export interface Typed {
  readonly code: Code;
  readonly type: "text" | "number" | "switch" | "null" | "list" | "mixed";
  readonly known?: Scalar;
}

/** A value that stands in the file. */
export function constant(value: Scalar): Typed {
  const code = literal(value);
  if (value === null) return { code, type: "null", known: value };
  if (typeof value === "string") return { code, type: "text", known: value };
  return { code, type: typeof value === "number" ? "number" : "switch", known: value };
}

/** `-x` */
export function minus(operand: Typed): Typed {
  const { code, known } = numeric(operand);
  if (typeof known === "number") return constant(-known);
  return { code: { kind: "unary", operator: "-", operand: code }, type: "number" };
}

/** `a || b`, `a && b`; a side that never counts is left out. */
export function either(op: "||" | "&&", left: Typed, right: Typed): Typed {
  const truth = truthOf(left);
  if (truth !== undefined) return truth === (op === "||") ? left : right;
  return operation(op, left, right, left.type === right.type ? left.type : "mixed");
}

/** Values of different types are never equal; null is equal to a variable that is not set. */
export function equality(op: "==" | "!=", left: Typed, right: Typed): Typed {
  const [a, b] = [orUnset(left), orUnset(right)];
  const isList = a.type === "list" || b.type === "list";
  const isMixed = a.type === "mixed" || b.type === "mixed";
  if (isList || (a.type !== b.type && !isMixed)) return constant(op === "!=");
  return operation(op === "==" ? "===" : "!==", a, b, "switch");
}

/** Null as `question` gives it for a variable that is not set. */
function orUnset(value: Typed): Typed {
  return value.type === "null" ? constant("") : value;
}

/** `a ?? b`; what is not set is empty text here. */
export function unlessNull(left: Typed, right: Typed): Typed {
  if (left.type === "null") return right;
  const isOpen = left.known === undefined && (left.type === "text" || left.type === "mixed");
  return isOpen ? either("||", left, right) : left;
}

/** What compares or calculates; what the file knows both sides of is worked out at once. */
export function calculation(op: Calculation, left: Typed, right: Typed): Typed {
  const folded = fold(op, left, right);
  if (folded !== undefined) return folded;
  switch (op) {
    case "<":
    case "<=":
    case ">":
    case ">=":
      return comparison(op, left, right);
    case "+":
      return sum(left, right);
    case "-":
    case "*":
    case "/":
    case "%":
      return operation(op, numeric(left), numeric(right), "number");
    default:
      return assertUnreachable(op);
  }
}

type Calculation = Exclude<TuskOperator, "||" | "&&" | "??" | "==" | "!=">;

function fold(op: Calculation, left: Typed, right: Typed): Typed | undefined {
  if (left.known === undefined || right.known === undefined) return undefined;
  if (left.type === "list" || right.type === "list") return undefined;
  const outcome = operate(op, left.known, right.known);
  const isScalar = "value" in outcome && typeof outcome.value !== "object";
  return isScalar ? constant(outcome.value) : undefined;
}

/** Texts compare as texts, everything else as numbers. */
function comparison(op: "<" | "<=" | ">" | ">=", left: Typed, right: Typed): Typed {
  if (left.type === "text" && right.type === "text") return operation(op, left, right, "switch");
  return operation(op, numeric(left), numeric(right), "switch");
}

/** Numbers add up, anything else makes text. */
function sum(left: Typed, right: Typed): Typed {
  const numbers = left.type === "number" && right.type === "number";
  return numbers ? operation("+", left, right, "number") : join([left, right]);
}

/** Text made of the parts in a row; null is empty. */
export function join(parts: readonly Typed[]): Typed {
  const pieces = parts.flatMap(({ code, known }): (string | Code)[] => {
    if (known !== undefined) return [known === null ? "" : String(known)];
    return code.kind === "text-template" ? [...code.parts] : [code];
  });
  return { code: { kind: "text-template", parts: pieces }, type: "text" };
}

/** Whether a value is truthy, where that is certain. */
export function truthOf({ code, known }: Typed): boolean | undefined {
  if (known !== undefined) return Boolean(known);
  if (code.kind !== "text-template") return undefined;
  return code.parts.some((part) => typeof part === "string" && part !== "") ? true : undefined;
}

/** The value as a number, by what the file says of it or when the program runs. */
function numeric(value: Typed): Typed {
  if (value.type === "number") return value;
  const number = Number(value.known);
  if (value.known !== undefined && !Number.isNaN(number)) return constant(number);
  return { code: call(name("Number"), value.code), type: "number" };
}

/** Two values under an operator of JavaScript. */
export function operation(
  operator: BinaryOperator,
  left: Typed,
  right: Typed,
  type: Typed["type"],
): Typed {
  return { code: { kind: "binary", operator, left: left.code, right: right.code }, type };
}
