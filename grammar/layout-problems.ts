// Why: a wrong column is the commonest mistake in an indented file, and the one whose message is hardest
// to get right: it must show the columns that would have meant something.

import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic, Edit, Label } from "../src/diagnostics/diagnostic.js";
import { joinWords } from "../src/diagnostics/suggest.js";
import type { Span } from "../src/source/source.js";
import { Char, isBlank, isLineEnd, lineEnd, nextLine, pathEnd, skipBlanks } from "./characters.js";
import type { OpenBlock, Shift, WrongColumn } from "./layout.js";
import type { Scan } from "./scan.js";
import type { TabReading } from "./tabs.js";

/**
 * Blocks are told by columns, and how wide a tab is differs from editor to editor. What looks like
 * one level to you may be two to somebody else, so tabs cannot say which block a line belongs to.
 * Tabs inside a line and behind a value are harmless.
 *
 * ```tusk expect=tab-indent
 * queue:
 * 	backend: "bullmq"
 * 	bullmq:
 * 		concurrency: 20
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: 20
 * ```
 */
const tabs = defineDiagnostic<{ readonly lines: number }>({
  code: "TSK1002",
  name: "tab-indent",
  severity: "error",
  message: ({ lines }) =>
    lines === 1 ? "this line is indented by a tab" : `${lines} lines are indented by tabs`,
});

/**
 * A line that goes back ends blocks, and it must land on the column of one that is still open.
 * Between two columns it could belong to either block. To choose one would move a setting to where
 * nobody put it.
 *
 * ```tusk expect=bad-dedent
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *      high: 5
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       high: 5
 * ```
 */
const dedent = defineDiagnostic<{ readonly column: number }>({
  code: "TSK1003",
  name: "bad-dedent",
  severity: "error",
  message: ({ column }) => `this line starts at column ${column}, where no block is open`,
});

/**
 * Deeper lines belong to the line above them, which must open a block: it ends in `key:`, `key =`,
 * or `-`. A key that has its value already cannot hold lines too. Either the value does not belong
 * there, or the line is too deep.
 *
 * ```tusk expect=unexpected-indent
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     retry_attempts: 5
 *       retry_delay: 30
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     retry_attempts: 5
 *     retry_delay: 30
 * ```
 */
const indent = defineDiagnostic<object>({
  code: "TSK1004",
  name: "unexpected-indent",
  severity: "error",
  message: () => "this line is deeper than the line above, which opens no block",
});

/**
 * A block holds keys or list items, not both, and a list needs a key that it is the value of. A
 * line of the other kind would belong to nothing.
 *
 * ```tusk expect=misplaced-item
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: 20
 *     - critical
 *     - default
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     concurrency: 20
 *     queues:
 *       - critical
 *       - default
 * ```
 */
const misplaced = defineDiagnostic<{ readonly what: keyof typeof MISPLACED }>({
  code: "TSK1022",
  name: "misplaced-item",
  severity: "error",
  message: ({ what }) => MISPLACED[what].headline,
});

const MISPLACED = {
  list: { headline: "this list has no key", help: "write a key above it: `items:`" },
  item: {
    headline: "this list item stands among keys",
    help: "indent it below the key whose list it belongs to",
  },
  key: {
    headline: "this line stands among list items and is none",
    help: "start it with `- `, or indent it to belong to the item above",
  },
} as const;

/** Every line of the file that is indented by tabs, as one mistake. */
export function tabIndent(
  first: Edit,
  edits: readonly Edit[],
  { width, certain }: TabReading,
): Diagnostic {
  const fix = { title: "replace the tabs by spaces", safe: certain, edits };
  const doubt = `beside lines that start with spaces it decides what these mean; it is read as ${width} columns here`;
  return tabs(
    { lines: edits.length },
    {
      at: { source: first.source, span: first.span },
      notes: [
        "how wide a tab is differs from editor to editor, so it cannot tell a block's depth",
        ...(certain ? [] : [doubt]),
      ],
      help: "indent by two spaces a level",
      fix,
    },
  );
}

/** A line at a column between the open ones, or left of all. */
export function badDedent(scan: Scan, wrong: WrongColumn): Diagnostic {
  const { column, blocks, block, rival, shift } = wrong;
  const key = keyAt(scan);
  const which = block === blocks.at(-1) ? "the open block" : "an open block";
  const how = move(shift.columns);
  const other =
    rival && `${move(rival.column - column)} to put it next to ${neighbour(scan, rival)}`;
  const help = moveTo(scan, how, key, block);
  const beside = block === blocks.at(-1) && !moves(scan, column, 2);
  const nearest = wrong.isNearest && rival === undefined && !moves(scan, column, MANY_LINES);
  return dedent(
    { column },
    {
      at: { source: scan.source, span: key, text: columnsText(blocks, column) },
      related: latest(scan, block, `${which} is at column ${block.column}`),
      help: other === undefined ? help : `${help}, or ${other}`,
      // A line alone goes where the line above it stands; lines with it, only where nothing else is as near.
      fix: { title: how, safe: beside || nearest, edits: shift.edits },
    },
  );
}

