// Why: what is written becomes lines here and nowhere else: indentation, blank lines, and the comments behind
// lines, which stand below each other where lines with comments follow each other.

import { displayWidth } from "../source/width.js";

/** The columns that a line of code may take, where it can be broken at all. */
export const MOST_COLUMNS = 100;

/** Columns between a line and the comment behind it. */
const COMMENT_GAP = 2;

const LEVEL = "  ";

interface Line {
  readonly text: string;
  /** The comment behind it. */
  readonly comment: string | undefined;
}

/** A line of a comment that runs over lines, moved by `shift` columns against the comment's first line. */
export interface CommentTail {
  readonly shift: number;
  readonly text: string;
}

/** Lines in the making. The last one is still open; text is indented when it starts a line. */
export class Writer {
  readonly #lines: Line[] = [];
  #level = 0;
  #text = "";
  #comment: string | undefined;
  #isAtStart = true;
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
      this.#lines.push({ text: this.#text + line, comment: undefined });
      this.#text = "";
    }
    this.#text += last;
  }

  /** Ends the open line, if anything was written so far. `spaced` leaves a blank line behind it. */
  newLine(spaced = false): void {
    if (this.#isAtStart && this.#lines.length === 0) return;
    this.#lines.push({ text: this.#text, comment: this.#comment });
    if (spaced) this.#lines.push({ text: "", comment: undefined });
    this.#text = "";
    this.#comment = undefined;
    this.#isAtStart = true;
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
    if (comment.includes("\n")) this.write(`${" ".repeat(COMMENT_GAP)}${comment}`);
    else this.#comment = this.#comment === undefined ? comment : `${this.#comment} ${comment}`;
  }

  /** Adds a comment on the open line, before more of it. */
  commentInside(comment: string): void {
    const isApart = this.#isAtStart || this.#text.endsWith(" ");
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
    return alignComments(this.#lines)
      .map((line) => `${line}\n`)
      .join("");
  }
}

function alignComments(lines: readonly Line[]): string[] {
  const aligned: string[] = [];
  let run: Line[] = [];
  for (const line of lines) {
    if (line.comment !== undefined) run.push(line);
    else {
      for (const one of alignRun(run)) aligned.push(one);
      aligned.push(line.text);
      run = [];
    }
  }
  return [...aligned, ...alignRun(run)];
}

/** Puts comments below each other, unless that would make a line too wide. */
function alignRun(run: readonly Line[]): string[] {
  const measured = run.map(({ text, comment = "" }) => {
    const width = displayWidth(text);
    return { text, comment, width, end: width + COMMENT_GAP + displayWidth(comment) };
  });
  const widest = measured.reduce((most, { width }) => Math.max(most, width), 0);
  const isTooWide = measured.some(
    ({ width, end }) => end <= MOST_COLUMNS && end + widest - width > MOST_COLUMNS,
  );
  return measured.map(({ text, comment, width }) => {
    const gap = COMMENT_GAP + (isTooWide ? 0 : widest - width);
    return `${text}${" ".repeat(gap)}${comment}`;
  });
}
