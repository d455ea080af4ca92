// Why: a setting that queue.tusk computes from variables is computed by generated code, with the meaning
// that its operators have in TuskLang.

import { assertUnreachable, bug } from "../../src/diagnostics/bug.js";
import { type Code, call, literal, name } from "../../src/emit/ts/code.js";
import { childrenOf } from "../../src/emit/ts/walk.js";
import type { Expr } from "../../src/syntax/tree.js";
import {
  calculation,
  constant,
  either,
  equality,
  join,
  minus,
  operation,
  type Typed,
  truthOf,
  unlessNull,
} from "./operators.js";

type ExprOf<K extends Expr["kind"]> = Expr & { readonly kind: K };

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

/**
 * As `translate`, where an unset variable is an answer: empty, hence falsy, equal to null, and no value
 * for `??`.
 */
function question(expr: Expr): Typed {
  if (isBareVariable(expr)) return optional(expr.name);
  if (expr.kind === "binary") return binary(expr, question);
  return expr.kind === "conditional" ? conditional(expr, question) : translate(expr);
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

/** `last` translates the operand that may be the result as it is. */
function binary({ op, left, right }: ExprOf<"binary">, last = translate): Typed {
  switch (op) {
    case "??":
    case "||":
      if (isBareVariable(left)) return orElse(left.name, last(right));
      return op === "||"
        ? either(op, question(left), last(right))
        : unlessNull(question(left), last(right));
    case "&&":
      return either(op, question(left), last(right));
    case "==":
    case "!=":
      return equality(op, question(left), question(right));
    default:
      return calculation(op, translate(left), translate(right));
  }
}

function conditional(
  { test, whenTrue, whenFalse }: ExprOf<"conditional">,
  last = translate,
): Typed {
  const asked = question(test);
  const [yes, no] = [last(whenTrue), last(whenFalse)];
  const truth = truthOf(asked);
  if (truth !== undefined) return truth ? yes : no;
  return {
    code: { kind: "conditional", test: asked.code, whenTrue: yes.code, whenFalse: no.code },
    type: yes.type === no.type ? yes.type : "mixed",
  };
}

function isBareVariable(expr: Expr): expr is ExprOf<"env"> {
  return expr.kind === "env" && expr.fallback === undefined;
}
