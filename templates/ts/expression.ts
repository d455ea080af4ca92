// Why: a setting that queue.tusk computes from variables is computed by generated code, with the meaning
// that the operators have in TuskLang. Where that leaves types open, the code is written so that it
// type-checks: a variable without a default is text, and numbers are made explicitly.

import { assertUnreachable, bug } from "../../src/diagnostics/bug.js";
import {
  type BinaryOperator,
  type Code,
  call,
  childrenOf,
  literal,
  name,
} from "../../src/emit/ts/code.js";
import { childrenOf } from "../../src/emit/ts/walk.js";
import type { Expr } from "../../src/syntax/tree.js";

type Scalar = null | boolean | number | string;
type ExprOf<K extends Expr["kind"]> = Expr & { readonly kind: K };

/** Code with the type of its value, and the value where it is known already. */
interface Typed {
  readonly code: Code;
  readonly type: "text" | "number" | "switch" | "null" | "list" | "mixed";
  readonly known?: Scalar;
}

/** `(read) => ...`: the value as a function of the environment. */
export function expression(expr: Expr): Code {
  const body = translate(expr).code;
  return { kind: "arrow", parameters: usesRead(body) ? ["read"] : [], body };
}

function usesRead(code: Code): boolean {
  return (code.kind === "name" && code.name === "read") || childrenOf(code).some(usesRead);
}

function translate(expr: Expr): Typed {
  switch (expr.kind) {
    case "env":
      return readVariable(expr);
    case "value":
      return valueOfNode(expr);
    case "template":
      return join(expr.parts.map(translate));
    case "unary":
      return expr.op === "!" ? negation(expr.operand) : minus(translate(expr.operand));
    case "binary":
      return binary(expr);
    case "conditional":
      return conditional(expr);
    default:
      return assertUnreachable(expr);
  }
}

/** As `translate`, where an unset variable is an answer: empty, hence falsy, and equal to null. */
function question(expr: Expr): Typed {
  return isBareVariable(expr) ? optional(expr.name) : translate(expr);
}

/** Without a fallback the variable is required. */
function readVariable({ name: variable, fallback }: ExprOf<"env">): Typed {
  if (fallback === undefined) return { code: call(name("read"), literal(variable)), type: "text" };
  return orElse(variable, translate(fallback));
}

function optional(variable: string): Typed {
  return { code: call(name("read"), literal(variable), literal("")), type: "text" };
}

/** A constant fallback decides the type that the variable is read as. */
function orElse(variable: string, fallback: Typed): Typed {
  const { code, type, known } = fallback;
  if (known === null) return optional(variable);
  if (known !== undefined) return { code: call(name("read"), literal(variable), code), type };
  return operation("||", optional(variable), fallback, type === "text" ? "text" : "mixed");
}

function constant(value: Scalar): Typed {
  const code = literal(value);
  if (value === null) return { code, type: "null", known: value };
  if (typeof value === "string") return { code, type: "text", known: value };
  return { code, type: typeof value === "number" ? "number" : "switch", known: value };
}

/** Lists and objects are truthy and equal to nothing; no other operator takes them. */
function valueOfNode({ node }: ExprOf<"value">): Typed {
  switch (node.kind) {
    case "string":
    case "number":
    case "boolean":
      return constant(node.value);
    case "null":
      return constant(null);
    case "array":
    case "object":
    case "range":
      return { ...constant(true), type: "list" };
    case "runtime":
      return translate(node.expr);
    case "error":
      return bug("a value that was reported as wrong is never emitted");
    default:
      return assertUnreachable(node);
  }
}

function negation(operand: Expr): Typed {
  const asked = question(operand);
  const truth = truthOf(asked);
  if (truth !== undefined) return constant(!truth);
  return { code: { kind: "unary", operator: "!", operand: asked.code }, type: "switch" };
}

function minus(operand: Typed): Typed {
  const { code, known } = numeric(operand);
  if (typeof known === "number") return constant(-known);
  return { code: { kind: "unary", operator: "-", operand: code }, type: "number" };
}

function binary({ op, left, right }: ExprOf<"binary">): Typed {
  switch (op) {
    case "??":
      return isBareVariable(left) ? orElse(left.name, translate(right)) : translate(left);
    case "||":
      if (isBareVariable(left)) return orElse(left.name, translate(right));
      return either(op, question(left), translate(right));
    case "&&":
      return either(op, question(left), translate(right));
    case "==":
    case "!=":
      return equality(op, question(left), question(right));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return comparison(op, translate(left), translate(right));
    case "+":
      return sum(translate(left), translate(right));
    case "-":
    case "*":
    case "/":
    case "%":
      return operation(op, numeric(translate(left)), numeric(translate(right)), "number");
    default:
      return assertUnreachable(op);
  }
}

function either(op: "||" | "&&", left: Typed, right: Typed): Typed {
  const truth = truthOf(left);
  if (truth !== undefined) return truth === (op === "||") ? left : right;
  return operation(op, left, right, left.type === right.type ? left.type : "mixed");
}

/** Values of different types are never equal; null is equal to a variable that is not set. */
function equality(op: "==" | "!=", left: Typed, right: Typed): Typed {
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

function comparison(op: "<" | "<=" | ">" | ">=", left: Typed, right: Typed): Typed {
  if (left.type === "text" && right.type === "text") return operation(op, left, right, "switch");
  return operation(op, numeric(left), numeric(right), "switch");
}

function sum(left: Typed, right: Typed): Typed {
  const numbers = left.type === "number" && right.type === "number";
  return numbers ? operation("+", left, right, "number") : join([left, right]);
}

/** Text made of the parts in a row; null is empty. */
function join(parts: readonly Typed[]): Typed {
  const pieces = parts.flatMap(({ code, known }): (string | Code)[] => {
    if (known !== undefined) return [known === null ? "" : String(known)];
    return code.kind === "text-template" ? [...code.parts] : [code];
  });
  return { code: { kind: "text-template", parts: pieces }, type: "text" };
}

function conditional({ test, whenTrue, whenFalse }: ExprOf<"conditional">): Typed {
  const asked = question(test);
  const [yes, no] = [translate(whenTrue), translate(whenFalse)];
  const truth = truthOf(asked);
  if (truth !== undefined) return truth ? yes : no;
  return {
    code: { kind: "conditional", test: asked.code, whenTrue: yes.code, whenFalse: no.code },
    type: yes.type === no.type ? yes.type : "mixed",
  };
}

/** Whether a value is truthy, where that is certain. */
function truthOf({ code, known }: Typed): boolean | undefined {
  if (known !== undefined) return Boolean(known);
  if (code.kind !== "text-template") return undefined;
  return code.parts.some((part) => typeof part === "string" && part !== "") ? true : undefined;
}

function numeric(value: Typed): Typed {
  if (value.type === "number") return value;
  const number = Number(value.known);
  if (value.known !== undefined && !Number.isNaN(number)) return constant(number);
  return { code: call(name("Number"), value.code), type: "number" };
}

function operation(
  operator: BinaryOperator,
  left: Typed,
  right: Typed,
  type: Typed["type"],
): Typed {
  return { code: { kind: "binary", operator, left: left.code, right: right.code }, type };
}

function isBareVariable(expr: Expr): expr is ExprOf<"env"> {
  return expr.kind === "env" && expr.fallback === undefined;
}