/** A key at the column of the section's header, which is meant to be outside the section. */
export function leavesSection(
  scan: Scan,
  column: number,
  blocks: readonly OpenBlock[],
  section: Span,
): Diagnostic {
  const { source } = scan;
  const key = keyAt(scan);
  const name = `\`${source.slice(section)}\``;
  return dedent(
    { column },
    {
      at: { source, span: key, text: columnsText(blocks, column) },
      related: [{ source, span: section, text: "a section goes on to the next header" }],
      help: `write the header \`[${source.slice(key)}]\` in its place, or indent it to be part of ${name}`,
    },
  );
}

function columnsText(blocks: readonly OpenBlock[], column: number): string {
  const columns = [...new Set(blocks.map((block) => block.column))].map(String);
  const mean = columns.length === 1 ? "would mean something" : "would each mean something";
  return `column${columns.length === 1 ? "" : "s"} ${joinWords(columns, "and")} ${mean}; ${column} does not`;
}

/** As many lines as these are moved by a person who sees them, not by a fix. */
const MANY_LINES = 8;

/** Whether many lines follow that stand at `column` or deeper. */
function moves({ text, pos, layout }: Scan, column: number, least: number): boolean {
  let line = nextLine(text, pos);
  for (let count = 1; count < least; count++) {
    const start = skipBlanks(text, line);
    const isBlankLine = isLineEnd(text.charCodeAt(start));
    if (line >= text.length || (!isBlankLine && layout.columnAt(line, start) < column))
      return false;
    line = nextLine(text, line);
  }
  return true;
}

/** A line deeper than its block below a line that has its value already. */
export function unexpectedIndent(
  scan: Scan,
  blocks: readonly OpenBlock[],
  shift: Shift,
): Diagnostic {
  const inner = blocks.at(-1);
  const key = keyAt(scan);
  return indent(
    {},
    {
      at: { source: scan.source, span: key },
      related: latest(scan, inner, "has its value already"),
      notes: ["only a line that ends in `key:`, `key =`, or `-` opens a block"],
      help: strayHelp(scan, moveTo(scan, move(shift.columns), key, inner), inner),
      fix: { title: move(shift.columns), safe: false, edits: shift.edits },
    },
  );
}

/** A list without a key, an item among keys, or a key among items. */
export function misplacedLine(
  scan: Scan,
  what: keyof typeof MISPLACED,
  blocks: readonly OpenBlock[],
): Diagnostic {
  return misplaced(
    { what },
    {
      at: { source: scan.source, span: keyAt(scan) },
      related: what === "item" ? latest(scan, blocks.at(-1), "a key of the open block") : [],
      help: MISPLACED[what].help,
    },
  );
}

/** The key (or the first word, or the `-`) that stands at the position of `scan`. */
function keyAt({ text, pos }: Scan): Span {
  const end = pathEnd(text, pos);
  if (end > pos) return { start: pos, end };
  let word = pos + 1;
  const limit = lineEnd(text, pos);
  while (word < limit && !isBlank(text.charCodeAt(word))) word += 1;
  return { start: pos, end: word };
}

function latest(scan: Scan, block: OpenBlock | undefined, text: string): Label[] {
  return block?.latest ? [{ source: scan.source, span: block.latest, text }] : [];
}

/** What moving a key next to the latest one of `block` makes of it. */
function moveTo(scan: Scan, how: string, key: Span, block: OpenBlock | undefined): string {
  const role = block?.owner ? memberOf(scan.source.slice(block.owner)) : undefined;
  const name = `\`${scan.source.slice(key)}\``;
  return role
    ? `${how} to make ${name} ${role}, next to ${neighbour(scan, block)}`
    : `${how} to put ${name} next to ${neighbour(scan, block)}`;
}

/** The lines may also be meant for the key above, in place of its value. */
function strayHelp(scan: Scan, help: string, block: OpenBlock | undefined): string {
  if (block?.latest === undefined || scan.code() === Char.Minus) return help;
  return `${help}, or remove the value of ${neighbour(scan, block)} to put the line below it`;
}

function neighbour(scan: Scan, block: OpenBlock | undefined): string {
  return block?.latest ? `\`${scan.source.slice(block.latest)}\`` : "the line above";
}

/** `a queue` for `queues`; undefined for names that are no plain plural. */
function memberOf(plural: string): string | undefined {
  if (!/^[a-z_]*[a-z]{3}s$/.test(plural) || /(?:[sui]|[sxz]e|[cs]he)s$/.test(plural))
    return undefined;
  const singular = plural.endsWith("ies") ? `${plural.slice(0, -3)}y` : plural.slice(0, -1);
  return `${/^[aeiou]/.test(singular) ? "an" : "a"} ${singular}`;
}

function move(columns: number): string {
  const count = Math.abs(columns);
  return `${columns > 0 ? "add" : "remove"} ${count === 1 ? "1 space" : `${count} spaces`}`;
}
