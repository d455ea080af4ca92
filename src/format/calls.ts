// Why: the arguments of a call break like the items of a list, but a list or an object that is the last of
// them opens on the line of the call.

import type { Call, Expression, MethodCall } from "../../grammar/ast.js";
import { bug } from "../diagnostics/bug.js";
import { writeParts } from "./brackets.js";
import { type Context, written } from "./context.js";
import { writeBehind } from "./gaps.js";
import { callName, hasBareArgument, isChained, isOpenCall, oneLine } from "./one-line.js";
import { hasOperators } from "./operators.js";
import { fits, type Place, writeExpression } from "./values.js";

/** Writes a call that does not fit on a line. */
export function writeCall(context: Context, call: Call, place: Place): void {
  const { writer } = context;
  if (call.form === "shell") {
    writer.write(written(context, call.span));
    return;
  }
  writer.write(callName(call));
  const [first] = call.args ?? [];
  if (first && hasBareArgument(call)) {
    writer.write(" ");
    writeExpression(context, first, place);
  } else if (call.args) {
    const nameEnd = call.path.at(-1)?.span.end ?? bug("a call has no name");
    writeArguments(context, call, nameEnd, place);
  }
}

/** Writes a method behind what it is called on, or below that if it was written there. */
export function writeMethodCall(context: Context, call: MethodCall, place: Place): void {
  const { writer } = context;
  const write = () => {
    writer.write(`.${call.method.name}`);
    writeArguments(context, call, call.method.span.end, place);
  };
  writeExpression(context, call.object, { after: 0, isBreakable: false });
  if (!isChained(context, call)) {
    write();
    return;
  }
  writeBehind(context, call.method.span.start);
  writer.indented(() => {
    writer.newLine();
    write();
  });
}

/** Writes arguments in parentheses; `start` is where the name before them ends. */
function writeArguments(
  context: Context,
  call: Call | MethodCall,
  start: number,
  place: Place,
): void {
  const { writer } = context;
  const { args = [], span } = call;
  const lead = leadOf(context, call, start);
  if (lead !== undefined && (args.length <= 1 || fits(context, lead, 4))) {
    writer.write(`(${lead}`);
    const last = args.at(-1);
    if (last) writeExpression(context, last, { after: place.after + 1, isBreakable: true });
    writer.write(")");
    return;
  }
  const parts = args.map((argument) => ({
    span: argument.span,
    write: (after: number) => writeExpression(context, argument, { after, isBreakable: true }),
  }));
  writeParts(context, "()", span.end, parts);
}

/** What stands before the last argument if that one is to open on the line of the call. */
function leadOf(context: Context, call: Call | MethodCall, start: number): string | undefined {
  const { args = [], span } = call;
  const last = args.at(-1);
  if (call.kind === "Call" && isOpenCall(context, call)) return undefined;
  const others = args.slice(0, -1);
  const isOpening =
    others.length === 0 ? !last || !hasOperators(last) : canOpen(context, last, others);
  if (!isOpening || hasComments(context, args, start, span.end)) return undefined;
  const texts = others.map((argument) => oneLine(context, argument));
  return texts.includes(undefined) ? undefined : texts.map((text) => `${text}, `).join("");
}

/** Whether the last argument is the only one over lines, and what it opens with is seen at a glance. */
function canOpen(
  context: Context,
  last: Expression | undefined,
  others: readonly Expression[],
): boolean {
  return last !== undefined && !others.some(isBracket) && opens(context, last);
}

/** Whether an expression over lines starts with all that stands before its last bracket or fence. */
function opens(context: Context, node: Expression): boolean {
  const last = node.kind === "Call" ? node.args?.at(-1) : undefined;
  if (last) return opens(context, last);
  return isBracket(node) || written(context, node.span).startsWith('"""');
}

function isBracket(node: Expression): boolean {
  if (node.kind === "ArrayLiteral") return node.items.length > 0;
  return node.kind === "ObjectLiteral" && node.statements.length > 0;
}

/** Whether comments stand between arguments. */
function hasComments(
  { comments }: Context,
  args: readonly Expression[],
  start: number,
  end: number,
): boolean {
  const starts = [start, ...args.map(({ span }) => span.end)];
  const ends = [...args.map(({ span }) => span.start), end];
  return starts.some((from, index) =>
    comments.standWithin({ start: from, end: ends[index] ?? end }),
  );
}
