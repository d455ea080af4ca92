// Why: what a TuskLang file says once variables, references, and compile-time operators are resolved.
// `export` prints it and the schema of queue.tusk binds it; both need to know where each value stands.

import type { BinaryOperator, UnaryOperator } from "../../grammar/ast.js";
import type { SourceSpan } from "../source/source.js";

export type TuskNode =
  | ObjectNode
  | ArrayNode
  | StringNode
  | NumberNode
  | BooleanNode
  | NullNode
  | RangeNode
  | RuntimeNode
  | ErrorNode;

export interface ObjectNode {
  readonly kind: "object";
  readonly span: SourceSpan;
  /** In source order. Keys are data: a Map never reaches a prototype. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** A part of it could not be read: a key that is not there may have been written all the same. */
  readonly incomplete?: boolean;
}

export interface Entry {
  readonly key: string;
  readonly keySpan: SourceSpan;
  readonly value: TuskNode;
}

export interface ArrayNode {
  readonly kind: "array";
  readonly span: SourceSpan;
  readonly items: readonly TuskNode[];
}

export interface StringNode {
  readonly kind: "string";
  readonly span: SourceSpan;
  readonly value: string;
  /** `bare` text had no quotes: in a checked file the schema decides what it may mean. */
  readonly style: "bare" | "quoted" | "computed";
}

export interface NumberNode {
  readonly kind: "number";
  readonly span: SourceSpan;
  readonly value: number;
}

export interface BooleanNode {
  readonly kind: "boolean";
  readonly span: SourceSpan;
  readonly value: boolean;
}

export interface NullNode {
  readonly kind: "null";
  readonly span: SourceSpan;
}

export interface RangeNode {
  readonly kind: "range";
  readonly span: SourceSpan;
  readonly min: number;
  readonly max: number;
}

/** A value that is known only where the program runs. */
export interface RuntimeNode {
  readonly kind: "runtime";
  readonly span: SourceSpan;
  readonly expr: Expr;
}

/** A value that was reported as wrong: a hole that later checks pass over. */
export interface ErrorNode {
  readonly kind: "error";
  readonly span: SourceSpan;
}

/** What is computed where the program runs: plain data, so that it can be emitted as code. */
export type Expr =
  | {
      readonly kind: "env";
      readonly name: string;
      readonly secret: boolean;
      readonly fallback?: Expr;
    }
  | { readonly kind: "value"; readonly node: TuskNode }
  | { readonly kind: "template"; readonly parts: readonly Expr[] }
  | { readonly kind: "unary"; readonly op: UnaryOperator; readonly operand: Expr }
  | {
      readonly kind: "binary";
      readonly op: BinaryOperator;
      readonly left: Expr;
      readonly right: Expr;
    }
  | {
      readonly kind: "conditional";
      readonly test: Expr;
      readonly whenTrue: Expr;
      readonly whenFalse: Expr;
    };
