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
  if (!isNode(one) || !isNode(other)) return Object.is(one, other);
  const [own, others] = [plain(one), plain(other)];
  return Object.keys(own).every(
    (key) => PLACES.has(key) || areSame(Reflect.get(own, key), Reflect.get(others, key)),
  );
}

const PLACES = new Set(["span", "opSpan", "start", "end"]);

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** A node's parts, without what only says how it is written. */
function plain(node: Node): object {
  switch (node.kind) {
    case "Block":
    case "ObjectLiteral":
      return { kind: "Block", statements: node.statements };
    case "Assignment":
      return { kind: node.kind, key: node.key, value: node.value };
    case "Key":
      return { kind: node.kind, segments: node.segments };
    case "BareText":
      return { kind: "StringLiteral", value: node.value };
    case "BareExpression":
      return isNameless(node.expression) ? { ...node, value: "" } : node;
    default:
      return node;
  }
}
