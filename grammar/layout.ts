// Why: outside brackets indentation is structure. This keeps the stack of open columns and turns each
// line's column into tokens; a column that means nothing costs one error and reads as the nearest meaning.

import type { Edit } from "../src/diagnostics/diagnostic.js";
import type { Span } from "../src/source/source.js";
import { Char, findOnLine } from "./characters.js";
import { badDedent, misplacedLine, tabIndent, unexpectedIndent } from "./layout-problems.js";
import { TAB_STOP } from "./limits.js";
import type { Scan } from "./scan.js";
import {
  Assign,
  BlockClose,
  BlockOpen,
  Dash,
  ListOpen,
  Newline,
  StrayBlockOpen,
} from "./tokens.js";

/** An open block or list. */
export interface OpenBlock {
  readonly column: number;
  readonly list: boolean;
  /** A list at the column of its own key: a line there that is no item ends it. */
  readonly level: boolean;
  /** The key that opened it. */
  readonly owner: Span | undefined;
  /** The key of its latest line. */
  latest: Span | undefined;
  /** A wrong column that was used for this block. */
  alias: { readonly column: number; readonly shift: Shift } | undefined;
  /** Set in blocks below a line at a wrong column: they move with it. */
  readonly shift: Shift | undefined;
}

/** How far the lines of one mistake must move, and the edits that do it. */
export interface Shift {
  readonly columns: number;
  readonly edits: Edit[];
}

/** The columns that are open at one point of a file. */
export class Layout {
  readonly #scan: Scan;
  readonly #blocks: OpenBlock[] = [];
  readonly #tabs: Edit[] = [];
  /** Beside lines that are indented by spaces, a tab is one level of theirs. */
  #tabStop: number | undefined;
  /** The column of the line that is being read, and what is wrong with it. */
  #column = 1;
  #shift: Shift | undefined;

  constructor(scan: Scan) {
    this.#scan = scan;
  }

  get depth(): number {
    return this.#blocks.length;
  }

  /** The latest key of the innermost block. */
  get key(): Span | undefined {
    return this.#blocks.at(-1)?.latest;
  }

  /** Whether a line at `column` can be what the line above, which ended in `key:` or `-`, waits for. */
  isAwaited(column: number): boolean {
    const last = this.#scan.lastToken?.tokenType;
    return (last === Assign || last === Dash) && column > this.#column;
  }

