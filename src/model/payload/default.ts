// Why: the default after `=` is a value of the file like any other, only shorter.

import type { SourceSpan } from "../../source/source.js";
import type { TuskNode } from "../../syntax/tree.js";
import type { TokenCursor } from "./cursor.js";
import type { Token } from "./tokens.js";
import type { PayloadType } from "./type.js";

/** Reads a default; whether it is of the field's type is checked by whoever asked. */
export function parseDefault(cursor: TokenCursor, type: PayloadType): TuskNode | undefined {
  const start = cursor.peek();
  if (cursor.accept("[")) {
    return cursor.expect("]") ? { kind: "array", span: cursor.since(start), items: [] } : undefined;
  }
  if (cursor.accept("{")) {
    const closed = cursor.expect("}");
    return closed ? { kind: "object", span: cursor.since(start), entries: new Map() } : undefined;
  }
  if (start.kind === "number") {
    const value = cursor.takeNumber();
    return value === undefined ? undefined : { kind: "number", span: cursor.since(start), value };
  }
  const node = literal(start, cursor.spanOf(start), isTexts(type));
  if (node === undefined) {
    return cursor.fail("a default: a number, `true`, `false`, text, `[]`, or `{}`");
  }
  cursor.take();
  return node;
}

/** `true` may be one of the texts of a type, and is one then. */
function literal(
  { kind, text }: Token,
  span: SourceSpan,
  textsOnly: boolean,
): TuskNode | undefined {
  if (kind !== "word" && kind !== "quoted") return undefined;
  if (kind === "word" && text === "null") return { kind: "null", span };
  if (kind === "word" && !textsOnly && (text === "true" || text === "false")) {
    return { kind: "boolean", span, value: text === "true" };
  }
  return { kind: "string", span, value: text, style: "computed" };
}

function isTexts(type: PayloadType): boolean {
  return type.kind === "nullable" ? isTexts(type.inner) : type.kind === "texts";
}
