// Why: people bring forms from YAML, TOML, XML, HCL, and shells. Each gets one error that names the form
// that is read here, and what belongs to it is skipped with it.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { Span } from "../src/source/source.js";
import { blockEnd, opensBlock } from "./block-end.js";
import { Char, lineEnd, matchEnd, nextLine, skipBlanks } from "./characters.js";
import { NOTHING_MORE } from "./comments.js";
import { codeBlockProblem } from "./directives.js";
import type { Scan } from "./scan.js";

/**
 * YAML, TOML, XML, HCL, and shells have forms that TuskLang has not. Each of them is recognized and
 * skipped as a whole, and the message names the form that says the same here.
 *
 * ```tusk expect=unsupported-form
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     description: >
 *       Exports a user's data
 *       and tells them
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     description: |
 *       Exports a user's data
 *       and tells them
 * ```
 */
const unsupported = defineDiagnostic<{ readonly form: string }>({
  code: "TSK1010",
  name: "unsupported-form",
  severity: "error",
  message: ({ form }) => `${form} is not a form of TuskLang`,
});

const FORMS = {
  heredoc: { form: "a heredoc (`<<NAME`)", help: 'put the text between `"""` and `"""`' },
  backQuote: { form: "text in back quotes", help: 'put the text in `"`, or over lines in `"""`' },
  blockStyle: {
    form: "this block of text",
    help: "write `|` alone: common indentation and the last line breaks are removed",
  },
  folded: {
    form: "`>` behind a colon",
    help: "for text over lines write `|`; for an object write `key >` without the colon, or `key {`",
  },
  element: {
    form: "an XML element",
    help: "write `name: value`, and `name {` ... `}` for a block",
  },
  inherit: {
    form: "a section that inherits",
    help: "write `[name]`, and repeat the keys that both have",
  },
  slash: { form: "a section name with `/`", help: "write `[a.b]` to nest sections" },
  table: {
    form: "a list of tables (`[[name]]`)",
    help: "write `name: [` with one `{ ... }` an item, or `- key: value` lines below `name:`",
  },
  sectionName: {
    form: "this section name",
    help: "use letters, digits, `_`, and `-`, with dots between nested names: `[a.b]`",
  },
  document: {
    form: "a line between two documents (`---`)",
    help: "leave it out: a file is one document",
  },
  spread: { form: "copying by `...`", help: "write out what it would copy" },
  label: { form: "a block with a label", help: "write `name { ... }`, and nest one in another" },
} as const;

type Form = keyof typeof FORMS;

/** The error for a form of another language, from `start` to `end`. */
export function unsupportedForm(scan: Scan, form: Form, start: number, end: number): Diagnostic {
  const { help } = FORMS[form];
  return unsupported({ form: FORMS[form].form }, { at: scan.label(start, end), help });
}

