// Why: between two pieces of code stand line breaks, blank lines, and comments; they are written here, and
// code starts its lines here.

import type { OwnLine } from "./comments.js";
import type { Context } from "./context.js";

/** Writes the comments that follow on the line of what was written last. */
export function writeBehind({ comments, writer }: Context, end: number): void {
  const comment = comments.takeBehind(end);
  if (comment !== "") writer.commentBehind(comment);
}

/** Writes the comments before `end` as lines of their own, up to one that is left of `column`. */
export function writeOwnLines({ comments, writer }: Context, end: number, column?: number): void {
  for (const line of comments.takeOwnLines(end, column)) writeOwnLine(writer, line, true);
}

/** Starts the line of the statement or item at `start`, below the comments before it. */
export function startLine(context: Context, start: number): void {
  writeOwnLines(context, start);
  context.writer.newLine(context.comments.isSpaced(start));
}

/**
 * Starts the line of a part of a bracket at `start`, below the comments before it. There is no blank line
 * in front of the first. `sign` is what else its line begins with.
 */
export function startPart(
  { comments, writer }: Context,
  start: number,
  isFirst: boolean,
  sign = "",
): void {
  const { behind, ownLines, before } = comments.takeGap(start);
  if (behind !== "") writer.commentBehind(behind);
  ownLines.forEach((line, index) => {
    writeOwnLine(writer, line, !isFirst || index > 0);
  });
  const [first] = before;
  const isSpaced = first === undefined ? comments.isSpaced(start) : first.isSpaced;
  writer.newLine(isSpaced && sign === "" && (!isFirst || ownLines.length > 0));
  writer.write(sign);
  for (const comment of before) writer.commentInside(comment.text);
}

/** Writes the comments before the closing bracket at `end`. */
export function endParts(context: Context, end: number, isEmpty: boolean): void {
  writeBehind(context, end);
  context.comments.takeOwnLines(end).forEach((line, index) => {
    writeOwnLine(context.writer, line, !isEmpty || index > 0);
  });
}

function writeOwnLine(writer: Context["writer"], line: OwnLine, maySpace: boolean): void {
  writer.newLine(line.isSpaced && maySpace);
  writer.write(line.text);
  writer.commentTail(line.tail);
}
