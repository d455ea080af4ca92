// Why: a message underlines the smallest part that is wrong, which may be a few letters inside a quoted
// text. Only there do offsets into the value and into the file differ.

import type { SourceSpan, Span } from "../source/source.js";
import type { StringNode, TuskNode } from "../syntax/tree.js";

/** Where a value stands: a text within its quotes, everything else as a whole. */
export function placeOf(node: TuskNode): SourceSpan {
  return node.kind === "string" ? textSpan(node) : node.span;
}

/** Where the text itself stands: within its quotes, if it has them. */
export function textSpan(node: StringNode): SourceSpan {
  const { span } = node;
  const written = span.source.slice(span);
  const fence = /^("""|'''|"|')/.exec(written)?.[0] ?? "";
  const quoted = node.style === "quoted" && written.length >= 2 * fence.length;
  return quoted && written.endsWith(fence)
    ? { ...span, start: span.start + fence.length, end: span.end - fence.length }
    : span;
}

/**
 * Where the part `[start, end)` of a text's value stands. A text whose value is not spelled as it is
 * (escapes, several lines) has no such place: then it is the whole text.
 */
export function partSpan(node: StringNode, part: Span): SourceSpan {
  const whole = textSpan(node);
  if (whole.source.slice(whole) !== node.value) return whole;
  return { ...whole, start: whole.start + part.start, end: whole.start + part.end };
}