const HEREDOC = /<<[<~-]{0,2}(?:[ \t]*["']?([A-Za-z_]\w*)["']?|(?=[ \t]*\r?\n))/y;

/** Skips `<<NAME` and its text; false when none stands at the position. */
export function lexHeredoc(scan: Scan): boolean {
  HEREDOC.lastIndex = scan.pos;
  const match = HEREDOC.exec(scan.text);
  if (match === null) return false;
  const end = scan.pos + match[0].length;
  const problem = unsupportedForm(scan, "heredoc", scan.pos, end);
  const name = match[1] ?? ">".repeat(match[0].length);
  scan.lastHeredocs ??= lastPlaces(scan.text, HEREDOC_END);
  const close = (scan.lastHeredocs.get(name) ?? 0) > end ? heredocEnd(scan, name) : undefined;
  scan.takeUnreadable(close ?? lineEnd(scan.text, end), problem);
  return true;
}

/** Skips text in back quotes, which may run over lines. */
export function lexBackQuote(scan: Scan): void {
  const { text, pos } = scan;
  const close = scan.hopeless.has("`") ? -1 : text.indexOf("`", pos + 1);
  if (close < 0) scan.hopeless.add("`");
  const end = close < 0 ? lineEnd(text, pos) : close + 1;
  scan.takeUnreadable(
    end,
    unsupportedForm(scan, "backQuote", pos, Math.min(end, lineEnd(text, pos))),
  );
}

const ELEMENT = /<(\/?[A-Za-z][\w.:-]*|[!?])/y;

/** Skips an XML element up to its end tag; false when none stands at the position. */
export function lexElement(scan: Scan): boolean {
  ELEMENT.lastIndex = scan.pos;
  const name = ELEMENT.exec(scan.text)?.[1];
  if (name === undefined) return false;
  const { text, pos } = scan;
  const problem = unsupportedForm(scan, "element", pos, pos + 1 + name.length);
  const tag = `</${name}>`;
  scan.lastElements ??= lastPlaces(text, ELEMENT_END);
  const isClosed = (scan.lastElements.get(name) ?? 0) > pos;
  const end = isClosed ? text.indexOf(tag, pos) + tag.length : lineEnd(text, pos);
  scan.takeUnreadable(end, problem);
  return true;
}

const DOCUMENT = new RegExp(`---${NOTHING_MORE}`, "y");

/** Skips a line that is `---`; false when the position is at no such line. */
export function lexDocument(scan: Scan): boolean {
  const { text, pos } = scan;
  if (matchEnd(DOCUMENT, text, pos) === undefined) return false;
  scan.takeUnreadable(pos + 3, unsupportedForm(scan, "document", pos, pos + 3));
  return true;
}

const BLOCK_STYLE = new RegExp(String.raw`(?:\|[-+\d]+|>[-+\d]*)${NOTHING_MORE}`, "y");

/** Skips `|-`, `>`, and their like with the deeper lines; false when none ends the line here. */
export function lexBlockStyle(scan: Scan, deeperLinesEnd: (line: number) => number): boolean {
  const { text, pos } = scan;
  const end = matchEnd(BLOCK_STYLE, text, pos);
  if (end === undefined) return false;
  const form =
    text[pos] === ">" && text[pos + 1] !== "-" && text[pos + 1] !== "+" ? "folded" : "blockStyle";
  const problem = unsupportedForm(scan, form, pos, skipWord(text, pos));
  scan.takeUnreadable(scan.frames.length > 0 ? end : deeperLinesEnd(lineEnd(text, pos)), problem);
  return true;
}

const PARAMETERS = /[^"'\r\n]*\(/y;

/**
 * Skips `name "label" {` and its block, which may open on the next line, as people write classes; false when
 * there is no block. `if (...) {` and its like are code.
 */
export function lexLabelledBlock(scan: Scan, key: Span): boolean {
  const { text, pos } = scan;
  const end = knownBlockLineEnd(scan);
  if (end === undefined) return false;
  const problem =
    matchEnd(PARAMETERS, text, pos) !== undefined
      ? codeBlockProblem(scan, key)
      : unsupportedForm(scan, "label", pos, skipWord(text, pos));
  scan.pos = key.start;
  scan.takeUnreadable(blockEnd(scan, end) ?? end, problem);
  return true;
}

/** The same as `blockLineEnd` for the position; each line is read once. */
function knownBlockLineEnd(scan: Scan): number | undefined {
  const { text, pos, blockLine: known } = scan;
  if (known && pos >= known.start && pos < known.end) return known.opened;
  const opened = blockLineEnd(text, pos);
  scan.blockLine = { start: pos, end: lineEnd(text, pos), opened };
  return opened;
}

/** The end of the line whose `{` opens the block of the line of `at`: that line or the next. */
function blockLineEnd(text: string, at: number): number | undefined {
  const end = lineEnd(text, at);
  if (opensBlock(text, at)) return end;
  const next = skipBlanks(text, nextLine(text, at));
  return text.charCodeAt(next) === Char.BraceOpen && opensBlock(text, next)
    ? lineEnd(text, next)
    : undefined;
}

function skipWord(text: string, at: number): number {
  const end = lineEnd(text, at);
  while (at < end && text[at] !== " " && text[at] !== "\t") at += 1;
  return at;
}

/** The end of the first later line that is the name of the heredoc. */
function heredocEnd({ text, pos }: Scan, name: string): number | undefined {
  for (let line = nextLine(text, pos); line < text.length; line = nextLine(text, line)) {
    const end = lineEnd(text, line);
    const content = text.slice(skipBlanks(text, line), end).trimEnd();
    if (content.replace(/[;,]$/, "") === name) return end;
  }
  return undefined;
}

const HEREDOC_END = /^[ \t]*(\w+|>+)[;,]?(?=[ \t]*\r?$)/gm;
const ELEMENT_END = /<\/([A-Za-z][\w.:-]*|[!?])>/g;

/** Where each name that ends something stands last: what opens behind that has no end, and is not looked for. */
function lastPlaces(text: string, pattern: RegExp): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const match of text.matchAll(pattern)) last.set(match[1] ?? "", match.index);
  return last;
}
