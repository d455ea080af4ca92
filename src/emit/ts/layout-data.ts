// Why: literals of objects and lists, and what stands after a sign, break by rules of their own.

import type { ImportSymbol } from "../symbol.js";
import { type Code, isNumber, type LayOut, type ObjectCode } from "./code.js";
import {
  aligned,
  brokenGroup,
  concat,
  type Doc,
  fill,
  group,
  hardline,
  indent,
  join,
  line,
  softline,
  text,
  whenBroken,
} from "./doc.js";
import { propertyKey } from "./escape.js";

/** Keys up to this width keep a text that is too long on their line. */
const SHORT_KEY = 4;

/** Numbers share lines; objects or lists that hold several things each stand one a line. */
export function layoutArray(items: readonly Code[], level: number, layout: LayOut): Doc {
  if (items.length === 0) return text("[]");
  const docs = items.map((item) => layout(item, level + 1));
  const crowded = items.length > 1 && (items.every(isFullObject) || items.every(isFullArray));
  const numbers = items.length > 1 && items.every(isNumber);
  const body = numbers ? fill(docs) : join(concat(text(","), line), docs);
  const parts = [text("["), indent(softline, body), whenBroken(text(",")), softline, text("]")];
  return crowded ? brokenGroup(...parts) : group(...parts);
}

const isFullObject = (code: Code): boolean => code.kind === "object" && code.properties.length > 1;
const isFullArray = (code: Code): boolean => code.kind === "array" && code.items.length > 1;

/** An object; where a key is the name of its value, the name alone. */
export function layoutObject(
  { properties, expanded }: ObjectCode,
  level: number,
  layout: LayOut,
  nameOf: (symbol: ImportSymbol) => string,
): Doc {
  if (properties.length === 0) return text("{}");
  const rows = properties.map(({ key, value, doc }) => {
    const isShorthand =
      value.kind === "symbol" ? nameOf(value) === key : value.kind === "name" && value.name === key;
    const row = isShorthand ? text(key) : layoutProperty(key, value, layout(value, level + 1));
    if (doc === undefined) return row;
    return concat(layout({ kind: "doc", lines: doc }, level + 1), hardline, row);
  });
  const body = [indent(line, join(concat(text(","), line), rows)), whenBroken(text(",")), line];
  const parts = [text("{"), ...body, text("}")];
  return expanded ? brokenGroup(...parts) : group(...parts);
}

function layoutProperty(key: string, value: Code, content: Doc): Doc {
  const written = propertyKey(key);
  const isText = value.kind === "literal" && typeof value.value === "string";
  const isShort = value.kind === "text-template" || (value.kind === "literal" && !isText);
  if (written.length <= SHORT_KEY || isShort) return concat(text(`${written}: `), content);
  return group(text(`${written}:`), afterSign(value, content));
}

/** What stands after `=` or `:`. Where breaking it would gain little, it moves to the next line whole. */
export function afterSign(value: Code, content: Doc): Doc {
  return isPoorlyBreakable(value) ? group(indent(line, content)) : aligned(content);
}

function isPoorlyBreakable(value: Code): boolean {
  if (value.kind === "chain") {
    const [only, ...others] = value.calls;
    return others.length === 0 && only !== undefined && hasShortArguments(only.args);
  }
  return value.kind === "literal" || value.kind === "property";
}

function hasShortArguments(args: readonly Code[]): boolean {
  const [only, ...others] = args;
  if (only === undefined) return true;
  return others.length === 0 && (only.kind === "name" || isNumber(only));
}
