// Why: each form of a value as a node of the tree.

import type {
  ArrayLiteral,
  BareExpression,
  Block,
  Expression,
  List,
  Name,
  ObjectLiteral,
  Value,
} from "../../grammar/ast.js";
import { startsComment, triviaEnd } from "../../grammar/comments.js";
import { defineDiagnostic, type Evidence } from "../diagnostics/define.js";
import { labelAt, type Report } from "../diagnostics/diagnostic.js";
import type { SourceSpan, Span } from "../source/source.js";
import type { TuskNode } from "../syntax/tree.js";
import { holdsMembers, readBareText, reportMembers } from "./bare-text.js";
import type { Context } from "./context.js";
import { readExpression } from "./expressions.js";
import { readRange } from "./numbers.js";
import { ObjectBuilder } from "./object-builder.js";
import { readStatements } from "./statements.js";

/**
 * A key without a value and without deeper lines reads as null, and the setting keeps its default.
 * It may be meant so. It may also be that the value starts with `#` and became a comment, or that
 * the lines below are not indented.
 *
 * ```tusk expect=empty-value
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup:
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 * ```
 */
const emptyValue = defineDiagnostic<object>({
  code: "TSK3002",
  name: "empty-value",
  severity: "warning",
  message: () => "there is no value here, which reads as null",
});

/** The node of a value. */
export function readValue(context: Context, value: Value): TuskNode {
  switch (value.kind) {
    case "Block":
    case "ObjectLiteral":
      return readObject(context, value);
    case "List":
    case "ArrayLiteral":
      return readArray(context, value);
    case "RawText":
      return {
        kind: "string",
        span: context.at(value.span),
        value: value.value,
        style: "quoted",
      };
    case "BareText":
      return readBareText(context, value);
    case "BareExpression":
      return readBareExpression(context, value);
    case "RangeLiteral":
      return readRange(context, value);
    case "EmptyValue":
      return readEmpty(context, value.span);
    default:
      return readExpression(context, value);
  }
}

export function readObject(context: Context, node: Block | ObjectLiteral): TuskNode {
  const object = new ObjectBuilder(context.at(node.span));
  fillObject(context, node, object);
  return object;
}

/** Evaluates the members of `object`. From `start` on, lines may belong to it that could not be read. */
export function fillObject(
  context: Context,
  node: Block | ObjectLiteral,
  object: ObjectBuilder,
  start = node.span.start,
): void {
  const { section, bracketed, key } = context;
  context.section = undefined;
  context.bracketed = node.kind === "ObjectLiteral" ? "object" : undefined;
  context.enter([object]);
  readStatements(context, node.statements, object);
  if (!context.unread.isEmpty) context.finish(object, extentOf(context, node, start));
  context.leave([object]);
  context.section = section;
  context.bracketed = bracketed;
  context.key = key;
}

/** What a block spans with the lines around it that are as deep and could not be read. */
function extentOf({ source }: Context, node: Block | ObjectLiteral, start: number): Span {
  let { end } = node.span;
  if (node.kind === "ObjectLiteral") return { start, end };
  const { column } = source.position(node.span.start);
  for (let { line } = source.position(end); line < source.lineStarts.length; line++) {
    const indentation = source.line(line + 1).search(/\S/);
    if (indentation >= 0 && indentation + 1 < column) break;
    end = source.lineStarts[line + 1] ?? source.text.length;
  }
  return { start, end };
}

export function readArray(context: Context, node: List | ArrayLiteral): TuskNode {
  if (node.kind === "ArrayLiteral" && holdsMembers(node)) return reportMembers(context, node);
  const { section, bracketed } = context;
  context.section = undefined;
  context.bracketed = node.kind === "ArrayLiteral" ? "list" : undefined;
  context.depth += 1;
  const items = node.items.map((item) => readValue(context, item));
  context.depth -= 1;
  context.section = section;
  context.bracketed = bracketed;
  return { kind: "array", span: context.at(node.span), items };
}

/** An expression if all its names are keys above that hold scalars, else text. */
function readBareExpression(context: Context, node: BareExpression): TuskNode {
  const word = findWord(context, node.expression);
  return word === undefined
    ? readExpression(context, node.expression)
    : readBareText(context, node, word);
}

/** The first name that is no key above that holds a scalar. */
function findWord(context: Context, node: Expression): Name | undefined {
  switch (node.kind) {
    case "Name":
      return context.holdsScalar(node.path) ? undefined : node;
    case "Unary":
      return findWord(context, node.operand);
    case "Binary":
      return findWord(context, node.left) ?? findWord(context, node.right);
    case "Group":
      return findWord(context, node.inner);
    case "Conditional":
      return (
        findWord(context, node.test) ??
        findWord(context, node.whenTrue) ??
        findWord(context, node.whenFalse)
      );
    default:
      return undefined;
  }
}

/** Whether what looks like a comment behind `offset` is an error, which may have taken the value with it. */
function isHidden({ source: { text }, unread }: Context, offset: number): boolean {
  if (unread.isEmpty) return false;
  for (let at: number | undefined = offset; at !== undefined; at = triviaEnd(text, at))
    if (unread.has(at) && startsComment(text, at, at)) return true;
  return false;
}

function readEmpty(context: Context, span: Span): TuskNode {
  const at = context.at(span);
  if (isHidden(context, span.end)) return { kind: "error", span: at };
  if (isBracketLineBelow(context, span.end)) return { kind: "error", span: at };
  const node = { kind: "null", span: at } as const;
  if (!context.shared.checked) reportEmpty(node, context.report);
  return node;
}

/** Whether nothing is written where a value belongs. */
export function isEmpty({ kind, span }: TuskNode): boolean {
  return kind === "null" && span.start === span.end;
}

/** Warns that nothing is written where `node` belongs. */
export function reportEmpty(
  { span }: TuskNode,
  report: Report,
  help = "write `null`, or a value",
): void {
  const at = labelAt({ ...span, start: span.end - 1 });
  report(emptyValue({}, { at, help, ...besideComment(span) }));
}

/** What to say of an empty value whose text a comment took. */
export function besideComment({ source, end }: SourceSpan): Pick<Evidence, "notes" | "help"> {
  const comment = /^[ \t]*(#[^\s].*)/.exec(source.text.slice(end, end + 80))?.[1];
  if (comment === undefined) return {};
  return {
    notes: ["what starts with `#` behind white space is a comment"],
    help: `put it in quotes: \`"${comment.trim()}"\``,
  };
}

/** Whether the value was meant to be the list or object that opens on a line below, which was reported. */
function isBracketLineBelow({ source: { text }, module }: Context, end: number): boolean {
  BRACKET_LINE.lastIndex = end;
  return BRACKET_LINE.test(text) && module.isUnread(BRACKET_LINE.lastIndex - 1);
}

const BRACKET_LINE = /(?:[ \t]*(?:#|\/\/).*\n)?\s*[[{]/y;
