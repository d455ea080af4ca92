// Why: payload types are written as short texts, `int(1..1000) = 100`, that any TuskLang reader can carry.
// One function a rule of the grammar; each answers undefined once it has reported:
//
//   field  = any [ "?" ] [ "=" default ]
//   any    = ( type | texts ) [ "| null" ]
//   type   = ( base [ bounds ] | "map<" any ">" | "(" any ")" ) { "[]" [ bounds ] }
//   texts  = text "|" text { "|" text }
//   bounds = "(" [ low ] ".." [ high ] ")"

import type { Evidence } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import type { Place } from "../../schema/define.js";
import type { StringNode, TuskNode } from "../../syntax/tree.js";
import { faultOfBounds } from "./bounds.js";
import { TokenCursor } from "./cursor.js";
import { parseDefault } from "./default.js";
import { payloadBounds } from "./problems.js";
import { parseTexts, startsTexts } from "./texts.js";
import type { Token } from "./tokens.js";
import { type BaseName, isBaseName, type PayloadType, type TypeBounds } from "./type.js";
import { reportUnknownType, writing } from "./unknown-type.js";

/** What a text says of a field. */
export interface ParsedField {
  readonly type: PayloadType;
  readonly optional: boolean;
  /** As a value of the tree, not yet checked against the type. */
  readonly default?: TuskNode;
}

/** Deeper types are refused before they could exhaust the stack. */
const MOST_NESTED = 32;

/** Reads the text of a field. */
export function parseField(node: StringNode, place: Place): ParsedField | undefined {
  const cursor = new TokenCursor(node, place);
  const type = parseAny(cursor);
  if (type === undefined) return undefined;
  const optional = cursor.accept("?");
  if (!cursor.accept("=")) {
    return atEnd(
      cursor,
      optional ? "`=` or the end of the type" : "`?`, `=`, or the end of the type",
    )
      ? { type, optional }
      : undefined;
  }
  const value = parseDefault(cursor, type);
  return value && atEnd(cursor, "the end of the type")
    ? { type, optional, default: value }
    : undefined;
}

/** Reads the text of a list's item, which has neither `?` nor a default. */
export function parseItem(node: StringNode, place: Place): PayloadType | undefined {
  const cursor = new TokenCursor(node, place);
  const type = parseAny(cursor);
  return type && atEnd(cursor, "the end of the type") ? type : undefined;
}

function atEnd(cursor: TokenCursor, expected: string): boolean {
  if (cursor.peek().kind === "end") return true;
  cursor.fail(expected);
  return false;
}

function parseAny(cursor: TokenCursor): PayloadType | undefined {
  const start = cursor.peek();
  const inner = startsTexts(cursor)
    ? parseTexts(cursor)
    : cursor.nested(MOST_NESTED, () => parseType(cursor));
  if (inner === undefined || !cursor.accept("|")) return inner;
  if (!cursor.isAt("word", "null")) return cursor.fail("`null`: nothing else may follow a type");
  cursor.take();
  return { kind: "nullable", inner, span: cursor.since(start) };
}

function parseType(cursor: TokenCursor): PayloadType | undefined {
  const start = cursor.peek();
  const type = cursor.accept("(") ? parseGroup(cursor) : parseBase(cursor);
  return type && parseLists(cursor, start, type);
}

function parseLists(
  cursor: TokenCursor,
  start: Token,
  items: PayloadType,
): PayloadType | undefined {
  if (!cursor.accept("[")) return items;
  if (!cursor.expect("]")) return undefined;
  const bounds = parseBounds(cursor, "list");
  if (bounds === undefined) return undefined;
  const list: PayloadType = { kind: "list", items, ...bounds, span: cursor.since(start) };
  return cursor.nested(MOST_NESTED, () => parseLists(cursor, start, list));
}

function parseGroup(cursor: TokenCursor): PayloadType | undefined {
  const inner = parseAny(cursor);
  return inner && cursor.expect(")") ? inner : undefined;
}

function parseBase(cursor: TokenCursor): PayloadType | undefined {
  const token = cursor.peek();
  if (token.kind !== "word" || token.text === "null") return cursor.fail("a type");
  cursor.take();
  if (token.text === "map") return parseMap(cursor, token);
  if (!isBaseName(token.text)) return reportUnknownType(cursor, token);
  const bounds = parseBounds(cursor, token.text);
  return bounds && withBounds(token.text, bounds, cursor.since(token));
}

function withBounds(kind: BaseName, bounds: TypeBounds, span: PayloadType["span"]): PayloadType {
  const bounded = kind === "string" || kind === "int" || kind === "float";
  return bounded ? { kind, ...bounds, span } : { kind, span };
}

function parseMap(cursor: TokenCursor, start: Token): PayloadType | undefined {
  if (!cursor.expect("<")) return undefined;
  const values = parseAny(cursor);
  if (values === undefined || !cursor.expect(">")) return undefined;
  return { kind: "map", values, span: cursor.since(start) };
}

/** Empty where the text has none. */
function parseBounds(cursor: TokenCursor, of: BaseName | "list"): TypeBounds | undefined {
  const open = cursor.peek();
  if (!cursor.accept("(")) return {};
  const meant = boundsMeant(cursor);
  if (meant !== undefined) return cursor.fail("`..` between two bounds", meant);
  const min = parseBound(cursor, "min");
  if (min === undefined || !cursor.expect("..")) return undefined;
  const max = parseBound(cursor, "max");
  if (max === undefined || !cursor.expect(")")) return undefined;
  const bounds = { ...min, ...max };
  const why = faultOfBounds(of, bounds);
  if (why === undefined) return bounds;
  const { report } = cursor.place;
  report(payloadBounds({ why }, { at: labelAt(cursor.since(open)) }));
  return undefined;
}

/** Empty where there is none. */
function parseBound(cursor: TokenCursor, name: keyof TypeBounds): TypeBounds | undefined {
  if (cursor.peek().kind !== "number") return {};
  const value = cursor.takeNumber();
  return value === undefined ? undefined : { [name]: value };
}

/** Bounds as other languages write them: `1-9`, `1, 9`, or the largest alone. */
const FOREIGN_BOUNDS = /^(?:(-?\d+)[ \t]*(?:-|,|:|to\b|\.\.\.)[ \t]*)?(-?\d+)(?=[ \t]*\))/;

function boundsMeant(cursor: TokenCursor): Pick<Evidence, "help" | "fix"> | undefined {
  const [written, low = "", high] = FOREIGN_BOUNDS.exec(cursor.rest()) ?? [];
  return written === undefined
    ? undefined
    : writing(`${low}..${high}`, cursor.ahead(written.length));
}
