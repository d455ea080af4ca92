// Why: a marker stands under what it marks only if both are measured in the columns of a terminal, where a
// tab is wide, an ideograph is two, and a control character must not act.

import { charactersOf, displayWidth } from "../../../source/width.js";

/** The columns that a source line may take before it is cut, where there is no terminal that has fewer. */
export const MOST_COLUMNS = 120;
const ELLIPSIS = "...";
/** How much of a very long line is looked at on either side of the focus: 8 units a column suffice. */
const MOST_UNITS = 8 * MOST_COLUMNS;
const TAB = "    ";

/** Text with everything shown that would move the cursor, change colours, or turn the reading direction. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) =>
    isJoiner(character) ? character : picture(character),
  );
}

/** A half-open range of columns, from 0. */
export interface Columns {
  readonly start: number;
  readonly end: number;
}

/** A source line as it is drawn. */
export interface DrawnLine {
  readonly text: string;
  /** Where a range of UTF-16 offsets of the line is drawn: at least one column, always within the line or right after it. */
  columnsOf(start: number, end: number): Columns;
}

/** Draws a line; one that is wider than `room` is cut around `focus`, a range of offsets. */
export function drawLine(
  line: string,
  focus: { start: number; end: number },
  room: number,
): DrawnLine {
  const from = Math.max(0, focus.start - MOST_UNITS);
  const to = Math.min(line.length, focus.start + MOST_UNITS);
  const cells = measure(line.slice(from, to), from);
  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  const place = (offset: number) => cells.find((cell) => cell.end > offset)?.column ?? total;
  const fits = from === 0 && to === line.length && total <= room;
  const window = fits
    ? { start: 0, end: total }
    : cut(total, { start: place(focus.start), end: place(focus.end) }, room);
  const shown = cells.filter(
    ({ column, width }) => column >= window.start && column + width <= window.end,
  );
  const before = from > 0 || window.start > 0 ? ELLIPSIS : "";
  const after = to < line.length || window.end < total ? ELLIPSIS : "";
  const text = before + shown.map((cell) => cell.text).join("") + after;
  const shift = before.length - (shown[0]?.column ?? 0);
  const last = Math.min(window.end, total) + shift + (after === "" ? 0 : ELLIPSIS.length - 1);
  const clamp = (column: number) => Math.min(Math.max(column + shift, 0), last);
  return {
    text,
    columnsOf(start, end) {
      const first = clamp(place(start));
      return { start: first, end: Math.max(clamp(place(end)), first + 1) };
    },
  };
}

/** A character of the line: what is printed for it, and where. */
interface Cell {
  readonly text: string;
  readonly width: number;
  /** The first column. */
  readonly column: number;
  /** The UTF-16 offset after it. */
  readonly end: number;
}

function measure(text: string, offset: number): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let end = offset;
  for (const segment of charactersOf(text)) {
    end += segment.length;
    const drawn = segment === "\t" ? TAB : visible(segment);
    const width = Math.max(1, displayWidth(drawn));
    cells.push({ text: drawn, width, column, end });
    column += width;
  }
  return cells;
}

/** The columns to keep of a line that is too wide: the focus with as much around it as fits. */
function cut(total: number, focus: Columns, columns: number): Columns {
  const room = columns - 2 * ELLIPSIS.length;
  const width = Math.min(focus.end - focus.start, room);
  const wanted = focus.start - Math.floor((room - width) / 2);
  const start = Math.max(0, Math.min(wanted, total - room));
  return { start, end: start + room };
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : "\ufffd";
}

/** Zero-width joiners hold emoji together and do nothing else. */
function isJoiner(character: string): boolean {
  return character === "\u200d";
}
