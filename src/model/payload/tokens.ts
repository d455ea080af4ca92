// Why: a payload type is a small text of its own; its parts keep their offsets so that a message can
// underline one of them.

import { NUMBER } from "../../../grammar/numbers.js";
import type { Span } from "../../source/source.js";

export type TokenKind = "number" | "word" | "quoted" | "symbol" | "stray" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** As written; for a quoted text what stands between the quotes. */
  readonly text: string;
  /** Within the text of the type. */
  readonly span: Span;
}

const TOKEN = new RegExp(
  [
    String.raw`(?<number>${NUMBER.source})(?![\p{L}\p{N}_-])`,
    String.raw`(?<word>[\p{L}\p{N}_][\p{L}\p{N}_-]*)`,
    `(?<quoted>'[^']*'|"[^"]*")`,
    String.raw`(?<symbol>\.\.|[()[\]{}<>|?=])`,
    String.raw`(?<stray>\S)`,
  ].join("|"),
  "gu",
);

/** The parts of a type's text; the last is its end. */
export function tokenize(text: string): Token[] {
  const tokens = Array.from(text.matchAll(TOKEN), (match): Token => {
    const [written] = match;
    const kind = kindOf(match.groups);
    const span = { start: match.index, end: match.index + written.length };
    return { kind, text: kind === "quoted" ? written.slice(1, -1) : written, span };
  });
  const end = text.trimEnd().length;
  return [...tokens, { kind: "end", text: "", span: { start: end, end } }];
}

function kindOf(groups: Record<string, string | undefined> | undefined): TokenKind {
  const kinds = ["number", "word", "quoted", "symbol"] as const;
  return kinds.find((kind) => groups?.[kind] !== undefined) ?? "stray";
}
