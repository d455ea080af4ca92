// Why: where a value lands. Headers and dotted keys add to what is there, everything else may be said once;
// whoever breaks that is shown both places.

import type { Key } from "../../grammar/ast.js";
import { MOST_LEVELS, nestingTooDeep } from "../../grammar/limits.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { type Diagnostic, labelAt } from "../diagnostics/diagnostic.js";
import type { SourceSpan } from "../source/source.js";
import type { Entry, TuskNode } from "../syntax/tree.js";
import { WHAT } from "../syntax/what.js";
import type { Context } from "./context.js";
import { isImported, override } from "./imports/merge.js";
import { ObjectBuilder } from "./object-builder.js";

/**
 * One object has one value for a key. Which of two values is meant nobody can tell, and other
 * readers of the file may take the other one. Section headers and dotted keys may add to an object
 * that is there; a plain key may not.
 *
 * ```tusk expect=duplicate-key
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: 300
 *     retry_attempts: 5
 *     timeout: 60
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: 60
 *     retry_attempts: 5
 * ```
 */
const duplicateKey = defineDiagnostic<{ readonly key: string }>({
  code: "TSK2001",
  name: "duplicate-key",
  severity: "error",
  message: ({ key }) => `the key \`${key}\` is already there`,
});

/**
 * A key is a single value or an object with keys of its own. Here it already is the one and is used
 * as the other, so one of the two would be lost.
 *
 * ```tusk expect=key-clash
 * queue.backend: "bullmq"
 * queue.backend.concurrency: 20
 * ```
 *
 * ```tusk
 * queue.backend: "bullmq"
 * queue.bullmq.concurrency: 20
 * ```
 */
const keyClash = defineDiagnostic<{ readonly key: string; readonly what: string }>({
  code: "TSK2002",
  name: "key-clash",
  severity: "error",
  message: ({ key, what }) => `\`${key}\` is ${what} and cannot have keys`,
});

/**
 * The keys of both places are put together, so nothing is lost. But who reads the first place does
 * not see the second, and some readers of TuskLang keep only one of them.
 *
 * ```tusk expect=repeated-section
 * [queue]
 * backend: "bullmq"
 *
 * [jobs]
 * welcome_email: {}
 *
 * [queue]
 * jobs: { timeout: 60 }
 * ```
 *
 * ```tusk
 * [queue]
 * backend: "bullmq"
 * jobs: { timeout: 60 }
 *
 * [jobs]
 * welcome_email: {}
 * ```
 */
const repeatedSection = defineDiagnostic<{ readonly name: string }>({
  code: "TSK2003",
  name: "repeated-section",
  severity: "warning",
  message: ({ name }) => `the section \`[${name}]\` is opened again`,
});

/** Where a key's value goes: the object that gets it, and the objects that a dotted key passes. */
export interface Place {
  readonly target: ObjectBuilder;
  readonly passed: readonly ObjectBuilder[];
}

/**
 * Finds or makes the objects of a dotted key's first names. Undefined when one of the names has a value
 * that is no object, which is reported unless that value is an error itself.
 */
export function placeOf(context: Context, from: ObjectBuilder, key: Key): Place | undefined {
  const passed: ObjectBuilder[] = [];
  let target = from;
  for (const segment of key.segments.slice(0, -1)) {
    const next = enter(context, target, segment.name, context.at(segment.span));
    if (next === undefined) return undefined;
    passed.push(next);
    target = next;
  }
  return { target, passed };
}

/** Puts a value under a key that must not be there yet. A value that was reported is not told of twice. */
export function put(
  context: Context,
  target: ObjectBuilder,
  key: string,
  span: SourceSpan,
  value: TuskNode,
): void {
  const known = target.entries.get(key);
  if (known === undefined) target.set(key, span, value);
  else if (isImported(context, known)) override(target, known, span, value);
  else if (value.kind !== "error") context.report(duplicate(known, span));
}

/** The object of a section, made or continued, with all objects around it, outermost first. */
export function openSection(
  context: Context,
  root: ObjectBuilder,
  header: Key,
): ObjectBuilder[] | undefined {
  if (context.depth + header.segments.length > MOST_LEVELS) {
    context.report(nestingTooDeep(context.label(header.span)));
    return undefined;
  }
  const chain = [root];
  let target = root;
  for (const { name, span } of header.segments) {
    const next = enter(context, target, name, context.at(span));
    if (next === undefined) return undefined;
    chain.push(next);
    target = next;
  }
  if (target.header) context.report(repeated(context, header, target.header));
  target.header ??= context.at(header.span);
  return chain;
}

function enter(
  context: Context,
  target: ObjectBuilder,
  name: string,
  span: SourceSpan,
): ObjectBuilder | undefined {
  const known = target.entries.get(name);
  if (known === undefined) {
    const made = new ObjectBuilder(span);
    target.set(name, span, made);
    return made;
  }
  if (isImported(context, known)) {
    const own = new ObjectBuilder(span);
    override(target, known, span, own);
    return own;
  }
  const found = target.grow(known);
  if (found === undefined && known.value.kind !== "error") context.report(clash(known, span));
  return found;
}

function duplicate(known: Entry, span: SourceSpan): Diagnostic {
  return duplicateKey(
    { key: known.key },
    {
      at: labelAt(span),
      related: [labelAt(known.keySpan, "first here")],
      help: "remove one of them, or give it another name",
    },
  );
}

function clash(known: Entry, span: SourceSpan): Diagnostic {
  return keyClash(
    { key: known.key, what: WHAT[known.value.kind] },
    { at: labelAt(span), related: [labelAt(known.keySpan, "has its value here")] },
  );
}

function repeated(context: Context, header: Key, first: SourceSpan): Diagnostic {
  const name = header.segments.map((segment) => segment.name).join(".");
  return repeatedSection(
    { name },
    {
      at: context.label(header.span),
      related: [labelAt(first, "first here")],
      notes: ["its keys are added to those above"],
    },
  );
}
