// Why: rules say what follows what; how a node is made from its tokens is said here, so that neither hides
// the other.

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { cover, type Span } from "../src/source/source.js";
import type {
  ArrayLiteral,
  Assignment,
  BareExpression,
  BareText,
  BinaryOperator,
  Block,
  Call,
  Declaration,
  EmptyValue,
  Expression,
  Key,
  KeySegment,
  List,
  ObjectLiteral,
  OperatorStatement,
  RangeLiteral,
  RawText,
  Section,
  Statement,
  UnaryOperator,
  UnreadableValue,
  Value,
} from "./ast.js";
import { pathEnd } from "./characters.js";
import {
  KeyAndValue,
  Leaf,
  PlainAssignment,
  PlainHeader,
  PlainKey,
  readPath,
  Segment,
} from "./nodes.js";
import type { Joint } from "./precedence.js";
import { readQuoted, readRaw, readReference } from "./text.js";
import { BareKey, type Token, VariableKey } from "./tokens.js";

/** The arguments of a call, or why they could not be read, and where they end. */
export interface Arguments {
  readonly args: readonly Expression[] | undefined;
  readonly problem: Diagnostic | undefined;
  readonly end: number;
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** A bare key's names, or a quoted key's one; undefined when something would be put into it. */
export function key(text: string, token: Token): Key | undefined {
  if (token.tokenType === BareKey) {
    return new PlainKey(text, token.start, token.end);
  }
  const span = spanOf(token);
  const quoted = readQuoted(text, span.start, span.end);
  if (quoted.kind === "Template") return undefined;
  const { start, end } = token;
  return { kind: "Key", span, segments: [new Segment(start, end, quoted.value)] };
}

/** The last name of any key, of a variable's, too: what a message calls it by. */
export function lastName(text: string, token: Token): string | undefined {
  if (token.tokenType === VariableKey) return text.slice(token.start + 1, token.end);
  return key(text, token)?.segments.at(-1)?.name;
}

/** `[a."b".c]` without its brackets. */
export function header(text: string, token: Token): Key {
  if (pathEnd(text, token.start + 1) === token.end - 1)
    return new PlainHeader(text, token.start + 1, token.end - 1);
  const segments: KeySegment[] = [];
  const pattern = /"(?:[^"\\]|\\.)*"|'[^']*'|[^\s."'[\]]+/g;
  const inner = text.slice(token.start + 1, token.end - 1);
  for (const match of inner.matchAll(pattern)) {
    const start = token.start + 1 + match.index;
    const end = start + match[0].length;
    const quoted = /^["']/.test(match[0]) ? readQuoted(text, start, end) : undefined;
    const name = quoted?.kind === "StringLiteral" ? quoted.value : match[0];
    segments.push(new Segment(start, end, name));
  }
  return { kind: "Key", span: spanOf(token), segments };
}

export function section(
  token: Token,
  key: Key | undefined,
  statements: readonly Statement[],
): Section {
  const last = statements.at(-1)?.span ?? token;
  const span = { start: token.start, end: last.end };
  return { kind: "Section", span, header: key, statements: exact(statements) };
}

/** Undefined when something would be put into the key. */
export function assignment(text: string, token: Token, value: Value): Assignment | undefined {
  if (token.tokenType === BareKey) {
    return new PlainAssignment(text, token.start, token.end, value);
  }
  const quoted = key(text, token);
  return quoted && new KeyAndValue(quoted, value);
}

/** A statement with another value. */
export function withValue(statement: Assignment | Declaration, value: Value): Statement {
  return statement.kind === "Assignment"
    ? new KeyAndValue(statement.key, value)
    : { ...statement, value };
}

/** The statement with a value that is not known. */
export function withoutValue(statement: Statement): Statement {
  if (statement.kind === "OperatorStatement") return statement;
  return withValue(statement, unreadable(statement.value.span));
}

export function declaration(text: string, token: Token, value: Value): Declaration {
  const name = text.slice(token.start + 1, token.end);
  const segment = new Segment(token.start, token.end, name);
  return {
    kind: "Declaration",
    span: { start: token.start, end: value.span.end },
    name: segment,
    value,
  };
}

export function operatorStatement(expression: Expression): OperatorStatement {
  return { kind: "OperatorStatement", span: expression.span, expression };
}

/** The empty place behind `after`. */
export function empty(after: Span): EmptyValue {
  return { kind: "EmptyValue", span: { start: after.end, end: after.end } };
}

export function unreadable(span: Span): UnreadableValue {
  return { kind: "UnreadableValue", span: spanOf(span) };
}

/** From `open` to the last of `parts`: blocks have no closing mark. */
export function enclose(open: Span, parts: readonly { readonly span: Span }[]): Span {
  const first = parts[0]?.span ?? open;
  return { start: first.start, end: parts.at(-1)?.span.end ?? open.end };
}

export function block(open: Span, statements: readonly Statement[]): Block {
  return { kind: "Block", span: enclose(open, statements), statements: exact(statements) };
}

