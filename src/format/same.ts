// Why: a formatter that changes what a file says does harm that nobody sees. So its result is read again and
// compared, before anyone gets it.

import type { Document, Node } from "../../grammar/ast.js";
import { isNameless } from "./one-line.js";

/** A file as it was read. */
export interface Reading {
  readonly text: string;
  readonly document: Document;
}

/**
 * Whether two files say the same, with the same comments. Blocks and objects are the same, and so are text
 * with and without quotes; places and the white space in comments do not matter.
 */
export function saysTheSame(before: Reading, after: Reading): boolean {
  const [one, other] = [before.document, after.document];
  return (
    (one.braces === undefined) === (other.braces === undefined) &&
    areSame(one.statements, other.statements) &&
    areSame(one.sections, other.sections) &&
    areSame(commentsOf(before), commentsOf(after))
  );
}

function commentsOf({ text, document }: Reading): string[] {
  return document.comments.map(({ span }) =>
    text.slice(span.start, span.end).replace(/\s+/g, " ").trim(),
  );
}

function areSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => areSame(item, other[index]));
  if (!isRecord(one) || !isRecord(other)) return Object.is(one, other);
  const [own, others] = [meaningOf(one), meaningOf(other)];
  return (
    own.length === others.length &&
    own.every(([key, value], index) => {
      const [otherKey, otherValue] = others[index] ?? [];
      return key === otherKey && areSame(value, otherValue);
    })
  );
}

function isRecord(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a node says, without how and where it is written. */
function meaningOf(node: Node): [string, unknown][] {
  switch (node.kind) {
    case "Block":
    case "ObjectLiteral":
      return [["statements", node.statements]];
    case "BareText":
    case "StringLiteral":
      return [["text", node.value]];
    case "BareExpression": {
      const { expression, value } = node;
      return [
        ["expression", expression],
        ["value", isNameless(expression) ? "" : value],
      ];
    }
    default:
      return Object.entries(node).filter(([key]) => key !== "span" && key !== "opSpan");
  }
}
