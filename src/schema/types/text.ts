// Why: free text, and text of a form (names, paths) that ends up in files of other formats.

import type { Place, Type, WrittenNode } from "../define.js";
import {
  hintAtQuotes,
  reportNotAccepted,
  reportWrongLiteral,
  reportWrongType,
} from "../mismatch.js";

/** Text that is not empty and has no control characters: no output format can carry them all. */
export const text: Type<string> = {
  expected: "text",
  variable: { kind: "text" },
  read: (node, place) => readText(node, place, "text on one line", /^[^\p{Cc}]+$/u),
};

/** Text over any number of lines, for people. */
export const prose: Type<string> = {
  expected: "text",
  read: (node, place) => readText(node, place, "text without the character U+0000", /^[^\0]*$/),
};

/** Text of a form that `expected` describes: `a queue name: letters, digits, ...`. */
export function form(expected: string, pattern: RegExp): Type<string> {
  return { expected, read: (node, place) => readText(node, place, expected, pattern) };
}

/** The same, and a variable may give it. */
export function variableForm(expected: string, pattern: RegExp): Type<string> {
  return { ...form(expected, pattern), variable: { kind: "text" } };
}

function readText(
  node: WrittenNode,
  place: Place,
  expected: string,
  pattern: RegExp,
): string | undefined {
  if (node.kind === "number" || node.kind === "boolean") {
    const literal = node.span.source.slice(node.span);
    const fixable = pattern.test(literal) && literal === String(node.value);
    if (fixable) return reportWrongLiteral(node, expected, JSON.stringify(literal), place);
  }
  if (node.kind !== "string") return reportWrongType(node, expected, place);
  if (!pattern.test(node.value)) return reportNotAccepted(node, expected, place);
  hintAtQuotes(node, place);
  return node.value;
}
