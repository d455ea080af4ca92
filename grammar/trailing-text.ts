// Why: what follows a complete value is most often part of it: quotes within quotes, or a list in parentheses.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { shorten } from "../src/diagnostics/shorten.js";
import type { SourceFile, Span } from "../src/source/source.js";
import { lineEnd, matchEnd } from "./characters.js";
import { codeEnd } from "./comments.js";
import { textFromReference } from "./reference-text.js";
import { extraSeparatorAt, LIST_OF_OBJECTS } from "./separation.js";

/**
 * A value in quotes, a list, and an object are complete. What follows on the line would have no
 * effect, and is mostly half of a text that should be quoted as a whole, or a comment without its
 * `#`.
 *
 * ```tusk expect=trailing-text
 * queue:
 *   backend: "bullmq" or "sidekiq"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq" # or "sidekiq"
 * ```
 */
const trailingText = defineDiagnostic<{ readonly after: string }>({
  code: "TSK1018",
  name: "trailing-text",
  severity: "error",
  message: ({ after }) => `nothing may follow ${after} on its line`,
});

/** What stands at `at`, behind `value` in words, whose last token is `last`. */
export function trailingTextAt(
  source: SourceFile,
  value: string,
  last: Span,
  at: Span,
): Diagnostic {
  const extra = extraSeparators(source, last, at);
  if (extra !== undefined) return extraSeparatorAt(source, extra);
  const help =
    objectsRemedy(source, last, at) ??
    listRemedy(source, at) ??
    lineRemedy(source, last, at) ??
    memberRemedy(source, last, at) ??
    referenceRemedy(source, last, at) ??
    keyRemedy(source, value, last, at) ??
    quotesRemedy(source, last, at) ??
    "put text in quotes as a whole";
  return trailingText({ after: value }, { at: { source, span: at }, help });
}

/** What stands directly behind an object or list, and takes a part of it. */
const PART = /(?:\.[A-Za-z_][\w-]*|\[[ \t]*(?:\d+|"[^"\r\n]*")[ \t]*\])+/y;

/** A part of an object or list that is written out: parentheses make an expression of it. */
function memberRemedy({ text }: SourceFile, last: Span, at: Span): string | undefined {
  const closer = text[last.end - 1];
  if ((closer !== "}" && closer !== "]") || at.start !== last.end) return undefined;
  if (text[last.start] === "$" || text[last.start] === "@") return undefined;
  const end = matchEnd(PART, text, at.start);
  return end === undefined
    ? undefined
    : `put the value in parentheses: \`( ... )${shorten(text.slice(at.start, end))}\``;
}

/** Text goes on directly behind a variable. */
function referenceRemedy({ text }: SourceFile, last: Span, at: Span): string | undefined {
  if (at.start !== last.end) return undefined;
  const quoted = textFromReference(text, last);
  return quoted && `write \`${shorten(quoted)}\` for text`;
}

/** A key in quotes and its separator, in the place of a value. */
function keyRemedy({ text }: SourceFile, what: string, last: Span, at: Span): string | undefined {
  const key = text.slice(last.start, last.end);
  const sign = text[at.start];
  if ((sign !== ":" && sign !== "=") || !/^(["']).*\1$/.test(key)) return undefined;
  const rest = text.slice(at.start + 1, lineEnd(text, at.start)).trimEnd();
  if (rest === "" || /^[ \t]/.test(rest))
    return `a key below a key stands in braces: \`{ ${shorten(key)}: ... }\``;
  if (what !== "the item" || !/^(?:["'\d[{]|(?:true|false|null)\b)/.test(rest)) return undefined;
  const spaced = shorten(`${key}${sign} ${rest}`);
  return `for a key write a space behind the \`${sign}\`: \`- ${spaced}\``;
}

const PATH = /^[\w./-]+\.(?:tusk|tsk)$/;

/** What follows is no text: a comment of other languages, a path, or what belongs to the line below. */
function lineRemedy({ text }: SourceFile, last: Span, at: Span): string | undefined {
  const before = text.slice(last.start, last.end);
  if (before === ";") return "for a comment behind a value write `#`";
  if (before === "@if" || before === "@unless")
    return "choose between values: `key: condition ? one : other`";
  if (/^\[.*\]$/.test(before)) return "write it on the line below";
  const rest = text.slice(at.start, lineEnd(text, at.start)).trimEnd();
  if ((before === "@import" || before === "@include") && PATH.test(rest))
    return `put the path in quotes: \`${before} "${shorten(rest)}"\``;
  return undefined;
}

/** The separators behind the one that ended the statement, if nothing else follows on the line. */
function extraSeparators({ text }: SourceFile, last: Span, { start }: Span): Span | undefined {
  if (!/^[,;]$/.test(text.slice(last.start, last.end))) return undefined;
  const end = codeEnd(text, start, start);
  return /^[,; \t]+$/.test(text.slice(start, end)) ? { start, end } : undefined;
}

/** Text goes on directly behind its closing quote, so that was meant to be part of it. */
function quotesRemedy({ text }: SourceFile, last: Span, at: Span): string | undefined {
  const quote = text[last.start];
  const isQuoted = (quote === '"' || quote === "'") && text[last.end - 1] === quote;
  if (!isQuoted || at.start !== last.end) return undefined;
  const other = quote === '"' ? "'" : '"';
  const help = quote === '"' ? 'within `"`, write `\'`, or `\\"`' : "put text with `'` in `\"`";
  const line = text.slice(last.start, lineEnd(text, last.start)).trimEnd();
  if (line.includes(other) || !line.endsWith(quote)) return help;
  const inner = line.slice(1, -1);
  const meant = quote === '"' ? `"${inner.replaceAll('"', "'")}"` : `"${inner}"`;
  return `${help}: \`${shorten(meant)}\``;
}

/** An object stands behind an object. */
function objectsRemedy({ text }: SourceFile, last: Span, at: Span): string | undefined {
  return text[last.end - 1] === "}" && text[at.start] === "{" ? LIST_OF_OBJECTS : undefined;
}

/** A `,` within parentheses separates the items of a list. */
function listRemedy({ text }: SourceFile, at: Span): string | undefined {
  if (text[at.start] !== ",") return undefined;
  const from = Math.max(0, at.start - LONGEST);
  const start = text.lastIndexOf("(", at.start);
  const end = text.indexOf(")", at.start);
  if (start < from || end > at.start + LONGEST) return undefined;
  const inner = text.slice(start + 1, Math.max(end, start + 1));
  return /[\r\n(]/.test(inner) || end < 0
    ? "a list stands in `[` and `]`"
    : `a list stands in \`[\` and \`]\`: \`[${inner}]\``;
}

/** How far a list in parentheses is looked at. */
const LONGEST = 60;
