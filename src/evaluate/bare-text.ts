// Why: text needs no quotes, so a misspelt expression would become text without a word. Bare text that
// looks like something else is an error that offers both readings.

import type { ArrayLiteral, BareText, Name } from "../../grammar/ast.js";
import { KEY_CHARACTERS } from "../../grammar/characters.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { editAt, labelAt } from "../diagnostics/diagnostic.js";
import { shorten } from "../diagnostics/shorten.js";
import { askFor, suggest } from "../diagnostics/suggest.js";
import type { SourceSpan } from "../source/source.js";
import type { StringNode, TuskNode } from "../syntax/tree.js";
import { WHAT } from "../syntax/what.js";
import type { Context } from "./context.js";
import { findMark, type Mark, quote } from "./marks.js";
import { keysAbove } from "./names.js";
import { type Parenthesized, parenthesized } from "./parenthesized.js";
import { refer } from "./references.js";
import { warnOfVariables } from "./variables-in-text.js";

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
 * A key has one value, and a value no key of its own on its line. So all that stands behind the first `:`
 * is text. In queue.tusk the schema decides what may be in it.
 *
 * ```console
 * $ cat app.tusk
 * server: port: 8080
 * $ tsk-gen export app.tusk
 * {
 *   "server": "port: 8080"
 * }
 * warning[TSK3008 key-in-text]: `port:` is read as part of a text
 *  --> app.tusk:1:9
 *   |
 * 1 | server: port: 8080
 *   |         ^^^^^
 *   |
 *   = help: write `"port: 8080"` for text, or `port:` on a line below
 *
 * 1 warning in app.tusk
 * ```
 */
const keyInText = defineDiagnostic<{ readonly key: string }>({
  code: "TSK3008",
  name: "key-in-text",
  severity: "warning",
  message: ({ key }) => `\`${key}:\` is read as part of a text`,
});

/**
 * A `;` starts a comment only as the first character of a line. Behind a number or a switch it makes text
 * of both. In queue.tusk the schema says where a text may stand.
 *
 * ```console
 * $ cat app.tusk
 * port: 80 ; the web
 * $ tsk-gen export app.tusk
 * {
 *   "port": "80 ; the web"
 * }
 * warning[TSK3017 semicolon-in-text]: `;` starts no comment here, so this is text
 *  --> app.tusk:1:10
 *   |
 * 1 | port: 80 ; the web
 *   |          ^
 *   |
 *   = help: write `#` for a comment, or put the text in quotes
 *
 * 1 warning in app.tusk
 * ```
 */
const semicolonInText = defineDiagnostic<object>({
  code: "TSK3017",
  name: "semicolon-in-text",
  severity: "warning",
  message: () => "`;` starts no comment here, so this is text",
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
  const found = findMark(value, context);
  if (found) return reportMark(context, value, span, found, word);
  warnOfVariables(context, node.span, "bare");
  if (!context.shared.checked) {
    if (KEYED.test(value)) warnOfKey(context, value, span);
    if (COMMENTED.test(value)) warnOfSemicolon(context, value, node.span.start);
  }
  return { kind: "string", span, value, style: "bare" } satisfies StringNode;
}

/** A schema says of each text what may be in it. */
const KEYED = /^[\w.-]+:[ \t]/;

/** A number or a constant, and behind it what other languages take for a comment. */
const COMMENTED = /^(?:-?\d+(?:\.\d+)?|true|false|null)[ \t]+;/;

function warnOfSemicolon(context: Context, value: string, start: number): void {
  const offset = start + value.indexOf(";");
  const at = context.label({ start: offset, end: offset + 1 });
  const help = "write `#` for a comment, or put the text in quotes";
  context.reportValue(() => semicolonInText({}, { at, help }));
}

function warnOfKey(context: Context, value: string, span: SourceSpan): void {
  const key = value.slice(0, value.indexOf(":"));
  const quoted = quote(value);
  const help = quoted ? `\`${shorten(quoted)}\`` : "quotes around it";
  const at = context.label({ start: span.start, end: span.start + key.length + 1 });
  context.reportValue(() =>
    keyInText({ key }, { at, help: `write ${help} for text, or \`${key}:\` on a line below` }),
  );
}

const WORD = new RegExp(`^[${KEY_CHARACTERS}]+$`, "u");

function reportMark(
  context: Context,
  value: string,
  span: SourceSpan,
  mark: Mark,
  word: Name | undefined,
): TuskNode {
  const at = { start: span.start + mark.at, end: span.start + mark.end };
  const object = context.scopes.at(-1);
  if (mark.hasKeys && object) object.incomplete = true;
  const wrong = word
    ? explainWord(context, word)
    : mark.hasKeys
      ? undefined
      : misspelt(context, value);
  const isHelped = wrong !== undefined || mark.help !== undefined;
  const expression = isHelped ? undefined : parenthesized(context, value, span);
  const { refusal } = expression ?? {};
  if (refusal) {
    context.reportValue(() => refusal);
    return { kind: "error", span };
  }
  const { help, title, insert } = expression ? inParentheses(expression) : remedyOf(mark, value);
  context.reportValue(() =>
    ambiguousText(
      { what: mark.what },
      {
        at: context.label(at),
        notes: wrong ? [wrong.note] : [],
        help: wrong?.help ?? help,
        ...(title && insert && { fix: { title, safe: false, edits: [editAt(span, insert)] } }),
      },
    ),
  );
  return { kind: "error", span };
}

/** What to write in place of bare text, and the words for that. */
interface Remedy {
  readonly help: string;
  readonly title?: string | undefined;
  readonly insert?: string | undefined;
}

function inParentheses({ written }: Parenthesized): Remedy {
  return {
    help: `put an expression in parentheses: \`${shorten(written)}\`; put text in quotes`,
    title: "put the expression in parentheses",
    insert: written,
  };
}

function remedyOf(mark: Mark, value: string): Remedy {
  if (mark.help) return { help: mark.help, ...mark.fix };
  const quoted = quote(value);
  return quoted
    ? {
        help: `put it in quotes: \`${shorten(quoted)}\``,
        title: "put the text in quotes",
        insert: quoted,
      }
    : { help: "put it in quotes" };
}

const MEMBER = /^[\w.-]+:\s/;

/** Whether all items of a list are `key: value`, as those of an object are. */
export function holdsMembers({ items }: ArrayLiteral): boolean {
  return (
    items.length > 0 && items.every((item) => item.kind === "BareText" && MEMBER.test(item.value))
  );
}

/** Reports a list of members, for which an object is meant. */
export function reportMembers(context: Context, { span, items }: ArrayLiteral): TuskNode {
  const { source } = context;
  const inner = source.slice({ start: span.start + 1, end: span.end - 1 }).trim();
  const braces = [
    editAt(context.at({ start: span.start, end: span.start + 1 }), "{"),
    editAt(context.at({ start: span.end - 1, end: span.end }), "}"),
  ];
  const start = items[0]?.span.start ?? span.start;
  const at = { start, end: source.text.indexOf(":", start) + 1 };
  context.reportValue(() =>
    ambiguousText(
      { what: "a key" },
      {
        at: context.label(at),
        help: `write keys and values in braces: \`${shorten(`{ ${inner} }`)}\``,
        fix: { title: "write braces", safe: false, edits: braces },
      },
    ),
  );
  return { kind: "error", span: context.at(span) };
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
