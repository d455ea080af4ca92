// Why: values from queue.tusk enter generated TypeScript as nodes, never as text, so that nothing they
// hold can become code. A bare string is not a `Code`, which makes pasting one a compile error.

import { bug } from "../../diagnostics/bug.js";
import type { Json } from "../../ir/ir.js";
import type { ImportSymbol } from "../symbol.js";
import type { Doc } from "./doc.js";
import { isIdentifier } from "./identifier.js";

/** A piece of TypeScript. */
export type Code =
  | ImportSymbol
  /** Written by a template, without line breaks. */
  | { readonly kind: "source"; readonly text: string }
  | { readonly kind: "sequence"; readonly parts: readonly Code[] }
  | { readonly kind: "lines"; readonly lines: readonly Line[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  | { readonly kind: "array"; readonly items: readonly Code[] }
  | ObjectCode
  /** `head.name(args).name(args)` */
  | { readonly kind: "chain"; readonly head: Code; readonly calls: readonly MethodCall[] }
  | { readonly kind: "call"; readonly callee: Code; readonly args: readonly Code[] }
  | { readonly kind: "property"; readonly object: Code; readonly key: string }
  | { readonly kind: "arrow"; readonly parameters: readonly string[]; readonly body: Code }
  | { readonly kind: "text-template"; readonly parts: readonly (string | Code)[] }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Code }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Code;
      readonly right: Code;
    }
  | {
      readonly kind: "conditional";
      readonly test: Code;
      readonly whenTrue: Code;
      readonly whenFalse: Code;
    }
  | {
      readonly kind: "constant";
      readonly isExported: boolean;
      readonly name: string;
      readonly value: Code;
    }
  | { readonly kind: "type-alias"; readonly name: string; readonly type: TypeReference }
  | { readonly kind: "braces"; readonly before: string; readonly names: readonly string[] }
  | { readonly kind: "doc"; readonly lines: readonly string[] };

/** A line of a template, indented by `level` steps; without `code` it is blank. */
export interface Line {
  readonly level: number;
  readonly code?: Code;
}

/** An object literal. */
export interface ObjectCode {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** One property a line, whether or not all fit on one. */
  readonly expanded: boolean;
}

/** A property of an object literal. */
export interface Property {
  readonly key: string;
  readonly value: Code;
  /** Stands above the property. */
  readonly doc?: readonly string[];
}

/** One call of a chain. */
export interface MethodCall {
  readonly name: string;
  readonly args: readonly Code[];
}

/** `Target<argument>` or `Target<typeof argument>`. */
export interface TypeReference {
  readonly target: Code;
  readonly argument: Code;
  readonly typeOf: boolean;
}

/** What stands between two operands. */
export type BinaryOperator =
  | "||"
  | "&&"
  | "==="
  | "!=="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%";

/** An identifier that the template chose. */
export function name(identifier: string): Code {
  if (!isIdentifier(identifier)) return bug(`${JSON.stringify(identifier)} is no identifier`);
  return { kind: "name", name: identifier };
}

/** A value as a literal; objects stand on one line where they fit. */
export function literal(value: Json): Code {
  if (typeof value !== "object" || value === null) return { kind: "literal", value };
  if (isList(value)) return array(value.map(literal));
  return object(Object.entries(value).map(([key, member]) => ({ key, value: literal(member) })));
}

/** A list, on one line where it fits. */
export function array(items: readonly Code[]): Code {
  return { kind: "array", items };
}

/** An object that stands on one line where it fits. */
export function object(properties: readonly Property[]): ObjectCode {
  return { kind: "object", properties, expanded: false };
}

/** An object with one property a line. */
export function block(properties: readonly Property[]): ObjectCode {
  return { kind: "object", properties, expanded: true };
}

/** `callee(args)` */
export function call(callee: Code, ...args: readonly Code[]): Code {
  return { kind: "call", callee, args };
}

/** `head.method(args)`; a call on the result of another one lengthens the chain. */
export function method(head: Code, methodName: string, ...args: readonly Code[]): Code {
  const next: MethodCall = { name: methodName, args };
  return head.kind === "chain"
    ? { ...head, calls: [...head.calls, next] }
    : { kind: "chain", head, calls: [next] };
}

/** `object.key`, or `object["key"]` where the key is no identifier. */
export function property(target: Code, key: string): Code {
  return { kind: "property", object: target, key };
}

/** `export const name = value;` */
export function exportConst(identifier: string, value: Code): Code {
  return { kind: "constant", isExported: true, name: identifier, value };
}

/** `const name = value;` */
export function localConst(identifier: string, value: Code): Code {
  return { kind: "constant", isExported: false, name: identifier, value };
}

/** `export type name = target<argument>;` */
export function exportType(identifier: string, type: TypeReference): Code {
  return { kind: "type-alias", name: identifier, type };
}

/** `export { a, b } from "module";` */
export function exportFrom(module: string, names: readonly string[]): Code {
  return {
    kind: "sequence",
    parts: [
      { kind: "braces", before: "export", names },
      { kind: "source", text: " from " },
      literal(module),
      { kind: "source", text: ";" },
    ],
  };
}

/** A documentation comment; each text is a paragraph or a line of its own. */
export function doc(...lines: readonly string[]): Code {
  return { kind: "doc", lines };
}

/** Pieces one below the other, with blank lines between them. */
export function stack(pieces: readonly Code[], blankLines = 0): Code {
  const blanks = Array.from({ length: blankLines }, (): Line => ({ level: 0 }));
  const lines = pieces.flatMap((code, index) => [
    ...(index === 0 ? [] : blanks),
    { level: 0, code },
  ]);
  return { kind: "lines", lines };
}

/** Turns a piece of code that stands `level` steps to the right into a document. */
export type LayOut = (code: Code, level: number) => Doc;

/** Numbers are laid out in a way of their own. */
export function isNumber(code: Code): boolean {
  return code.kind === "literal" && typeof code.value === "number";
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
