// Why: an undefined name is most often a misspelt one. What could have been meant is gathered here, within
// bounds: a file may hold a million keys and as many mistakes.

import type { KeySegment } from "../../grammar/ast.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { type Diagnostic, labelAt } from "../diagnostics/diagnostic.js";
import { askFor, joinWords, suggest } from "../diagnostics/suggest.js";
import type { SourceSpan } from "../source/source.js";
import type { TuskNode } from "../syntax/tree.js";
import { WHAT } from "../syntax/what.js";
import type { Context } from "./context.js";
import { itemOf, keysOf } from "./items.js";

/**
 * A `$name` is declared by a line `$name: value` above its use. There is none, so there is no value
 * to put here.
 *
 * ```tusk expect=undefined-variable
 * $redis_host: "cache.internal"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: $redis_hots
 * ```
 *
 * ```tusk
 * $redis_host: "cache.internal"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: $redis_host
 * ```
 */
const undefinedVariable = defineDiagnostic<Missing>({
  code: "TSK3101",
  name: "undefined-variable",
  severity: "error",
  message: ({ name, lack }) => lack ?? `the variable \`$${name}\` is not declared above`,
});

/**
 * `${name}` in text, and a name in an expression, stand for a variable or a key that is set above.
 * There is none, so there is no value to put here. To keep `${` as text, write a backslash before
 * it.
 *
 * ```tusk expect=undefined-name
 * $host: "cache.internal"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://${redis_host}:6379"
 * ```
 *
 * ```tusk
 * $host: "cache.internal"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://${host}:6379"
 * ```
 */
const undefinedName = defineDiagnostic<Missing>({
  code: "TSK3102",
  name: "undefined-name",
  severity: "error",
  message: ({ name, lack }) => lack ?? `nothing above is called \`${name}\``,
});

/** A name that stands for nothing. */
interface Missing {
  readonly name: string;
  /** Which part of it is not in what, where the first names are known. */
  readonly lack: string | undefined;
}

/** How many names are compared with a misspelt one. */
const MOST_NAMES = 500;

/** An object with more keys is not listed. */
const MOST_LISTED = 8;

/** The keys that a value may refer to, the nearest first: not those of the objects that it is part of. */
export function keysAbove(context: Context): Set<string> {
  const names = new Set<string>();
  for (const scope of [...context.scopes].reverse()) {
    for (const { key, value } of scope.entries.values()) {
      if (names.size >= MOST_NAMES) return names;
      if (!context.scopes.some((around) => around === value)) names.add(key);
    }
  }
  return names;
}

export function unknownVariable(
  context: Context,
  path: readonly KeySegment[],
  span: SourceSpan,
): Diagnostic {
  const name = dotted(path);
  const part = missingPart(context.variable(path.slice(0, 1)), path, "$");
  const missing = { name, lack: part?.lack };
  if (!context.shared.mayCompare()) return undefinedVariable(missing, { at: labelAt(span) });
  const declared = [...context.variables.keys()].slice(-MOST_NAMES);
  const isKey = context.keyAbove(path) !== undefined;
  const help = isKey
    ? `write \`\${${name}}\` for the value of the key`
    : part
      ? keyMeant(part)
      : (environmentMeant(name, declared) ?? meant(name, declared, "$"));
  return undefinedVariable(missing, { at: labelAt(span), help });
}

export function unknownName(
  context: Context,
  path: readonly KeySegment[],
  span: SourceSpan,
  variables: boolean,
): Diagnostic {
  const name = dotted(path);
  const first = path.slice(0, 1);
  const owner = (variables ? context.variable(first) : undefined) ?? context.keyAbove(first);
  const part = missingPart(owner, path, "");
  const missing = { name, lack: part?.lack };
  if (!context.shared.mayCompare()) return undefinedName(missing, { at: labelAt(span) });
  const isVariable = !variables && context.variable(path) !== undefined;
  const help = isVariable
    ? `write \`$${name}\` for the variable`
    : part
      ? keyMeant(part)
      : nameMeant(context, name, variables);
  return undefinedName(missing, { at: labelAt(span), help });
}

/** What could be meant by a name of which nothing is known. */
function nameMeant(context: Context, name: string, variables: boolean): string {
  const keys = keysAbove(context);
  if (!variables) return meant(name, keys, "") ?? `write \`"${name}"\` for text`;
  const known = [...keys, ...[...context.variables.keys()].slice(-MOST_NAMES)];
  return (
    environmentMeant(name, known) ??
    meant(name, known, "") ??
    "declare it above, or write `\\${` for the text `${`"
  );
}

/** A later name of a path that is not in what the names before it stand for. */
interface MissingPart {
  readonly lack: string;
  /** What is known, as it is written. */
  readonly known: string;
  readonly written: string;
  readonly keys: readonly string[];
}

/** The first name of a path that is not in `value`, which its first name is known as. */
function missingPart(
  value: TuskNode | undefined,
  path: readonly KeySegment[],
  sigil: string,
): MissingPart | undefined {
  let node = value;
  for (let length = 1; node !== undefined && length < path.length; length++) {
    const written = path[length]?.name ?? "";
    const next = itemOf(node, written);
    if (next === undefined) {
      const known = `${sigil}${dotted(path.slice(0, length))}`;
      const keys = keysOf(node).slice(0, MOST_NAMES);
      const lack =
        node.kind === "object" || keys.length > 0
          ? `\`${known}\` has no key \`${written}\` above`
          : `\`${known}\` is ${WHAT[node.kind]} and has no key \`${written}\``;
      return { lack, known, written, keys };
    }
    node = next;
  }
  return undefined;
}

function keyMeant({ known, written, keys }: MissingPart): string | undefined {
  const question = askFor(suggest(written, keys).map((key) => `${known}.${key}`));
  if (question !== undefined) return question;
  if (keys.length === 0 || keys.length > MOST_LISTED) return undefined;
  const all = keys.map((key) => `\`${key}\``);
  return `\`${known}\` has ${joinWords(all, "and")}`;
}

/** Capitals are what variables of the environment are called, unless a name here differs in its case alone. */
function environmentMeant(name: string, known: readonly string[]): string | undefined {
  if (!/^[A-Z][A-Z0-9_]+$/.test(name)) return undefined;
  if (known.some((other) => other.toUpperCase() === name)) return undefined;
  return `write \`@env('${name}')\` for the variable of the environment`;
}

function meant(name: string, accepted: Iterable<string>, sigil: string): string | undefined {
  return askFor(suggest(name, accepted).map((found) => sigil + found));
}

function dotted(path: readonly KeySegment[]): string {
  return path.map((segment) => segment.name).join(".");
}
