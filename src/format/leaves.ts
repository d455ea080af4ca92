// Why: what has no parts to lay out is written as it was, but for quotes and the blanks in `${ x }`.

import type {
  BareText,
  Expression,
  Key,
  KeySegment,
  RangeLiteral,
  Reference,
} from "../../grammar/ast.js";
import { assertUnreachable } from "../diagnostics/bug.js";
import { writeBare } from "./bare.js";
import { type Context, written } from "./context.js";
import { requote } from "./quotes.js";

/** Values and operands without parts. */
export type Leaf =
  | BareText
  | RangeLiteral
  | Extract<
      Expression,
      {
        kind:
          | "StringLiteral"
          | "Template"
          | "NumberLiteral"
          | "BooleanLiteral"
          | "NullLiteral"
          | "Variable"
          | "Reference"
          | "Name";
      }
    >;

/** The text of a leaf; only fenced text runs over lines. */
export function leafText(context: Context, node: Leaf): string {
  switch (node.kind) {
    case "BareText":
      return writeBare(node);
    case "StringLiteral":
    case "Template":
      return requote(written(context, node.span));
    case "Reference":
      return referenceText(context, node);
    case "RangeLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "Variable":
    case "Name":
      return written(context, node.span);
    default:
      return assertUnreachable(node);
  }
}

/** A key, or the name of a declared variable with its `$`. */
export function keyText(context: Context, key: Key | KeySegment): string {
  return requote(written(context, key.span));
}

/** The header of a section. */
export function headerText(context: Context, { segments }: Key): string {
  return `[${segments.map((segment) => keyText(context, segment)).join(".")}]`;
}

function referenceText(context: Context, { path, span }: Reference): string {
  if (path === undefined) return written(context, span);
  return `\${${path.map(({ name }) => name).join(".")}}`;
}