  /** The column (from 1) of the character at `at`. */
  columnAt(lineStart: number, at: number): number {
    const { text } = this.#scan;
    if (!hasTab(text, lineStart, at)) return at - lineStart + 1;
    this.#tabStop ??= firstIndentation(text) ?? TAB_STOP;
    return columnAt(text, lineStart, at, this.#tabStop);
  }

  /** The column of `pos`; remembers tabs before it. */
  measure(): number {
    const { text, lineStart, pos, source } = this.#scan;
    const column = this.columnAt(lineStart, pos);
    if (hasTab(text, lineStart, pos)) {
      const insert = " ".repeat(column - 1);
      this.#tabs.push({ source, span: { start: lineStart, end: pos }, insert });
    }
    return column;
  }

  /**
   * Opens, continues, or closes blocks for a line whose first character stands at `column`. Every line
   * gets a `Newline` in front of it, the first of a block, too.
   */
  enter(column: number, item: boolean): void {
    const top = this.#blocks.at(-1);
    if (top === undefined) this.#openFirst(column, item);
    else if (this.isAwaited(column)) this.#open(column, item, false);
    else if (this.#isLevelList(column, item, top)) this.#open(column, true, true);
    else this.#continue(column, item, top);
    this.#column = column;
    const { lineStart, pos, source } = this.#scan;
    if (this.#shift === undefined) return;
    const insert = " ".repeat(Math.max(0, column - 1 + this.#shift.columns));
    this.#shift.edits.push({ source, span: { start: lineStart, end: pos }, insert });
  }

  /** Opens the object of `- key: value` at the column of its key. */
  enterItem(column: number): void {
    this.#open(column, false, false);
    this.#column = column;
  }

  /** Tells which key the current line has, for messages. */
  setKey(key: Span): void {
    const top = this.#blocks.at(-1);
    if (top) top.latest = key;
  }

  /** Closes every block: before a section, whose first line may stand anywhere, and at the end. */
  closeAll(): void {
    this.#closeTo(1);
    this.#blocks.length = 0;
    this.#shift = undefined;
  }

  /** Reports the tabs of the whole file as one mistake. */
  finish(): void {
    const [first] = this.#tabs;
    if (first) this.#scan.problems.push(tabIndent(first, this.#tabs));
  }

  #openFirst(column: number, item: boolean): void {
    this.#push(column, false, false);
    this.#scan.mark(Newline);
    if (item) this.#misplaced(column, "list");
  }

  #open(column: number, list: boolean, level: boolean): void {
    this.#push(column, list, level);
    this.#scan.mark(list ? ListOpen : BlockOpen);
    this.#scan.mark(Newline);
  }

  #push(column: number, list: boolean, level: boolean): void {
    const owner = this.#blocks.at(-1)?.latest;
    const shift = this.#shift;
    this.#blocks.push({ column, list, level, owner, latest: undefined, alias: undefined, shift });
  }

  #isLevelList(column: number, item: boolean, top: OpenBlock): boolean {
    return (
      item && !top.list && this.#scan.lastToken?.tokenType === Assign && column === this.#column
    );
  }

  #continue(column: number, item: boolean, top: OpenBlock): void {
    const index = this.#find(column, item);
    if (index < 0 && column > top.column) {
      this.#openStray(column, item, top);
      return;
    }
    if (index < 0) {
      this.#shift = { columns: top.column - column, edits: [] };
      top.alias = { column, shift: this.#shift };
      this.#scan.problems.push(badDedent(this.#scan, column, this.#blocks, this.#shift));
    } else {
      this.#closeTo(index + 1);
      const block = this.#blocks[index];
      this.#shift = block?.alias?.column === column ? block.alias.shift : block?.shift;
    }
    this.#scan.mark(Newline);
    const list = this.#blocks.at(-1)?.list === true;
    if (item && !list) this.#misplaced(column, "item");
    else if (!item && list) this.#misplaced(column, "key");
  }

  /** Lines that are deeper than a line which opens nothing: the parser knows if that one was bad itself. */
  #openStray(column: number, item: boolean, top: OpenBlock): void {
    const shift = { columns: top.column - column, edits: [] };
    const problem = unexpectedIndent(this.#scan, this.#blocks, shift);
    this.#shift = shift;
    this.#push(column, false, false);
    this.#scan.mark(StrayBlockOpen, problem);
    if (item) this.#open(column, true, true);
    else this.#scan.mark(Newline);
  }

  /** The innermost block that a line at `column` continues, or -1. */
  #find(column: number, item: boolean): number {
    for (let index = this.#blocks.length - 1; index >= 0; index--) {
      const block = this.#blocks[index];
      if (block?.column !== column && block?.alias?.column !== column) continue;
      if (!block.level || item) return index;
    }
    return -1;
  }

  /** A list in the wrong place is read as one all the same, so that it costs one error. */
  #misplaced(column: number, what: "list" | "item" | "key"): void {
    const scan = this.#scan;
    scan.takeUnreadable(scan.pos, misplacedLine(scan, what, this.#blocks));
    if (what !== "key") this.#open(column, true, true);
  }

  #closeTo(count: number): void {
    while (this.#blocks.length > count) {
      this.#blocks.pop();
      this.#scan.mark(BlockClose);
    }
  }
}

/** The column (from 1) of the character at `at`; a tab reaches to the next tab stop. */
export function columnAt(
  text: string,
  lineStart: number,
  at: number,
  tabStop: number = TAB_STOP,
): number {
  let column = 1;
  for (let index = lineStart; index < at; index++) {
    const tab = text.charCodeAt(index) === Char.Tab;
    column += tab ? tabStop - ((column - 1) % tabStop) : 1;
  }
  return column;
}

function hasTab(text: string, start: number, end: number): boolean {
  return findOnLine(text, Char.Tab, start, end) !== undefined;
}

/** The width of the first indentation that is spaces only. */
function firstIndentation(text: string): number | undefined {
  return /^ +(?=[^\s#;/])/m.exec(text)?.[0].length;
}
