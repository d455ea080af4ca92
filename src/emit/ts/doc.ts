// Why: generated TypeScript must already look as the formatter leaves it, for names of any length. This is
// the usual pretty-printing algebra: groups that stand on one line when they fit and break when not.

import { assertUnreachable } from "../../diagnostics/bug.js";

/** A piece of output whose line breaks are not decided yet. */
export type Doc =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "concat"; readonly parts: readonly Doc[] }
  | { readonly kind: "indent"; readonly content: Doc }
  /** On one line: `flat`; in a broken group: a line break. A hard one always breaks. */
  | { readonly kind: "line"; readonly flat: "" | " "; readonly hard: boolean }
  /** Printed only where the enclosing group is broken, or only where it is not. */
  | { readonly kind: "when"; readonly broken: boolean; readonly content: Doc }
  /** The first state that fits on the rest of the line, else the last one, broken. */
  | { readonly kind: "group"; readonly states: readonly [Doc, ...Doc[]]; readonly broken: boolean }
  /** What follows `=` or `:`: on the same line if its beginning fits there, else on the next. */
  | { readonly kind: "aligned"; readonly content: Doc }
  /** As many items on each line as fit. */
  | { readonly kind: "fill"; readonly items: readonly Doc[] };

/** Text without line breaks. */
export const text = (value: string): Doc => ({ kind: "text", text: value });
/** Pieces in a row. */
export const concat = (...parts: readonly Doc[]): Doc => ({ kind: "concat", parts });
/** Lines that begin inside stand a level deeper. */
export const indent = (...parts: readonly Doc[]): Doc => ({
  kind: "indent",
  content: concat(...parts),
});
/** A space, or a line break. */
export const line: Doc = { kind: "line", flat: " ", hard: false };
/** Nothing, or a line break. */
export const softline: Doc = { kind: "line", flat: "", hard: false };
/** A line break, whatever fits. */
export const hardline: Doc = { kind: "line", flat: "", hard: true };
/** Only in a broken group: a trailing comma. */
export const whenBroken = (content: Doc): Doc => ({ kind: "when", broken: true, content });
/** Only in a group on one line. */
export const whenFlat = (content: Doc): Doc => ({ kind: "when", broken: false, content });
/** What follows a sign: on its line if the beginning fits there. */
export const aligned = (content: Doc): Doc => ({ kind: "aligned", content });
/** Items with commas, as many on a line as fit. */
export const fill = (items: readonly Doc[]): Doc => ({ kind: "fill", items });

/** A group that breaks when it does not fit, or holds a hard line. */
export const group = (...parts: readonly Doc[]): Doc => {
  const content = concat(...parts);
  return { kind: "group", states: [content], broken: breaks(content) };
};

/** A group that is broken whether it fits or not. */
export const brokenGroup = (...parts: readonly Doc[]): Doc => ({
  kind: "group",
  states: [concat(...parts)],
  broken: true,
});

/** A group as it looks when it does not fit. */
export const broken = (doc: Doc): Doc => (doc.kind === "group" ? { ...doc, broken: true } : doc);

/** Alternatives, the tersest first. A hard line inside does not force the last one. */
export const choice = (first: Doc, ...others: readonly Doc[]): Doc => ({
  kind: "group",
  states: [first, ...others],
  broken: false,
});

/** Documents with another one between them. */
export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return concat(...docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc])));
}

/** Whether a line break is certain, whatever the width. */
export function breaks(doc: Doc): boolean {
  switch (doc.kind) {
    case "text":
      return false;
    case "line":
      return doc.hard;
    case "concat":
      return doc.parts.some(breaks);
    case "fill":
      return doc.items.some(breaks);
    case "group":
      return doc.broken || breaks(doc.states[0]);
    case "indent":
    case "aligned":
    case "when":
      return breaks(doc.content);
    default:
      return assertUnreachable(doc);
  }
}

/** The document on one line: every line break that could be is decided against. */
export function flattened(doc: Doc): Doc {
  switch (doc.kind) {
    case "text":
      return doc;
    case "line":
      return text(doc.flat);
    case "concat":
      return concat(...doc.parts.map(flattened));
    case "fill":
      return flattened(join(concat(text(","), line), doc.items));
    case "group":
      return flattened(doc.states[0]);
    case "indent":
      return flattened(doc.content);
    case "aligned":
      return concat(text(" "), flattened(doc.content));
    case "when":
      return doc.broken ? text("") : flattened(doc.content);
    default:
      return assertUnreachable(doc);
  }
}
