// Why: an ignore is a comment of one form: what it is for, and why. What begins like one is taken for one, so
// that nobody believes in an ignore that does nothing.

import type { Comment } from "../../grammar/ast.js";
import type { SourceFile, Span } from "../source/source.js";

/** A name in an ignore, with its place. */
export interface IgnoredName {
  readonly name: string;
  readonly span: Span;
}

/** `# tsk-ignore name, name: reason`, as far as it is there. */
export interface IgnoreComment {
  /** Of the comment. */
  readonly span: Span;
  readonly names: readonly IgnoredName[];
  /** In one line; empty when none is given. */
  readonly reason: string;
}

/** The word that makes a comment an ignore. */
export const KEYWORD = "tsk-ignore";

/** The keyword as people spell it who do not look it up. */
const SPELLING = "t(?:sk|usk)(?:[-_ ]?gen)?(?:[-_ ]?ignore|[-_]?ignor)";
const SPELT = new RegExp(`^[#;/*]*\\s*(@?${SPELLING})(?![\\w-])`, "di");
const ANYWHERE = new RegExp(SPELLING, "i");

const NAME = "[A-Za-z][\\w-]*";
const FORM = new RegExp(
  `^[#;/*]*\\s*${KEYWORD}(?![\\w-])(\\s*${NAME}(?:\\s*,\\s*${NAME})*)?\\s*,?\\s*(?::([^]*))?`,
  "d",
);

/** Whether a text can hold an ignore, or what is meant as one. */
export function mayIgnore(text: string): boolean {
  return ANYWHERE.test(text);
}

/** Where a comment begins with another spelling of the keyword, which ignores nothing. */
export function misspeltKeyword(source: SourceFile, { body }: Comment): Span | undefined {
  const match = SPELT.exec(source.slice(body));
  const [start, end] = match?.indices?.[1] ?? [];
  if (start === undefined || end === undefined || match?.[1] === KEYWORD) return undefined;
  return { start: body.start + start, end: body.start + end };
}

const UNSEPARATED = new RegExp(`^[#;/*]*\\s*${KEYWORD}\\s+(${NAME}(?:[\\s,]+${NAME})+)\\s*:`);

/** The names of an ignore, if some of them have no comma between them. */
export function unseparatedNames(source: SourceFile, span: Span): string[] | undefined {
  return UNSEPARATED.exec(source.slice(span))?.[1]?.split(/[\s,]+/);
}

/** Reads a comment, whatever its marker is; undefined when it is not meant to ignore anything. */
export function readIgnoreComment(
  source: SourceFile,
  { span, body }: Comment,
): IgnoreComment | undefined {
  const match = FORM.exec(source.slice(body));
  if (match === null) return undefined;
  const [, list = "", reason = ""] = match;
  const first = body.start + (match.indices?.[1]?.[0] ?? 0);
  const names = Array.from(list.matchAll(new RegExp(NAME, "g")), ({ 0: name, index }) => {
    const start = first + index;
    return { name, span: { start, end: start + name.length } };
  });
  return { span, names, reason: reason.trim().replace(/\s+/g, " ") };
}
