// Why: several labels can mark one line. The rightmost remark stands beside its marker; each of the others
// hangs below its own, tied to it by a bar.

import type { Columns } from "./columns.js";
import type { Paint } from "./paint.js";

/** A label of the line, in columns. */
export interface Marker {
  readonly columns: Columns;
  readonly sign: "^" | "-";
  readonly text: string;
  readonly paint: Paint;
}

/** The rows under a source line, without gutter. */
export function drawMarkers(markers: readonly Marker[]): string[] {
  const byColumn = markers.toSorted((a, b) => a.columns.start - b.columns.start);
  const beside = textBeside(byColumn);
  const hanging = byColumn.filter((marker) => marker.text !== "" && marker !== beside);
  const rows = [underline(byColumn, beside)];
  if (hanging.length > 0) rows.push(row(hanging));
  for (let count = hanging.length; count > 0; count--) {
    const marker = hanging[count - 1];
    if (marker !== undefined) rows.push(row(hanging.slice(0, count - 1), marker));
  }
  return rows;
}

/** The marker whose remark has nothing to its right: the rightmost, if it has one. */
function textBeside(byColumn: readonly Marker[]): Marker | undefined {
  const end = Math.max(...byColumn.map((marker) => marker.columns.end));
  const rightmost = byColumn.filter((marker) => marker.columns.end === end);
  return rightmost.findLast((marker) => marker.text !== "");
}

/** All signs on one row; where labels overlap, the primary one is on top. */
function underline(markers: readonly Marker[], beside: Marker | undefined): string {
  const cells: string[] = [];
  for (const sign of ["-", "^"] as const)
    for (const marker of markers.filter((candidate) => candidate.sign === sign))
      for (let column = marker.columns.start; column < marker.columns.end; column++)
        cells[column] = marker.paint(sign);
  const remark = beside === undefined ? "" : ` ${beside.paint(beside.text)}`;
  return Array.from(cells, (cell) => cell ?? " ").join("") + remark;
}

/** Bars under the markers that still wait for their remark, and the remark of `last`. */
function row(bars: readonly Marker[], last?: Marker): string {
  const cells: string[] = [];
  for (const { columns, paint } of bars) cells[columns.start] = paint("|");
  if (last !== undefined) {
    cells.length = Math.min(cells.length, last.columns.start);
    cells[last.columns.start] = last.paint(last.text);
  }
  return Array.from(cells, (cell) => cell ?? " ").join("");
}
