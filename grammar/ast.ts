// Why: what a TuskLang file says, as written: one node a construct, nothing resolved, every node with its
// place. The evaluator and the formatter both start from here.

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { Span } from "../src/source/source.js";

/** A whole file. A JSON-style document (`{ ... }`) has its members as `statements`. */
export interface Document {
  readonly kind: "Document";
  readonly span: Span;
  /** The place of the `{ ... }` that is the whole file. */
  readonly braces: Span | undefined;
  /** What stands above the first section header. */
  readonly statements: readonly Statement[];
  readonly sections: readonly Section[];
  /** In source order. */
  readonly comments: readonly Comment[];
  /** Whether the file was read to its end: a comment without one, for example, hides all that follows. */
  readonly isComplete: boolean;
}

/** A comment with its marker, wherever it stands. */
export interface Comment {
  readonly kind: "Comment";
  readonly span: Span;
  /** What it opens with; only one with `/*` may end before its line does. */
  readonly marker: "#" | "//" | "/*" | ";";
  /** What it says: without the marker and the end of a block. */
  readonly body: Span;
}

/** `[a.b]` and the statements up to the next header. */
export interface Section {
  readonly kind: "Section";
  readonly span: Span;
  /** Absent when the header could not be read; its statements then belong nowhere. */
  readonly header: Key | undefined;
  readonly statements: readonly Statement[];
}

export type Statement = Assignment | Declaration | OperatorStatement;

/** `key: value` in any of its forms. */
export interface Assignment {
  readonly kind: "Assignment";
  readonly span: Span;
  readonly key: Key;
  readonly value: Value;
}

/** `$name: value`. */
export interface Declaration {
  readonly kind: "Declaration";
  readonly span: Span;
  readonly name: KeySegment;
  readonly value: Value;
}

/** `@operator ...` on a line of its own. */
export interface OperatorStatement {
  readonly kind: "OperatorStatement";
  readonly span: Span;
  readonly expression: Expression;
}

/** `a`, `a.b`, or `"quoted"`, the last always of one segment. */
export interface Key {
  readonly kind: "Key";
  readonly span: Span;
  readonly segments: readonly KeySegment[];
}

export interface KeySegment {
  readonly kind: "KeySegment";
  readonly span: Span;
  readonly name: string;
}

export type Value =
  | Block
  | List
  | ArrayLiteral
  | ObjectLiteral
  | RawText
  | BareText
  | BareExpression
  | RangeLiteral
  | EmptyValue
  | UnreadableValue
  | Expression;

/** The deeper lines below `key:`. */
export interface Block {
  readonly kind: "Block";
  readonly span: Span;
  readonly statements: readonly Statement[];
}

/** `- item` lines. */
export interface List {
  readonly kind: "List";
  readonly span: Span;
  readonly items: readonly Value[];
}

/** `[ ... ]`. */
export interface ArrayLiteral {
  readonly kind: "ArrayLiteral";
  readonly span: Span;
  readonly items: readonly Value[];
}

/** `{ ... }`, or the lines between `key >` and `<`. */
export interface ObjectLiteral {
  readonly kind: "ObjectLiteral";
  readonly span: Span;
  readonly style: "braces" | "angles";
  readonly statements: readonly Statement[];
}

/** `key: |` and its deeper lines; `value` has lost their common indentation. */
export interface RawText {
  readonly kind: "RawText";
  readonly span: Span;
  readonly value: string;
}

/** Text without quotes that is no number, literal, range, or expression. */
export interface BareText {
  readonly kind: "BareText";
  readonly span: Span;
  readonly value: string;
}

/** Bare text that reads as an expression: it is one if every name in it is a scalar key above it. */
export interface BareExpression {
  readonly kind: "BareExpression";
  readonly span: Span;
  readonly value: string;
  readonly expression: Expression;
}

/** `8000-9000`. */
export interface RangeLiteral {
  readonly kind: "RangeLiteral";
  readonly span: Span;
  readonly min: number;
  readonly max: number;
}

/** Nothing after `key:` or `-`; the span is the empty place behind it. */
export interface EmptyValue {
  readonly kind: "EmptyValue";
  readonly span: Span;
}

/** A value that was reported as wrong. */
export interface UnreadableValue {
  readonly kind: "UnreadableValue";
  readonly span: Span;
}

