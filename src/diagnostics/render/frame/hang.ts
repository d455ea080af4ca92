// Why: on a terminal, text that runs over the edge goes on under the frame and is hard to read; broken by us, it
// goes on under itself. Elsewhere lines stay whole, for whoever searches or compares them.

import { displayWidth } from "../../../source/width.js";
import { wrapWords } from "../../wrap.js";
import type { Paint } from "./paint.js";

/** Narrower terminals are taken for this wide: what is broken for less can no longer be read. */
export const FEWEST_COLUMNS = 40;
/** Longer lines of text are hard to read, on however wide a terminal. */
const MOST_COLUMNS = 100;
/** Where text goes on whose prefix takes more than half of the terminal. */
const SMALL_INDENT = 4;

/** What stands before a text, as it is measured and as it is printed. */
export interface Prefix {
  readonly plain: string;
  readonly painted: string;
}

/**
 * The lines of a text behind a prefix, for a terminal of `columns`; on one line without a terminal. What
 * follows the first line stands under the start of the text.
 */
export function hang(
  { plain, painted }: Prefix,
  text: string,
  columns: number | undefined,
  paint: Paint = (line) => line,
): string[] {
  if (columns === undefined) return [painted + paint(text)];
  const width = Math.min(Math.max(columns, FEWEST_COLUMNS), MOST_COLUMNS);
  const before = displayWidth(plain);
  const indent = before <= width / 2 ? before : SMALL_INDENT;
  const lines = breakText(text, width - before, width - indent);
  return lines.map((line, index) => (index === 0 ? painted : " ".repeat(indent)) + paint(line));
}

/**
 * Breaks a text into lines of at most `room` columns, the first of at most `firstRoom`. What is quoted stays in
 * one piece if a line has room for it, since people copy it.
 */
export function breakText(text: string, firstRoom: number, room: number): string[] {
  const words = text
    .replace(/`[^`]*`/g, (quoted) => quoted.replaceAll(" ", HELD))
    .split(" ")
    .map((word) => word.replaceAll(HELD, " "))
    .flatMap((word) => (displayWidth(word) > room ? word.split(" ") : [word]));
  return wrapWords(words, firstRoom, room).map((line) => line.trim());
}

/** Stands for a space at which no line may break; no text that is shown holds one. */
const HELD = "\0";
