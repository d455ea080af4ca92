// Why: without parentheses, what begins with a number or a name is an expression only if it holds no calls and no
// lists: sentences hold them too. In parentheses it can be nothing else.

import type { Call } from "../../grammar/ast.js";
import { parse } from "../../grammar/parse.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { refusalOf, useOf } from "../operators/find.js";
import { SourceFile, type SourceSpan } from "../source/source.js";
import type { Context } from "./context.js";

/** Nobody writes longer expressions on a line. */
const LONGEST = 200;

/** What bare text is in parentheses. */
export interface Parenthesized {
  readonly written: string;
  /** Why a call in it is refused there too, at its place in the file. */
  readonly refusal: Diagnostic | undefined;
}

/** Reads bare text as if it stood in parentheses; undefined when that makes no expression of names that are known. */
export function parenthesized(
  context: Context,
  value: string,
  span: SourceSpan,
): Parenthesized | undefined {
  if (value.length > LONGEST || /^-\s/.test(value) || !namesAreKnown(context, value))
    return undefined;
  const written = `(${value})`;
  const source = new SourceFile(context.source.path, KEY + written);
  const problems: Diagnostic[] = [];
  const calls: Call[] = [];
  const document = parse(source, (problem) => problems.push(problem), {
    found: (call) => calls.push(call),
  });
  const [statement] = document.statements;
  if (problems.length > 0 || statement?.kind !== "Assignment") return undefined;
  if (statement.value.kind !== "Group") return undefined;
  const refusal = calls
    .map((call) => call.problem ?? refusalOf(useOf(source, call, context.key)))
    .find((problem) => problem !== undefined);
  return { written, refusal: refusal && moved(context, refusal, span.start - KEY.length - 1) };
}

const KEY = "a: ";

/** The same at its place in the file, which is `by` further on. */
function moved(context: Context, { fix, ...found }: Diagnostic, by: number): Diagnostic {
  const { span, ...primary } = found.primary;
  const place = { start: span.start + by, end: span.end + by };
  return { ...found, primary: { ...primary, ...context.label(place) }, related: [] };
}

/** Whether each name outside quotes, other than those of calls and keys, is declared above. */
function namesAreKnown(context: Context, value: string): boolean {
  for (const [, sigil, name = ""] of value.replace(NO_NAMES, " ").matchAll(NAME)) {
    const path = name.split(".").map((part) => ({ name: part }));
    const isVariable = sigil !== "" && context.variable(path) !== undefined;
    if (!isVariable && (sigil === "$" || context.keyAbove(path) === undefined)) return false;
  }
  return true;
}

/** Quoted text, constants, numbers, keys, and what is called. */
const NO_NAMES =
  /"[^"]*"|'[^']*'|(?<![\w$.-])(?:(?:true|false|null)(?![\w.-])|\d[\w.+-]*|@[\w.-]+|[\w.-]+(?:\(|:(?=\s)))/g;
const NAME = /(\$\{?|)([A-Za-z_][\w.-]*)/g;
