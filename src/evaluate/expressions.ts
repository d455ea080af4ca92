// Why: an expression is worth a value now, or, where it depends on the environment, a recipe for later.
// Both come out of the same walk; a part that is known now is never left for later.

import type {
  Conditional,
  Expression,
  IndexAccess,
  MemberAccess,
  MethodCall,
  Name,
  Reference,
  Unary,
  Variable,
} from "../../grammar/ast.js";
import { assertUnreachable } from "../diagnostics/bug.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { shorten } from "../diagnostics/shorten.js";
import { refuseMethod } from "../operators/find.js";
import type { SourceSpan } from "../source/source.js";
import type { Expr, TuskNode } from "../syntax/tree.js";
import { WHAT } from "../syntax/what.js";
import { readBinary } from "./binary.js";
import { readCall } from "./calls.js";
import type { Context } from "./context.js";
import { eitherOf, itemOf } from "./items.js";
import { scalarOf } from "./json.js";
import { Kind } from "./kinds.js";
import { unknownName, unknownVariable } from "./names.js";
import { readNumber } from "./numbers.js";
import { isTruthy } from "./operations.js";
import { refer } from "./references.js";
import { readTemplate } from "./templates.js";
import { readArray, readObject } from "./values.js";
import { warnOfVariables } from "./variables-in-text.js";

/**
 * Between `${` and `}` stands the name of a variable or key. Shells have more forms, such as
 * `${NAME:-default}`; here a variable of the environment is read by `@env("NAME", "default")`.
 *
 * ```tusk expect=no-name-in-braces
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: "${APP_NAME:-shop}"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: @env("APP_NAME", "shop")
 * ```
 */
const noName = defineDiagnostic<object>({
  code: "TSK3103",
  name: "no-name-in-braces",
  severity: "error",
  message: () => "only a name can stand in `${...}`",
});

/**
 * The list has no item of this number (the first one is 0), the object has no such key, or the
 * value has nothing inside.
 *
 * ```tusk expect=no-such-item
 * $hosts: ["cache-a", "cache-b"]
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: $hosts[2]
 * ```
 *
 * ```tusk
 * $hosts: ["cache-a", "cache-b"]
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: $hosts[1]
 * ```
 */
const noSuchItem = defineDiagnostic<{ readonly what: string }>({
  code: "TSK3108",
  name: "no-such-item",
  severity: "error",
  message: ({ what }) => what,
});

/**
 * A minus in front of a value turns its sign, and only a number has one. Text that starts with a
 * minus stands in quotes.
 *
 * ```tusk expect=not-a-number
 * $suffix: "eu"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: -$suffix
 * ```
 *
 * ```tusk
 * $suffix: "eu"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: "-${suffix}"
 * ```
 */
const notANumber = defineDiagnostic<{ readonly what: string }>({
  code: "TSK3110",
  name: "not-a-number",
  severity: "error",
  message: ({ what }) => `\`-\` needs a number, and this is ${what}`,
});

/** The value of an expression; an `ErrorNode` when something in it was reported. */
export function readExpression(context: Context, node: Expression): TuskNode {
  switch (node.kind) {
    case "StringLiteral":
      warnOfVariables(context, node.span, "quoted");
      return { kind: "string", span: context.at(node.span), value: node.value, style: "quoted" };
    case "NumberLiteral":
      return readNumber(context, node);
    case "BooleanLiteral":
      return { kind: "boolean", span: context.at(node.span), value: node.value };
    case "NullLiteral":
      return { kind: "null", span: context.at(node.span) };
    case "Template":
      return readTemplate(context, node);
    case "Variable":
      return readVariable(context, node);
    case "Reference":
      return readReference(context, node);
    case "Name":
      return readName(context, node);
    case "Call":
      return readCall(context, node);
    case "MemberAccess":
    case "IndexAccess":
      return readAccess(context, node);
    case "MethodCall":
      return readMethodCall(context, node);
    case "Unary":
      return readUnary(context, node);
    case "Binary":
      return readBinary(context, node);
    case "Conditional":
      return readConditional(context, node);
    case "Group":
      return readExpression(context, node.inner);
    case "ArrayLiteral":
      return readArray(context, node);
    case "ObjectLiteral":
      return readObject(context, node);
    case "UnreadableValue":
      return { kind: "error", span: context.at(node.span) };
    default:
      return assertUnreachable(node);
  }
}

/** `${x}`: a variable, or a key above. */
export function readReference(context: Context, node: Reference): TuskNode {
  const { path } = node;
  const span = context.at(node.span);
  if (path === undefined) {
    context.report(
      noName({}, { at: labelAt(span), help: nameRemedy(context.source.slice(node.span)) }),
    );
    return { kind: "error", span };
  }
  const found = context.variable(path) ?? context.keyAbove(path);
  if (found) return refer(context, found, span);
  context.reportName(() => unknownName(context, path, span, true));
  return { kind: "error", span };
}

