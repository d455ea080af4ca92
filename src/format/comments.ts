// Why: comments are no part of the tree, so they are put back by where they stood. They are taken in the
// order of the file, each once, by whoever writes what stands behind them.

import type { Comment } from "../../grammar/ast.js";
import { Char, columnAt, isBlank } from "../../grammar/characters.js";
import { countLeading } from "../source/sorted.js";
import type { Span } from "../source/source.js";
import type { CommentTail } from "./writer.js";

/** A comment that has its line to itself. */
export interface OwnLine {
  readonly text: string;
  readonly tail: readonly CommentTail[];
  /** Whether a blank line stands above it. */
  readonly isSpaced: boolean;
}

/** The comments between two pieces of code. */
export interface Gap {
  /** Behind the first piece, on its line. */
  readonly behind: string;
  readonly ownLines: readonly OwnLine[];
  /** Before the second piece, on its line. */
  readonly before: readonly { readonly text: string; readonly isSpaced: boolean }[];
}

/** The comments of a file that are not written yet. */
export class Comments {
  readonly #starts: readonly number[];
  #next = 0;

  constructor(
    readonly text: string,
    readonly all: readonly Comment[],
  ) {
    this.#starts = all.map(({ span }) => span.start);
  }

  /** Whether comments that are not taken yet stand before `end`. */
  standBefore(end: number): boolean {
    return this.#peek(end) !== undefined;
  }

  /** Whether a comment follows on the line of what ends at `offset`. */
  followOnLine(offset: number): boolean {
    const next = this.#starts[firstAtLeast(this.#starts, offset)];
    return next !== undefined && /^[ \t,;]*$/.test(this.text.slice(offset, next));
  }

  /** Whether any comment stands within a span. */
  standWithin({ start, end }: Span): boolean {
    const index = firstAtLeast(this.#starts, start);
    return (this.#starts[index] ?? end) < end;
  }

  /** Takes the comments that follow on the line of what was written last. */
  takeBehind(end: number): string {
    const taken: string[] = [];
    for (let next = this.#peek(end); next && !this.#isOwn(next); next = this.#peek(end)) {
      taken.push(this.#written(next));
      this.#next += 1;
      if (next.marker !== "/*") break;
    }
    return taken.join(" ");
  }

  /** Takes comments before `end` as lines of their own, up to one that is left of `column`. */
  takeOwnLines(end: number, column = 1): OwnLine[] {
    const lines: OwnLine[] = [];
    let isOpen = false;
    for (let next = this.#peek(end); next; next = this.#peek(end)) {
      const last = isOpen && !this.#isOwn(next) ? lines.pop() : undefined;
      if (last) lines.push(joined(last, this.#written(next)));
      else if (this.#isOwn(next) && this.columnOf(next.span.start) < column) break;
      else lines.push(this.#ownLine(next));
      isOpen = next.marker === "/*";
      this.#next += 1;
    }
    return lines;
  }

  /** Takes all comments before the piece of code that starts at `end`. */
  takeGap(end: number): Gap {
    const before = this.#startOfLast(end);
    const behind = this.takeBehind(before);
    const ownLines = this.takeOwnLines(before);
    return { behind, ownLines, before: this.takeBefore(end) };
  }

  /** Takes the comments before `end` as pieces of the line that the code there stands on. */
  takeBefore(end: number): Gap["before"] {
    const taken: { text: string; isSpaced: boolean }[] = [];
    for (let next = this.#peek(end); next; next = this.#peek(end)) {
      taken.push({ text: this.#written(next), isSpaced: this.isSpaced(next.span.start) });
      this.#next += 1;
    }
    return taken;
  }

  /** The offset of the first code at or behind `offset`, separators aside. */
  codeAfter(offset: number): number {
    let at = offset;
    let index = firstAtLeast(this.#starts, at);
    for (;;) {
      const comment = this.all[index];
      if (comment?.span.start === at) {
        at = comment.span.end;
        index += 1;
      } else if (" \t\n,;".includes(this.text[at] ?? "end")) at += 1;
      else return at;
    }
  }

  /** Whether a blank line stands above what starts at `offset`. */
  isSpaced(offset: number): boolean {
    let breaks = 0;
    for (let at = offset - 1; at >= 0; at--) {
      const code = this.text.charCodeAt(at);
      if (code === Char.LineFeed) breaks += 1;
      else if (!isBlank(code)) break;
    }
    return breaks > 1;
  }

  /** The column (from 1) of the code or comment at `offset`. */
  columnOf(offset: number): number {
    return columnAt(this.text, this.text.lastIndexOf("\n", offset - 1) + 1, offset);
  }

  #peek(end: number): Comment | undefined {
    const next = this.all[this.#next];
    return next !== undefined && next.span.start < end ? next : undefined;
  }

  /** Whether nothing stands before a comment on its line. */
  #isOwn({ span }: Comment): boolean {
    let at = span.start - 1;
    while (isBlank(this.text.charCodeAt(at))) at -= 1;
    return at < 0 || this.text.charCodeAt(at) === Char.LineFeed;
  }

  /** Where the comments begin that stand on one line with the code at `end`, before it; else `end`. */
  #startOfLast(end: number): number {
    let start = end;
    for (let index = firstAtLeast(this.#starts, end) - 1; index >= this.#next; index--) {
      const span = this.all[index]?.span;
      if (span === undefined || this.text.slice(span.end, start).trim() !== "") break;
      if (this.text.slice(span.end, start).includes("\n")) break;
      start = span.start;
    }
    return start;
  }

  #written({ span }: Comment): string {
    const text = this.text.slice(span.start, span.end);
    return text.replace(/(?<![ \t])[ \t]+$/gm, "");
  }

  #ownLine(comment: Comment): OwnLine {
    const { marker, span } = comment;
    const [text = "", ...lines] = this.#written(comment).split("\n");
    const column = this.columnOf(span.start);
    const tail = lines.map((line) => {
      const content = line.trimStart();
      const own = columnAt(line, 0, line.length - content.length);
      return { shift: marker === "#" ? 0 : own - column, text: content };
    });
    return { text, tail, isSpaced: this.isSpaced(span.start) };
  }
}

/** A line with one more comment on it. */
function joined(line: OwnLine, comment: string): OwnLine {
  const last = line.tail.at(-1);
  if (last === undefined) return { ...line, text: `${line.text} ${comment}` };
  const tail = [...line.tail.slice(0, -1), { ...last, text: `${last.text} ${comment}` }];
  return { ...line, tail };
}

/** The index of the first of the rising `offsets` that is not below `offset`. */
function firstAtLeast(offsets: readonly number[], offset: number): number {
  return countLeading(offsets, (one) => one < offset);
}
