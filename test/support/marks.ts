// Why: an editor's grammar is right when it sees what the parser sees. Both views of a text come down to
// marks here, `key 0-4`, which can be compared.

import type { Document, Node } from "../../grammar/ast.js";
import type { Span } from "../../src/source/source.js";
import { childrenOf } from "./nodes.js";
import type { ScopedToken } from "./textmate.js";

/** The nodes that an editor colours, with the names of their scopes. */
const SCOPES: Partial<Record<Node["kind"], string>> = {
  Comment: "comment",
  BareText: "string.unquoted",
  RawText: "string.unquoted.block",
  StringLiteral: "string.quoted",
  Template: "string.quoted",
  NumberLiteral: "constant.numeric",
  RangeLiteral: "constant.numeric.range",
  BooleanLiteral: "constant.language",
  NullLiteral: "constant.language",
};

const KEY = "entity.name.tag";
const SECTION = "entity.name.section";
const DECLARATION = "variable.other.declaration";

/** What both views agree on in every file that has no syntax error. */
export const OUTLINE: readonly string[] = ["comment", KEY, SECTION, DECLARATION];
/** What they agree on in files without any error. */
export const EVERYTHING: readonly string[] = [...new Set([...OUTLINE, ...Object.values(SCOPES)])];

/** The marks of a parsed text. */
export function marksOfTree(text: string, document: Document): string[] {
  const marks: string[] = [];
  const visit = (node: Node): void => {
    const scope = SCOPES[node.kind];
    if (scope !== undefined) marks.push(...linesOf(text, rawLines(text, node)).map(mark(scope)));
    else if (node.kind === "Declaration") marks.push(mark(DECLARATION)(node.name.span));
    else if (node.kind === "Assignment") marks.push(mark(KEY)(node.key.span));
    else if (node.kind === "Section")
      marks.push(...(node.header?.segments ?? []).map(({ span }) => mark(SECTION)(span)));
    if (scope === undefined) childrenOf(node).forEach(visit);
  };
  visit(document);
  return marks.sort();
}

/** The text below a `|` is its lines; the `|` and the comment behind it are no text. */
function rawLines(text: string, { kind, span }: Node): Span {
  if (kind !== "RawText") return span;
  const line = text.indexOf("\n", span.start);
  return line < 0 || line >= span.end
    ? { start: span.end, end: span.end }
    : { start: line, end: span.end };
}

/** The marks of a text that an editor's grammar cut, for the scopes that are asked for. */
export function marksOfScopes(
  text: string,
  tokens: readonly ScopedToken[],
  scopes: readonly string[],
): string[] {
  return scopes
    .flatMap((scope) =>
      joined(tokens.filter((token) => isScoped(token, scope)))
        .flatMap((span) => linesOf(text, span))
        .map(mark(scope)),
    )
    .sort();
}

/** Numbers and constants in a call that stands in text are part of the text. */
function isScoped({ scopes }: ScopedToken, scope: string): boolean {
  const outer = scopes.find((name) => EVERYTHING.some((known) => belongs(name, known)));
  return outer !== undefined && belongs(outer, scope);
}

/** `string.quoted.double` belongs to `string.quoted`; text without quotes and ranges are kinds of their own. */
function belongs(name: string, scope: string): boolean {
  if (EVERYTHING.includes(name)) return name === scope;
  return name.startsWith(`${scope}.`);
}

/** Tokens that touch are one, unless a quote opens. */
function joined(tokens: readonly ScopedToken[]): Span[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end, scopes } of tokens) {
    const last = spans.at(-1);
    const opens = scopes.length === 2 && scopes[1] === "punctuation.definition.string.begin";
    if (last?.end === start && !opens) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

/** A span line by line, without the white space around each. */
function linesOf(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/[^\s](?:.*[^\s])?/g)].map(({ 0: line, index }) => ({
    start: start + index,
    end: start + index + line.length,
  }));
}

function mark(scope: string): (span: Span) => string {
  return ({ start, end }) => `${scope} ${start}-${end}`;
}