/** An array that had items added to it has room for more, which in a large file sums up. */
function exact<Item>(items: readonly Item[]): readonly Item[] {
  return items.slice();
}

/** From the first `-`, where `open` stands. */
export function list(open: Token, items: readonly Value[]): List {
  const { end } = enclose(open, items);
  return { kind: "List", span: { start: open.start, end }, items: exact(items) };
}

export function object(
  style: ObjectLiteral["style"],
  open: Token,
  close: Token,
  statements: readonly Statement[],
): ObjectLiteral {
  const span = { start: open.start, end: close.end };
  return { kind: "ObjectLiteral", span, style, statements: exact(statements) };
}

export function array(open: Token, close: Token, items: readonly Value[]): ArrayLiteral {
  const span = { start: open.start, end: close.end };
  return { kind: "ArrayLiteral", span, items: exact(items) };
}

export function bareText(text: string, token: Token): BareText {
  const { start, end } = token;
  return new Leaf("BareText", start, end, text.slice(start, end));
}

export function quoted(text: string, token: Token): Expression {
  return readQuoted(text, token.start, token.end);
}

export function rawText(text: string, token: Token): RawText {
  return readRaw(text, token.start, token.end);
}

export function reference(text: string, token: Token): Expression {
  return readReference(text, token.start, token.end);
}

export function variable(text: string, token: Token): Expression {
  return {
    kind: "Variable",
    span: spanOf(token),
    path: readPath(text, token.start + 1, token.end),
  };
}

export function shellCall(_text: string, token: Token): Call {
  return {
    kind: "Call",
    span: spanOf(token),
    form: "shell",
    path: [],
    args: undefined,
    problem: undefined,
  };
}

export function range(text: string, token: Token): RangeLiteral {
  const [min, max] = text.slice(token.start, token.end).split("-");
  return { kind: "RangeLiteral", span: spanOf(token), min: Number(min), max: Number(max) };
}

export function constant(text: string, token: Token): Expression {
  const span = spanOf(token);
  const word = text.slice(token.start, token.end);
  if (word === "null") return { kind: "NullLiteral", span };
  return new Leaf("BooleanLiteral", token.start, token.end, word === "true");
}

export function number(text: string, token: Token): Expression {
  const { start, end } = token;
  return new Leaf("NumberLiteral", start, end, Number(text.slice(start, end)));
}

export function bareExpression(
  text: string,
  open: Token,
  close: Token,
  expression: Expression,
): BareExpression {
  const span = { start: open.start, end: expression.span.end };
  const end = text.slice(open.start, close.start).trimEnd().length;
  const value = text.slice(open.start, open.start + end);
  return {
    kind: "BareExpression",
    span: { start: span.start, end: span.start + end },
    value,
    expression,
  };
}

/** `!` and `-` in front of an operand, the outermost first. */
export function prefixed(
  text: string,
  prefixes: readonly Token[],
  operand: Expression,
): Expression {
  return prefixes.reduceRight<Expression>((inner, token) => {
    const op: UnaryOperator = text[token.start] === "!" ? "!" : "-";
    return { kind: "Unary", span: { start: token.start, end: inner.span.end }, op, operand: inner };
  }, operand);
}

export function conditional(
  test: Expression,
  whenTrue: Expression,
  whenFalse: Expression,
): Expression {
  return { kind: "Conditional", span: cover(test.span, whenFalse.span), test, whenTrue, whenFalse };
}

export function joint(text: string, token: Token, right: Expression): Joint {
  const op = text.slice(token.start, token.end) as BinaryOperator;
  return { op, opSpan: spanOf(token), right };
}

export function name(text: string, token: Token): Expression {
  return { kind: "Name", span: spanOf(token), path: readPath(text, token.start, token.end) };
}

export function call(
  text: string,
  form: Call["form"],
  name: Token,
  found: Arguments | undefined,
): Call {
  const start = name.start + (form === "operator" ? 1 : 0);
  return {
    kind: "Call",
    span: { start: name.start, end: found?.end ?? name.end },
    form,
    path: readPath(text, start, name.end),
    args: found?.args,
    problem: found?.problem,
  };
}

/** `.name`, or with arguments `.name(...)`. */
export function member(
  text: string,
  object: Expression,
  token: Token,
  found: Arguments | undefined,
): Expression {
  const start = token.start + 1;
  const member = new Segment(start, token.end, text.slice(start, token.end));
  const whole = { start: object.span.start, end: found?.end ?? token.end };
  if (found === undefined) return { kind: "MemberAccess", span: whole, object, member };
  const { args, problem } = found;
  return { kind: "MethodCall", span: whole, object, method: member, args, problem };
}

export function group(open: Token, close: Token, inner: Expression): Expression {
  return { kind: "Group", span: { start: open.start, end: close.end }, inner };
}

export function index(object: Expression, index: Expression, close: Token): Expression {
  return { kind: "IndexAccess", span: { start: object.span.start, end: close.end }, object, index };
}
