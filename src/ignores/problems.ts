// Why: an ignore that cannot work says so at once; else the warning comes back, or stays away for no reason.

import { defineDiagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { retired } from "../diagnostics/retired.js";
import { type Comparisons, didYouMean } from "../diagnostics/suggest.js";
import type { SourceFile, Span } from "../source/source.js";
import { type IgnoreComment, type IgnoredName, KEYWORD, unseparatedNames } from "./comment.js";
import { nameOfCode, severities } from "./severities.js";

/**
 * An ignore says for which warning or hint it is, and why that may be passed over: whoever reads it next year
 * has to know when it can go. Without both it ignores nothing.
 *
 * ```tusk expect=incomplete-ignore
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 5  # tsk-ignore weight-zero-is-one
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       # tsk-ignore weight-zero-is-one: paused until the move in May
 *       reports: 0
 * ```
 */
const incompleteIgnore = defineDiagnostic<{ readonly missing: string }>({
  code: "TSK2021",
  name: "incomplete-ignore",
  severity: "warning",
  message: ({ missing }) => `this ignore does not say ${missing}`,
});

/**
 * Findings are ignored by name, one by one; there is no way to ignore all of them. A name that no finding has
 * ignores nothing.
 *
 * ```tusk expect=unknown-ignore
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 5  # tsk-ignore weight-zero: paused until the move in May
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 0  # tsk-ignore weight-zero-is-one: paused until the move in May
 * ```
 */
const unknownIgnore = defineDiagnostic<{ readonly name: string }>({
  code: "TSK2022",
  name: "unknown-ignore",
  severity: "warning",
  message: ({ name }) => `no warning or hint is called \`${name}\``,
});

/**
 * An error is something that cannot work: no code could be generated from it. Only warnings and hints can be
 * ignored.
 *
 * ```tusk expect=ignored-error
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 5
 *
 * jobs:
 *   # tsk-ignore unknown-queue: another service declares it
 *   send_report:
 *     queue: reports
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 5
 *
 * jobs:
 *   send_report:
 *     queue: reports
 * ```
 */
const ignoredError = defineDiagnostic<{ readonly name: string }>({
  code: "TSK2023",
  name: "ignored-error",
  severity: "warning",
  message: ({ name }) => `\`${name}\` is an error, and errors cannot be ignored`,
});

/**
 * What the ignore was for is no longer found there: it was mended, or has moved. A comment that stays behind
 * would hide the next one.
 *
 * ```tusk expect=unused-ignore
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 5  # tsk-ignore weight-zero-is-one: paused until the move in May
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 5
 * ```
 */
const unusedIgnore = defineDiagnostic<{ readonly name: string }>({
  code: "TSK2024",
  name: "unused-ignore",
  severity: "hint",
  message: ({ name }) => `there is no \`${name}\` here to ignore`,
});

/**
 * An ignore begins with `tsk-ignore`, in small letters. What only looks like it is a comment like any other,
 * and ignores nothing.
 *
 * ```tusk expect=misspelt-ignore
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 5  # TSK-IGNORE weight-zero-is-one: paused until the move in May
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 0  # tsk-ignore weight-zero-is-one: paused until the move in May
 * ```
 */
const misspeltIgnore = defineDiagnostic<{ readonly written: string }>({
  code: "TSK2025",
  name: "misspelt-ignore",
  severity: "hint",
  message: ({ written }) => `\`${written}\` is a comment and ignores nothing`,
});

/** A comment begins with what was meant as the keyword. */
export function misspelt(span: Span, source: SourceFile): Diagnostic {
  const at = { source, span };
  const fix = { title: `write \`${KEYWORD}\``, safe: false, edits: [{ ...at, insert: KEYWORD }] };
  return misspeltIgnore({ written: source.slice(span).replace(/\s+/g, " ") }, { at, fix });
}

/** The comment says not both, what it is for and why. */
export function incomplete({ span, names, reason }: IgnoreComment, source: SourceFile): Diagnostic {
  const [first] = names;
  const listed = unseparatedNames(source, span);
  if (listed?.every((word) => severities.has(word))) {
    const help = `put a comma between names: \`# ${KEYWORD} ${listed.join(", ")}: ...\``;
    return incompleteIgnore({ missing: "where its names end" }, { at: { source, span }, help });
  }
  const missing = first === undefined ? "what it is for" : "why";
  const name = first?.name ?? nameIn(reason) ?? "weight-zero-is-one";
  return incompleteIgnore(
    { missing },
    {
      at: { source, span },
      help: `write the name, a colon, and the reason: \`# ${KEYWORD} ${name}: paused until May\``,
    },
  );
}

/** Undefined when a finding of this name can be ignored. */
export function problemOf(
  { name, span }: IgnoredName,
  source: SourceFile,
  comparisons: Comparisons,
): Diagnostic | undefined {
  const severity = severities.get(name);
  if (severity === "warning" || severity === "hint") return undefined;
  const at = { source, span };
  if (severity === "error")
    return ignoredError({ name }, { at, help: "mend what it is about, and remove the ignore" });
  const gone = retired.find((other) => other.name === name);
  return unknownIgnore(
    { name },
    { at, notes: gone === undefined ? [] : [gone.reason], help: helpFor(name, comparisons) },
  );
}

/** Nothing of this name is found in what the ignore is for; `elsewhere` is where it is found. */
export function unused(
  { name, span }: IgnoredName,
  source: SourceFile,
  elsewhere: Diagnostic | undefined,
): Diagnostic {
  const at = { source, span };
  if (elsewhere === undefined) return unusedIgnore({ name }, { at, help: "remove it" });
  return unusedIgnore(
    { name },
    {
      at,
      related: [{ ...elsewhere.primary, text: "it is found here" }],
      help: "put the ignore on the line above that, or behind the value",
    },
  );
}

/** The name of a warning or hint that stands where the reason does: `tsk-ignore: NAME`. */
function nameIn(reason: string): string | undefined {
  const [word = ""] = reason.split(/[\s:,]/);
  const severity = severities.get(word);
  return severity === undefined || severity === "error" ? undefined : word;
}

function helpFor(name: string, comparisons: Comparisons): string {
  const called = nameOfCode(name);
  if (called !== undefined && ACCEPTED.includes(called)) return `write its name: \`${called}\``;
  const close = comparisons.take() ? didYouMean(name, ACCEPTED) : undefined;
  return close ?? "`tsk-gen explain` lists all names";
}

const ACCEPTED = [...severities].flatMap(([name, severity]) =>
  severity === "error" ? [] : [name],
);
