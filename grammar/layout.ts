// Why: outside brackets indentation is structure. This keeps the stack of open columns and turns each
// line's column into tokens; a column that means nothing costs one error and reads as the nearest meaning.

import type { Edit } from "../src/diagnostics/diagnostic.js";
import type { Span } from "../src/source/source.js";
import { Char, columnAt, findOnLine, matchEnd, skipBlanks } from "./characters.js";
import { NOTHING_MORE } from "./comments.js";
import {
  badDedent,
  leavesSection,
  misplacedLine,
  tabIndent,
  unexpectedIndent,
} from "./layout-problems.js";
import type { Scan } from "./scan.js";
import type { TabReading } from "./tabs.js";
import {
  Assign,
  BlockClose,
  BlockOpen,
  Dash,
  Header,
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

/** A line at a column that means nothing. */
export interface WrongColumn {
  readonly column: number;
  /** Those that are open, outermost first. */
  readonly blocks: readonly OpenBlock[];
  /** The one that the line is read as part of. */
  readonly block: OpenBlock;
  /** Whether no other is as near. */
  readonly isNearest: boolean;
  /** Another that is as likely. */
  readonly rival: OpenBlock | undefined;
  readonly shift: Shift;
}

/** The columns that are open at one point of a file. */
export class Layout {
  readonly #scan: Scan;
  readonly #blocks: OpenBlock[] = [];
  readonly #tabs: TabReading;
  readonly #tabLines: Edit[] = [];
  /** The column of the line that is being read, and what is wrong with it. */
  #column = 1;
  #shift: Shift | undefined;
  /** The header of the section that the open blocks are in. */
  #section: { readonly header: Span; readonly column: number } | undefined;

  constructor(scan: Scan, tabs: TabReading) {
    this.#scan = scan;
    this.#tabs = tabs;
  }

  /** Whether a tab decided the column of a line. */
  get hasTabs(): boolean {
    return this.#tabLines.length > 0;
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
    return columnAt(text, lineStart, at, this.#tabs.width);
  }

  /** The column of the line that starts at `pos`; remembers tabs before it. */
  measure(): number {
    const { start, lineStart } = this.#scan.lead;
    this.noteTabs(lineStart, start);
    return this.columnAt(lineStart, start);
  }

  /** Remembers the tabs in an indentation that counts; there may be none. */
  noteTabs(lineStart: number, at: number): void {
    const { text, source } = this.#scan;
    if (!hasTab(text, lineStart, at)) return;
    const insert = " ".repeat(this.columnAt(lineStart, at) - 1);
    this.#tabLines.push({ source, span: { start: lineStart, end: at }, insert });
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
    const { lead, source } = this.#scan;
    if (this.#shift === undefined) return;
    const insert = " ".repeat(Math.max(0, column - 1 + this.#shift.columns));
    this.#shift.edits.push({ source, span: { start: lead.lineStart, end: lead.start }, insert });
  }

  /** Whether an item may stand at `column`. */
  takesItem(column: number): boolean {
    const top = this.#blocks.at(-1);
    if (top === undefined) return false;
    if (this.isAwaited(column) || this.#isLevelList(column, true, top)) return true;
    return this.#blocks.some((block) => block.list && block.column === column);
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
    const [first] = this.#tabLines;
    if (first) this.#scan.problems.push(tabIndent(first, this.#tabLines, this.#tabs));
  }

  #openFirst(column: number, item: boolean): void {
    const { lastToken } = this.#scan;
    if (lastToken?.tokenType === Header) {
      const { text } = this.#scan;
      const lineStart = text.lastIndexOf("\n", lastToken.start) + 1;
      const column = this.columnAt(lineStart, skipBlanks(text, lineStart));
      this.#section = { header: lastToken, column };
    }
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
    if (index < 0 && this.#leaveSection(column)) return;
    if (index < 0) this.#continueNearest(column, item, top);
    else {
      this.#closeTo(index + 1);
      const block = this.#blocks[index];
      this.#shift = block?.alias?.column === column ? block.alias.shift : block?.shift;
    }
    this.#scan.mark(Newline);
    const list = this.#blocks.at(-1)?.list === true;
    if (item && !list) this.#misplaced(column, "item");
    else if (!item && list) this.#misplaced(column, "key");
  }

  /**
   * A line at a column that means nothing is read as one of the nearest block. Where two are as near, a line
   * with a value stands below the line above it, and one that opens a block goes back.
   */
  #continueNearest(column: number, item: boolean, top: OpenBlock): void {
    const nearest = this.#nearest(column, item);
    const isNearest = nearest.length === 1;
    const [first = top, second] = nearest;
    const [block, rival] = isNearest || opensBlock(this.#scan) ? [first, second] : [top, undefined];
    const shift = { columns: block.column - column, edits: [] };
    const wrong = { column, blocks: this.#blocks, block, isNearest, rival, shift };
    this.#scan.problems.push(badDedent(this.#scan, wrong));
    this.#closeTo(this.#blocks.lastIndexOf(block) + 1);
    block.alias = { column, shift };
    this.#shift = shift;
  }

  /** The nearest block of the kind that the line can continue; two when they are as near, the outer one first. */
  #nearest(column: number, item: boolean): OpenBlock[] {
    const ofKind = this.#blocks.filter(({ list }) => list === item);
    const blocks = ofKind.length > 0 ? ofKind : this.#blocks;
    const distance = Math.min(...blocks.map((block) => Math.abs(block.column - column)));
    const at = (wanted: number) => blocks.findLast((block) => block.column === wanted);
    return [at(column - distance), at(column + distance)].filter((block) => block !== undefined);
  }

  /** Reads nothing behind a line that stands beside the header: every key there is meant to be outside. */
  #leaveSection(column: number): boolean {
    const scan = this.#scan;
    const section = this.#section;
    const outermost = this.#blocks[0]?.column ?? 0;
    if (section === undefined || column > section.column || column > outermost) return false;
    if (!opensBlock(scan)) return false;
    const problem = leavesSection(scan, column, this.#blocks, section.header);
    this.#closeTo(1);
    scan.mark(Newline);
    scan.isCut = true;
    scan.takeUnreadable(scan.text.length, problem);
    return true;
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

function hasTab(text: string, start: number, end: number): boolean {
  return findOnLine(text, Char.Tab, start, end) !== undefined;
}

const BLOCK_KEY = new RegExp(String.raw`[\w.-]+[ \t]*[:=]${NOTHING_MORE}`, "y");

/** Whether the line at the position is a key without a value, which deeper lines belong to. */
function opensBlock({ text, pos }: Scan): boolean {
  return matchEnd(BLOCK_KEY, text, pos) !== undefined;
}