/** What to write for the `${...}` of a shell. */
function nameRemedy(written: string): string {
  const [, name = "", fallback] = ENVIRONMENT.exec(written) ?? [];
  if (name === "")
    return "declare a variable above (`$name: ...`) and write `${name}`, or `\\${` for text";
  return fallback === undefined
    ? `write \`@env('${name}')\``
    : `write \`@env('${name}', '${shorten(fallback)}')\``;
}

/** `${NAME:-default}`, `${NAME-default}`, and `${@env.NAME}`. */
const ENVIRONMENT = /^\$\{\s*(?:@env\.)?([A-Za-z_]\w*)(?::?-([^'"\\$]*))?\}$/;

/** Whether a value known now counts as yes. */
export function isYes(node: TuskNode): boolean {
  const value = scalarOf(node);
  return value === undefined || isTruthy(value);
}

function readVariable(context: Context, node: Variable): TuskNode {
  const { path } = node;
  const span = context.at(node.span);
  const found = context.variable(path);
  if (found) return refer(context, found, span);
  context.reportName(() => unknownVariable(context, path, span));
  return { kind: "error", span };
}

function readName(context: Context, node: Name): TuskNode {
  const { path } = node;
  const span = context.at(node.span);
  const found = context.keyAbove(path);
  if (found) return refer(context, found, span);
  context.reportName(() => unknownName(context, path, span, false));
  return { kind: "error", span };
}

function readAccess(context: Context, node: MemberAccess | IndexAccess): TuskNode {
  const object = readExpression(context, node.object);
  const span = context.at(node.span);
  if (object.kind === "error" && isBareCall(node.object)) return { kind: "error", span };
  const at = node.kind === "MemberAccess" ? undefined : readExpression(context, node.index);
  if (object.kind === "error" || at?.kind === "error") return { kind: "error", span };
  const key = node.kind === "MemberAccess" ? node.member.name : at && scalarOf(at);
  const named = typeof key === "string" || typeof key === "number";
  const found = named ? itemOf(object, key) : undefined;
  if (found) return refer(context, found, span);
  context.reportValue(() => noSuchItem({ what: missing(object, key) }, { at: labelAt(span) }));
  return { kind: "error", span };
}

/** `@name`, of which an index was meant for the argument. */
function isBareCall(node: Expression): boolean {
  return node.kind === "Call" && node.args === undefined;
}

function readMethodCall(context: Context, node: MethodCall): TuskNode {
  const { object, method } = node;
  if (readExpression(context, object).kind !== "error") {
    context.report(refuseMethod(context.label(method.span), method.name));
  }
  return { kind: "error", span: context.at(node.span) };
}

function missing(object: TuskNode, key: unknown): string {
  const what = WHAT[object.kind];
  if (object.kind === "array" && typeof key === "number") {
    const { length } = object.items;
    return `this list has ${length} ${length === 1 ? "item" : "items"}, counted from 0, and no item ${key}`;
  }
  if (object.kind === "object" && typeof key === "string")
    return `this object has no key \`${key}\``;
  if (object.kind === "runtime" && object.expr.kind === "conditional")
    return "this is not in both values that the environment chooses between";
  return object.kind === "array" || object.kind === "object"
    ? `${what} is not looked into by such a value`
    : `${what} has nothing inside to look up`;
}

function readUnary(context: Context, node: Unary): TuskNode {
  const { op } = node;
  const span = context.at(node.span);
  const operand = readExpression(context, node.operand);
  if (operand.kind === "error") return { kind: "error", span };
  const number = op === "-" ? (context.shared.kinds.ofNode(operand) & Kind.number) !== 0 : true;
  if (!number) {
    const at = context.label(node.operand.span);
    context.reportValue(() => notANumber({ what: WHAT[operand.kind] }, { at }));
    return { kind: "error", span };
  }
  if (operand.kind === "runtime") {
    return { kind: "runtime", span, expr: { kind: "unary", op, operand: operand.expr } };
  }
  if (op === "!") return { kind: "boolean", span, value: !isYes(operand) };
  return operand.kind === "number"
    ? { kind: "number", span, value: -operand.value }
    : { kind: "error", span };
}

function readConditional(context: Context, node: Conditional): TuskNode {
  const span = context.at(node.span);
  const test = readExpression(context, node.test);
  if (test.kind === "runtime") return readLaterConditional(context, node, test.expr);
  const yes = isYes(test);
  const read = (branch: Expression, chosen: boolean) =>
    chosen && test.kind !== "error"
      ? readExpression(context, branch)
      : context.unchosen(() => readExpression(context, branch));
  const whenTrue = read(node.whenTrue, yes);
  const whenFalse = read(node.whenFalse, !yes);
  return test.kind === "error" ? { kind: "error", span } : moved(yes ? whenTrue : whenFalse, span);
}

function readLaterConditional(context: Context, node: Conditional, test: Expr): TuskNode {
  const span = context.at(node.span);
  const whenTrue = readExpression(context, node.whenTrue);
  const whenFalse = readExpression(context, node.whenFalse);
  return eitherOf(span, test, whenTrue, whenFalse);
}

/** The value at the place of the expression that chose it. */
export function moved(node: TuskNode, span: SourceSpan): TuskNode {
  return node.kind === "object" || node.kind === "array" ? node : { ...node, span };
}
