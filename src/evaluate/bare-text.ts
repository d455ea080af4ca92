// Why: text needs no quotes, so a misspelt expression would become text without a word. Bare text that
// looks like something else is an error that offers both readings.

import type { BareText, Name } from "../../grammar/ast.js";
import { KEY_CHARACTERS } from "../../grammar/characters.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { editAt, labelAt } from "../diagnostics/diagnostic.js";
import { shorten } from "../diagnostics/shorten.js";
import { askFor, suggest } from "../diagnostics/suggest.js";
import type { SourceSpan } from "../source/source.js";
import type { StringNode, TuskNode } from "../syntax/tree.js";
import type { Context } from "./context.js";
import { keysAbove } from "./names.js";
import { WHAT } from "./placing.js";
import { refer } from "./references.js";

/**
 * Text needs no quotes, but here it looks like something else: a comparison, a reference, an item,
 * half a quote. Read as text, a misspelt expression would become a sentence and nobody would
 * notice. Quotes say that text is meant.
 *
 * ```tusk expect=ambiguous-text
 * $plan: "team"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: plan == "team" ? 50 : 10
 * ```
 *
 * ```tusk
 * $plan: "team"
 *
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: $plan == "team" ? 50 : 10
 * ```
 */
const ambiguousText = defineDiagnostic<{ readonly what: string }>({
  code: "TSK3001",
  name: "ambiguous-text",
  severity: "error",
  message: ({ what }) => `text without quotes contains ${what}`,
});

/**
 * Under a `[section]`, TuskLang reads a bare word that names an earlier key as the value of that
 * key. Here the word could be either: `"node"` is an application called node, `${node}` is 24.
 *
 * ```tusk expect=bare-reference
 * [queue]
 * backend: "bullmq"
 *
 * [deploy]
 * node: 24
 * app: node
 * ```
 *
 * ```tusk
 * [queue]
 * backend: "bullmq"
 *
 * [deploy]
 * node: 24
 * app: "node"
 * ```
 */
const bareReference = defineDiagnostic<{ readonly word: string }>({
  code: "TSK3004",
  name: "bare-reference",
  severity: "error",
  message: ({ word }) => `\`${word}\` is text, or the value of the key \`${word}\` above`,
});

/**
 * Text, or directly under a section the value of the key of that name. `word` keeps the text from being an
 * expression.
 */
export function readBareText(
  context: Context,
  node: Pick<BareText, "span" | "value">,
  word?: Name,
): TuskNode {
  const { value } = node;
  const span = context.at(node.span);
  const known = WORD.test(value) ? context.section?.entries.get(value) : undefined;
  if (known && known.value.kind !== "object" && known.value.kind !== "array") {
    if (!context.shared.checked) return refer(context, known.value, span);
    return reportReference(context, value, span, known.keySpan);
  }
  const found = findMark(value, context.bracketed);
  if (found) return reportMark(context, value, span, found, word);
  return { kind: "string", span, value, style: "bare" } satisfies StringNode;
}

const WORD = new RegExp(`^[${KEY_CHARACTERS}]+$`, "u");

interface Mark {
  readonly at: number;
  readonly end: number;
  readonly what: string;
}

