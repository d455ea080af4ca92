// Why: members and items are separated by commas or line breaks in any mixture, but never by two commas.
// A grammar that says so is long; this remembers what was seen last.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { SourceFile, Span } from "../src/source/source.js";

/** What stands between the items of one pair of brackets. */
export class Separation {
  #last: "nothing" | "item" | "comma" = "nothing";

  constructor(
    /** Whether these are the items of a list, which know no `;`. */
    readonly list: boolean,
  ) {}

  item(): void {
    this.#last = "item";
  }

  /** Whether a comma (or `;`) separates something here. */
  comma(): boolean {
    const separates = this.#last === "item";
    this.#last = "comma";
    return separates;
  }
}

/**
 * Items of a list and members of an object are told apart by a comma or a line break. Two quoted
 * texts side by side may be two items, or one that should have been quoted as a whole.
 *
 * ```tusk expect=missing-separator
 * queue:
 *   backend: "bullmq"
 *   queues: ["critical" "default"]
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   queues: ["critical", "default"]
 * ```
 */
const missingSeparator = defineDiagnostic<object>({
  code: "TSK1029",
  name: "missing-separator",
  severity: "error",
  message: () => "two values stand side by side without a separator",
});

/**
 * A comma or `;` separates two items. A trailing one is fine. One with nothing before it may stand
 * for an item that was deleted, or for one that was forgotten. A `;` at the start of a line is a comment
 * outside brackets only; inside them it would separate, and what it was to hide would be read.
 *
 * ```tusk expect=extra-separator
 * queue:
 *   backend: "bullmq"
 *   queues: [critical,, default]
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   queues: [critical, default]
 * ```
 */
const extraSeparator = defineDiagnostic<{ readonly found: string }>({
  code: "TSK1030",
  name: "extra-separator",
  severity: "error",
  message: ({ found }) => `this \`${found}\` separates nothing`,
});

/**
 * Members of an object may be separated by `;`, items of a list may not. In many languages `;` ends a
 * statement, and a list has none.
 *
 * ```tusk expect=semicolon-in-list
 * queue:
 *   backend: "bullmq"
 *   queues: [critical; default]
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   queues: [critical, default]
 * ```
 */
const semicolonInList = defineDiagnostic<object>({
  code: "TSK1037",
  name: "semicolon-in-list",
  severity: "error",
  message: () => "a `;` does not separate the items of a list",
});

/** What to write for one object behind another. */
export const LIST_OF_OBJECTS = "for a list of objects write `[{ ... }, { ... }]`";

/** Two values at `before` and `at` with nothing between them. */
export function missingSeparatorAt(
  source: SourceFile,
  before: Span,
  at: Span,
  inList: boolean,
): Diagnostic {
  if (!inList && source.text[at.start] === "{")
    return missingSeparator({}, { at: { source, span: at }, help: LIST_OF_OBJECTS });
  const edits = [{ source, span: { start: before.end, end: before.end }, insert: "," }];
  const areTexts = isQuote(source.text[before.end - 1]) && isQuote(source.text[at.start]);
  const fix = { title: "add `,`", safe: at.start > before.end && !areTexts, edits };
  const help = "separate them by `,` or a line break";
  return missingSeparator({}, { at: { source, span: at }, help, fix });
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

/** A separator that a separator or an opening bracket stands before. */
export function extraSeparatorAt(source: SourceFile, at: Span): Diagnostic {
  const edits = [{ source, span: at, insert: "" }];
  const found = source.slice(at);
  const fix = { title: `remove \`${found}\``, safe: true, edits };
  return extraSeparator({ found }, { at: { source, span: at }, fix });
}

/** A `;` at the start of a line, or behind an opening bracket, with text behind it, where it was meant to make a comment of that. */
export function semicolonLineAt(source: SourceFile, at: Span): Diagnostic {
  const edits = [{ source, span: at, insert: "#" }];
  return extraSeparator(
    { found: source.slice(at) },
    {
      at: { source, span: at },
      notes: ["inside brackets `;` starts no comment"],
      help: "write `#` to keep the line as a comment, or remove the line",
      fix: { title: "write `#`", safe: false, edits },
    },
  );
}

/** A `;` behind an item of a list. */
export function semicolonInListAt(source: SourceFile, at: Span): Diagnostic {
  const edits = [{ source, span: at, insert: "," }];
  const fix = { title: "write `,`", safe: true, edits };
  return semicolonInList({}, { at: { source, span: at }, help: "separate items by `,`", fix });
}
