// Why: brackets stay on one line where they can. Whether they can, and as what, is asked for the same value
// by everything around it, so it is worked out once.

import type {
  ArrayLiteral,
  Call,
  Expression,
  MethodCall,
  ObjectLiteral,
  Statement,
  Unary,
  Value,
} from "../../grammar/ast.js";
import type { Span } from "../source/source.js";
import { isUnclosed, writeBare } from "./bare.js";
import { type Context, isBroken, written } from "./context.js";
import { keyText, leafText } from "./leaves.js";
import { MOST_COLUMNS } from "./writer.js";

/**
 * The canonical text of a value on one line. Undefined when it takes more: for its length, a comment or a
 * blank line in it, text over lines, or because it was laid out over lines and keeps that.
 */
export function oneLine(context: Context, value: Value): string | undefined {
  const known = context.oneLiners.get(value);
  if (known) return known.text;
  if ("problem" in value && value.problem) context.problems.add(value.problem);
  const composed = context.comments.standWithin(value.span) ? undefined : compose(context, value);
  const fits = composed !== undefined && composed.length <= MOST_COLUMNS && !/\n/.test(composed);
  const text = fits ? composed : undefined;
  context.oneLiners.set(value, { text });
  return text;
}

/** Whether the lines break between the parts of a bracket. */
function isOverLines(
  context: Context,
  { start, end }: Span,
  parts: readonly { readonly span: Span }[],
): boolean {
  let from = start;
  for (const { span } of parts) {
    if (isBroken(context, from, span.start)) return true;
    from = span.end;
  }
  return isBroken(context, from, end);
}

/**
 * Whether a call reads as one only because its line ends behind the bracket: `f(` and the arguments below.
 * On one line it could be text.
 */
export function isOpenCall(context: Context, { form, path, args = [], span }: Call): boolean {
  const [first] = path;
  const isEnv = path.length === 1 && first?.name === "env";
  return (
    form === "function" && !isEnv && args.length > 0 && isBroken(context, span.start, span.end)
  );
}

/** Whether a method stands on the line below what it is called on. */
export function isChained(context: Context, { object, method }: MethodCall): boolean {
  return isBroken(context, object.span.end, method.span.start);
}

/** How an operator stands before its operand: `-5` would be a number. */
export function prefixText(context: Context, { op, operand }: Unary): string {
  const isNumber = op === "-" && operand.kind === "NumberLiteral";
  return isNumber && !written(context, operand.span).startsWith("-") ? "- " : op;
}

/** Whether a call has its argument behind a space: `@import "x.tsk"`. */
export function hasBareArgument({ args, span }: Call): boolean {
  return args?.length === 1 && args[0]?.span.end === span.end;
}

/** Whether bare text is an expression whatever keys stand above it. */
export function isNameless(expression: Expression): boolean {
  switch (expression.kind) {
    case "Name":
      return false;
    case "Unary":
      return isNameless(expression.operand);
    case "Group":
      return isNameless(expression.inner);
    case "Binary":
      return isNameless(expression.left) && isNameless(expression.right);
    case "Conditional":
      return [expression.test, expression.whenTrue, expression.whenFalse].every(isNameless);
    default:
      return true;
  }
}

function compose(context: Context, value: Value): string | undefined {
  const inner = (part: Value): string | undefined => oneLine(context, part);
  switch (value.kind) {
    case "Block":
    case "List":
    case "RawText":
    case "EmptyValue":
    case "UnreadableValue":
      return undefined;
    case "BareText":
      return isUnclosed(value) ? undefined : writeBare(value);
    case "BareExpression":
      return isNameless(value.expression) ? inner(value.expression) : value.value;
    case "ArrayLiteral":
      return composeArray(context, value);
    case "ObjectLiteral":
      return composeObject(context, value);
    case "Group":
      return row`(${inner(value.inner)})`;
    case "Call":
      return composeCall(context, value);
    case "MethodCall":
      return composeMethodCall(context, value);
    case "MemberAccess":
      return row`${inner(value.object)}.${value.member.name}`;
    case "IndexAccess":
      return row`${inner(value.object)}[${inner(value.index)}]`;
    case "Unary":
      return row`${prefixText(context, value)}${inner(value.operand)}`;
    case "Binary":
      return row`${inner(value.left)} ${value.op} ${inner(value.right)}`;
    case "Conditional":
      return row`${inner(value.test)} ? ${inner(value.whenTrue)} : ${inner(value.whenFalse)}`;
    default:
      return leafText(context, value);
  }
}

function composeArray(context: Context, { items, span }: ArrayLiteral): string | undefined {
  const hasBrackets = items.some(({ kind }) => kind === "ArrayLiteral" || kind === "ObjectLiteral");
  if (hasBrackets && isOverLines(context, span, items)) return undefined;
  if (items.slice(1).some((item) => context.comments.isSpaced(item.span.start))) return undefined;
  return row`[${list(items.map((item) => oneLine(context, item)))}]`;
}

function composeObject(context: Context, { statements, span }: ObjectLiteral): string | undefined {
  if (statements.length === 0) return "{}";
  if (isOverLines(context, span, statements)) return undefined;
  return row`{ ${list(statements.map((statement) => composeMember(context, statement)))} }`;
}

function composeMember(context: Context, member: Statement): string | undefined {
  if (member.kind === "OperatorStatement") return oneLine(context, member.expression);
  const key = member.kind === "Assignment" ? member.key : member.name;
  return row`${keyText(context, key)}: ${oneLine(context, member.value)}`;
}

function composeCall(context: Context, call: Call): string | undefined {
  if (call.form === "shell") return written(context, call.span);
  if (isOpenCall(context, call)) return undefined;
  const [first] = call.args ?? [];
  const name = callName(call);
  if (first && hasBareArgument(call)) return row`${name} ${oneLine(context, first)}`;
  return call.args ? row`${name}${composeArguments(context, call)}` : name;
}

function composeMethodCall(context: Context, call: MethodCall): string | undefined {
  if (isChained(context, call)) return undefined;
  const { object, method } = call;
  return row`${oneLine(context, object)}.${method.name}${composeArguments(context, call)}`;
}

/** A call's name, with the `@` of an operator. */
export function callName({ form, path }: Call): string {
  const name = path.map((segment) => segment.name).join(".");
  return form === "operator" ? `@${name}` : name;
}

function composeArguments(context: Context, { args = [] }: Call | MethodCall): string | undefined {
  return row`(${list(args.map((argument) => oneLine(context, argument)))})`;
}

function list(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join(", ");
}

/** A template that is undefined if any of its parts is. */
function row(
  texts: TemplateStringsArray,
  ...parts: readonly (string | undefined)[]
): string | undefined {
  return parts.includes(undefined) ? undefined : String.raw({ raw: texts }, ...parts);
}
