// Why: what is written becomes lines here and nowhere else: indentation, blank lines, and the comments behind
// lines. No line depends on its neighbours, so a change to one shows as a change to one.

import { displayWidth } from "../source/width.js";

/** The columns that a line of code may take, where it can be broken at all. */
export const MOST_COLUMNS = 100;

/** What stands between a line and the comment behind it. */
const COMMENT_GAP = "  ";

const LEVEL = "  ";

/** A line of a comment that runs over lines, moved by `shift` columns against the comment's first line. */
export interface CommentTail {
  readonly shift: number;
  readonly text: string;
}

/** Lines in the making. The last one is still open; text is indented when it starts a line. */
export class Writer {
  readonly #lines: string[] = [];
  #level = 0;
  #text = "";
  #comment: string | undefined;
  #isAtStart = true;
  /** Whether `#text`, which grows piece by piece and is costly to look into, ends in a space. */
  #isSpaced = false;
  /** The column behind `#text`, once somebody asked. */
  #column: number | undefined;

  /** The columns that the open line takes so far. */
  get column(): number {
    const text = this.#isAtStart ? LEVEL.repeat(this.#level) : this.#text;
    this.#column ??= displayWidth(text);
    return this.#column;
  }

  /** Adds to the open line. Text that runs over lines is taken as it is. */
  write(text: string): void {
    if (text === "") return;
    if (this.#isAtStart) this.#text = LEVEL.repeat(this.#level);
    this.#isAtStart = false;
    this.#column = undefined;
    const lines = text.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      this.#lines.push(this.#text + line);
      this.#text = "";
    }
    this.#text += last;
    this.#isSpaced = last.endsWith(" ");
  }

  /** Ends the open line, if anything was written so far. `spaced` leaves a blank line behind it. */
  newLine(spaced = false): void {
    if (this.#isAtStart && this.#lines.length === 0) return;
    const comment = this.#comment === undefined ? "" : `${COMMENT_GAP}${this.#comment}`;
    this.#lines.push(this.#text + comment);
    if (spaced) this.#lines.push("");
    this.#text = "";
    this.#comment = undefined;
    this.#isAtStart = true;
    this.#isSpaced = false;
    this.#column = undefined;
  }

  /** Writes what stands one level deeper. */
  indented(write: () => void): void {
    this.#level += 1;
    write();
    this.#level -= 1;
  }

  /** Adds a comment behind the open line. */
  commentBehind(comment: string): void {
    if (comment.includes("\n")) this.write(`${COMMENT_GAP}${comment}`);
    else this.#comment = this.#comment === undefined ? comment : `${this.#comment} ${comment}`;
  }

  /** Adds a comment on the open line, before more of it. */
  commentInside(comment: string): void {
    const isApart = this.#isAtStart || this.#isSpaced;
    this.write(`${isApart ? "" : " "}${comment} `);
  }

  /** Adds the further lines of a comment that starts the open line. */
  commentTail(tail: readonly CommentTail[]): void {
    for (const { shift, text } of tail) {
      this.newLine();
      this.#isAtStart = false;
      const indent = LEVEL.length * this.#level + shift;
      this.#text = text === "" ? "" : " ".repeat(Math.max(0, indent)) + text;
    }
  }

  /** Everything, with a line break at its end. */
  finish(): string {
    this.newLine();
    return this.#lines.map((line) => `${line}\n`).join("");
  }
}