export type Expression =
  | StringLiteral
  | Template
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | Variable
  | Reference
  | Name
  | Call
  | MemberAccess
  | MethodCall
  | IndexAccess
  | Unary
  | Binary
  | Conditional
  | Group
  | ArrayLiteral
  | ObjectLiteral
  | UnreadableValue;

/** Quoted text that nothing is put into. */
export interface StringLiteral {
  readonly kind: "StringLiteral";
  readonly span: Span;
  readonly value: string;
}

/** Double-quoted text with `${...}` or `@operator(...)` in it. */
export interface Template {
  readonly kind: "Template";
  readonly span: Span;
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TextPart | Reference | EmbeddedCall;

/** A stretch of a template as it reads after its escapes. */
export interface TextPart {
  readonly kind: "TextPart";
  readonly span: Span;
  readonly value: string;
}

/** `@name(...)` in quotes: a call if `name` is read at run time, else `text`. */
export interface EmbeddedCall {
  readonly kind: "EmbeddedCall";
  readonly span: Span;
  readonly call: Call;
  readonly text: readonly (TextPart | Reference)[];
}

/** `value` is not finite or not exact when the digits say more than a number holds. */
export interface NumberLiteral {
  readonly kind: "NumberLiteral";
  readonly span: Span;
  readonly value: number;
}

export interface BooleanLiteral {
  readonly kind: "BooleanLiteral";
  readonly span: Span;
  readonly value: boolean;
}

export interface NullLiteral {
  readonly kind: "NullLiteral";
  readonly span: Span;
}

/** `$x` or `$x.y`. */
export interface Variable {
  readonly kind: "Variable";
  readonly span: Span;
  readonly path: readonly KeySegment[];
}

/** `${x}` or `${x.y}`; without a path when what stands in the braces is no name. */
export interface Reference {
  readonly kind: "Reference";
  readonly span: Span;
  readonly path: readonly KeySegment[] | undefined;
}

/** `x` or `x.y` in an expression. */
export interface Name {
  readonly kind: "Name";
  readonly span: Span;
  readonly path: readonly KeySegment[];
}

/** `@name(...)`, `@name`, `@name "text"`, `name(...)`, or `$(...)`. */
export interface Call {
  readonly kind: "Call";
  readonly span: Span;
  readonly form: "operator" | "function" | "shell";
  /** The operator's words: `@env.secure(...)` has `env` and `secure`. Empty for `$(...)`. */
  readonly path: readonly KeySegment[];
  /** Absent when the operator stands without arguments, and when they could not be read. */
  readonly args: readonly Expression[] | undefined;
  /** Why the arguments could not be read. Reported only if the operator would have taken them. */
  readonly problem: Diagnostic | undefined;
}

/** `.name` after a closing bracket. */
export interface MemberAccess {
  readonly kind: "MemberAccess";
  readonly span: Span;
  readonly object: Expression;
  readonly member: KeySegment;
}

/** `.name(...)` behind a value: read so that the error can name it. */
export interface MethodCall {
  readonly kind: "MethodCall";
  readonly span: Span;
  readonly object: Expression;
  readonly method: KeySegment;
  /** Absent when they could not be read. */
  readonly args: readonly Expression[] | undefined;
  /** Why the arguments could not be read. */
  readonly problem: Diagnostic | undefined;
}

/** `list[index]` or `object["key"]`. */
export interface IndexAccess {
  readonly kind: "IndexAccess";
  readonly span: Span;
  readonly object: Expression;
  readonly index: Expression;
}

export interface Unary {
  readonly kind: "Unary";
  readonly span: Span;
  readonly op: UnaryOperator;
  readonly operand: Expression;
}

export interface Binary {
  readonly kind: "Binary";
  readonly span: Span;
  readonly op: BinaryOperator;
  readonly opSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** `test ? whenTrue : whenFalse`. */
export interface Conditional {
  readonly kind: "Conditional";
  readonly span: Span;
  readonly test: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** `( ... )`. */
export interface Group {
  readonly kind: "Group";
  readonly span: Span;
  readonly inner: Expression;
}

export type UnaryOperator = "!" | "-";

export type BinaryOperator =
  | "||"
  | "??"
  | "&&"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%";

export type Node =
  | Document
  | Comment
  | Section
  | Statement
  | Key
  | KeySegment
  | Value
  | TextPart
  | EmbeddedCall;
