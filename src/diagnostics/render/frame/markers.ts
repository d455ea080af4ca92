// Why: several labels can mark one line. The rightmost remark stands beside its marker; each of the others
// hangs below its own, tied to it by a bar.

import { displayWidth } from "../../../source/width.js";
import type { Columns } from "./columns.js";
import { breakText } from "./hang.js";
import type { Paint } from "./paint.js";

/** A label of the line, in columns. */
export interface Marker {
  readonly columns: Columns;
  readonly sign: "^" | "-";
  readonly text: string;
  readonly paint: Paint;
}

/** A remark that has less room to the right of where it belongs starts farther to the left. */
const FEWEST_REMARK_COLUMNS = 30;

/** The rows under a source line, without gutter; remarks are broken to end within `edge` columns. */
export function drawMarkers(markers: readonly Marker[], edge: number): string[] {
  const byColumn = markers.toSorted((a, b) => a.columns.start - b.columns.start);
  const beside = markerWithTextBeside(byColumn, edge);
  const hanging = byColumn.filter((marker) => marker.text !== "" && marker !== beside);
  const rows = beside === undefined ? [underline(byColumn)] : underlineWith(byColumn, beside, edge);
  if (hanging.length > 0) rows.push(row(hanging));
  for (let count = hanging.length; count > 0; count--) {
    const marker = hanging[count - 1];
    if (marker !== undefined) rows.push(...remarkRows(hanging.slice(0, count - 1), marker, edge));
  }
  return rows;
}

/** The marker whose remark has nothing to its right, and room there: the rightmost, if it has one. */
function markerWithTextBeside(byColumn: readonly Marker[], edge: number): Marker | undefined {
  const end = Math.max(...byColumn.map((marker) => marker.columns.end));
  const rightmost = byColumn.filter((marker) => marker.columns.end === end);
  const marker = rightmost.findLast((candidate) => candidate.text !== "");
  if (marker === undefined || layOut(marker.text, end + 1, edge).start < end + 1) return undefined;
  return marker;
}

/** All signs on one row; where labels overlap, the primary one is on top. */
function underline(markers: readonly Marker[]): string {
  const cells: string[] = [];
  for (const sign of ["-", "^"] as const)
    for (const marker of markers.filter((candidate) => candidate.sign === sign))
      for (let column = marker.columns.start; column < marker.columns.end; column++)
        cells[column] = marker.paint(sign);
  return joined(cells);
}

/** The same, with the remark of the rightmost marker behind it. */
function underlineWith(markers: readonly Marker[], beside: Marker, edge: number): string[] {
  const { start, lines } = layOut(beside.text, beside.columns.end + 1, edge);
  return lines.map((line, index) =>
    index === 0
      ? `${underline(markers)} ${beside.paint(line)}`
      : " ".repeat(start) + beside.paint(line),
  );
}

/** The remark of a marker below it, with bars under the markers that still wait for theirs. */
function remarkRows(bars: readonly Marker[], marker: Marker, edge: number): string[] {
  const { start, lines } = layOut(marker.text, marker.columns.start, edge);
  return lines.map((line) => row(bars, { start, text: marker.paint(line) }));
}

/** Bars under markers, and text to their right. */
function row(
  bars: readonly Marker[],
  remark?: { readonly start: number; readonly text: string },
): string {
  const cells: string[] = [];
  for (const { columns, paint } of bars) cells[columns.start] = paint("|");
  if (remark !== undefined) {
    cells.length = Math.min(cells.length, remark.start);
    cells[remark.start] = remark.text;
  }
  return joined(cells);
}

/** A remark as lines, and where they start: at `column`, or where they have enough room. */
function layOut(
  text: string,
  column: number,
  edge: number,
): { readonly start: number; readonly lines: readonly string[] } {
  const room = Math.max(edge - column, FEWEST_REMARK_COLUMNS);
  const lines = breakText(text, room, room);
  const widest = Math.max(...lines.map(displayWidth));
  return { start: Math.max(Math.min(column, edge - widest), 0), lines };
}

function joined(cells: readonly string[]): string {
  return Array.from(cells, (cell) => cell ?? " ").join("");
}