const MARKS: readonly { readonly pattern: RegExp; readonly what: (found: string) => string }[] = [
  { pattern: /\$\{/, what: () => "`${`" },
  { pattern: /(?<=\s)(?:[=!<>]=|&&|\|\||\?\?|=>)(?=\s)/, what: (found) => `\`${found}\`` },
  { pattern: /(?<=\s)@[A-Za-z_][\w.]*\(/, what: (found) => `\`${found}\`` },
];

function findMark(value: string, bracketed: boolean): Mark | undefined {
  if (!/["$?=&|>@:-]/.test(value)) return undefined;
  if (/^-\s/.test(value)) return { at: 0, end: 1, what: "`- ` at its start" };
  for (const { pattern, what } of MARKS) {
    const match = pattern.exec(value);
    if (match) return { at: match.index, end: match.index + match[0].length, what: what(match[0]) };
  }
  const question = value.indexOf(" ? ");
  if (question >= 0 && value.includes(" : ", question)) {
    return { at: question + 1, end: question + 2, what: "`?` and `:`" };
  }
  const quotes = value.split('"').length - 1;
  const quote = value.indexOf('"');
  if (quotes % 2 === 1) return { at: quote, end: quote + 1, what: 'a `"` without its other half' };
  const colon = bracketed ? value.search(/:(?:\s|$)/) : -1;
  return colon < 0 ? undefined : { at: colon, end: colon + 1, what: "`:` behind a word" };
}

function reportMark(
  context: Context,
  value: string,
  span: SourceSpan,
  mark: Mark,
  word: Name | undefined,
): TuskNode {
  const at = { start: span.start + mark.at, end: span.start + mark.end };
  const wrong = word ? explainWord(context, word) : misspelt(context, value);
  const quoted = quote(value);
  context.reportValue(() =>
    ambiguousText(
      { what: mark.what },
      {
        at: context.label(at),
        notes: wrong ? [wrong.note] : [],
        help:
          wrong?.help ?? (quoted ? `put it in quotes: \`${shorten(quoted)}\`` : "put it in quotes"),
        ...(quoted && {
          fix: {
            title: "put the text in quotes",
            safe: false,
            edits: [editAt(span, quoted)],
          },
        }),
      },
    ),
  );
  return { kind: "error", span };
}

/** Why text is no expression, and what to write for it to be one. */
interface Explanation {
  readonly note: string;
  readonly help?: string | undefined;
}

/** Why a word in a would-be expression means nothing. */
function explainWord(context: Context, { path }: Name): Explanation {
  const name = path.map((segment) => segment.name).join(".");
  const found = context.keyAbove(path);
  if (found !== undefined) return { note: `the key \`${name}\` above is ${WHAT[found.kind]}` };
  const note = `no key above is called \`${name}\``;
  if (context.variable(path)) return { note, help: `write \`$${name}\` for the variable` };
  return {
    note,
    help: context.shared.mayCompare() ? closeKeys(name, keysAbove(context)) : undefined,
  };
}

/** The first word of what else could be an expression that is close to the name of a key above. */
function misspelt(context: Context, value: string): Explanation | undefined {
  if (!context.shared.mayCompare()) return undefined;
  const names = keysAbove(context);
  for (const [word] of value
    .slice(0, 200)
    .replace(NO_NAMES, " ")
    .matchAll(/[A-Za-z_][\w-]*/g)) {
    const help = names.has(word) ? undefined : closeKeys(word, names);
    if (help !== undefined) return { note: `no key above is called \`${word}\``, help };
  }
  return undefined;
}

/** Quoted text, constants, and what is called. */
const NO_NAMES = /"[^"]*"|'[^']*'|\b(?:true|false|null)\b|(?<![\w@.-])[\w@.-]+\(/g;

function closeKeys(word: string, names: ReadonlySet<string>): string | undefined {
  return askFor(suggest(word, names).filter((name) => name.length > 2));
}

/** The text in quotes, if that needs no escapes. */
function quote(value: string): string | undefined {
  if (!/["\\$@]/.test(value)) return `"${value}"`;
  return value.includes("'") ? undefined : `'${value}'`;
}

function reportReference(
  context: Context,
  word: string,
  span: SourceSpan,
  known: SourceSpan,
): TuskNode {
  context.report(
    bareReference(
      { word },
      {
        at: labelAt(span),
        related: [labelAt(known, "this key")],
        notes: [
          "TuskLang reads a bare word in a section as the value of an earlier key of that name",
        ],
        help: `write \`"${word}"\` for the text, or \`\${${word}}\` for the value`,
      },
    ),
  );
  return { kind: "error", span };
}
