// Why: what generated code declares is needed before it is built. The nodes that are printed as code are
// evaluated here as values instead, so that both are the same by construction. They come from templates
// and never from text, and only what these may use can be called.

import { assertUnreachable, bug } from "../../diagnostics/bug.js";
import type { BinaryOperator, Code } from "../../emit/ts/code.js";

/** What generated code imports, by module. */
export type Modules = ReadonlyMap<string, object>;

/** Names that are bound where a node stands. */
type Scope = ReadonlyMap<string, unknown>;

const GLOBALS: Scope = new Map<string, unknown>([
  ["Number", Number],
  ["undefined", undefined],
]);

/** The value of an expression of generated code. */
export function interpret(code: Code, modules: Modules, scope: Scope = GLOBALS): unknown {
  const value = (inner: Code) => interpret(inner, modules, scope);
  switch (code.kind) {
    case "symbol":
      return member(modules.get(code.module), code.name);
    case "name":
      return scope.has(code.name) ? scope.get(code.name) : bug(`${code.name} is not bound`);
    case "literal":
      return code.value;
    case "array":
      return code.items.map(value);
    case "object":
      return Object.fromEntries(code.properties.map((entry) => [entry.key, value(entry.value)]));
    case "property":
      return member(value(code.object), code.key);
    case "call":
      return apply(value(code.callee), undefined, code.args.map(value));
    case "chain":
      return code.calls.reduce(
        (target, { name, args }) => apply(member(target, name), target, args.map(value)),
        value(code.head),
      );
    case "arrow":
      return (...values: unknown[]) =>
        interpret(code.body, modules, bind(scope, code.parameters, values));
    case "text-template":
      return code.parts
        .map((part) => (typeof part === "string" ? part : String(value(part))))
        .join("");
    case "unary":
      return code.operator === "!" ? !value(code.operand) : -Number(value(code.operand));
    case "binary":
      return binary(code.operator, value(code.left), () => value(code.right));
    case "conditional":
      return value(code.test) ? value(code.whenTrue) : value(code.whenFalse);
    default:
      return bug(`a node of kind ${code.kind} is no expression`);
  }
}

function bind(scope: Scope, names: readonly string[], values: readonly unknown[]): Scope {
  return new Map([...scope, ...names.map((name, index) => [name, values[index]] as const)]);
}

function binary(operator: BinaryOperator, left: unknown, right: () => unknown): unknown {
  switch (operator) {
    case "||":
      return left || right();
    case "&&":
      return left && right();
    case "===":
      return left === right();
    case "!==":
      return left !== right();
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compare(operator, left, right());
    case "+":
      return Number(left) + Number(right());
    case "-":
      return Number(left) - Number(right());
    case "*":
      return Number(left) * Number(right());
    case "/":
      return Number(left) / Number(right());
    case "%":
      return Number(left) % Number(right());
    default:
      return assertUnreachable(operator);
  }
}

/** Texts are compared as texts, all else as numbers. */
function compare(operator: "<" | "<=" | ">" | ">=", left: unknown, right: unknown): boolean {
  const texts = typeof left === "string" && typeof right === "string";
  const [a, b] = texts ? [left, right] : [Number(left), Number(right)];
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    default:
      return assertUnreachable(operator);
  }
}

function member(target: unknown, key: string): unknown {
  const holder: object = Object(target);
  return key in holder ? Reflect.get(holder, key, holder) : bug(`there is nothing called ${key}`);
}

function apply(callee: unknown, target: unknown, args: readonly unknown[]): unknown {
  if (typeof callee !== "function") return bug("a value that is no function is called");
  return Reflect.apply(callee, target, args);
}
