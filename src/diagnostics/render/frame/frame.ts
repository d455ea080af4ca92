// Why: the evidence. Source lines with their labels, grouped by file, with a gutter that is as wide as the
// longest line number of the whole message.

import type { SourceFile } from "../../../source/source.js";
import type { Diagnostic, Label } from "../../diagnostic.js";
import { drawLine, MOST_COLUMNS, visible } from "./columns.js";
import { FEWEST_COLUMNS } from "./hang.js";
import { drawMarkers } from "./markers.js";
import type { Palette } from "./paint.js";

/** The lines between headline and notes, and the gutter that the notes align with. */
export interface Frame {
  readonly lines: readonly string[];
  readonly gutter: string;
}

/** Draws the labels of a diagnostic, on a terminal of `columns` if there is one. */
export function drawFrame(
  diagnostic: Diagnostic,
  palette: Palette,
  showPath: (path: string) => string,
  columns: number | undefined,
): Frame {
  const groups = groupByFile(diagnostic);
  const numbers = groups.flatMap(({ lines }) => [...lines.keys()]);
  const width = String(Math.max(...numbers)).length;
  const edge = columns && Math.max(columns, FEWEST_COLUMNS) - width - BAR.length;
  const context = { diagnostic, palette, showPath, width, edge };
  const lines = groups.flatMap((group, index) => drawGroup(group, index === 0, context));
  return { lines, gutter: " ".repeat(width) };
}

/** Between the line number and what is drawn. */
const BAR = " | ";

interface Context {
  readonly diagnostic: Diagnostic;
  readonly palette: Palette;
  readonly showPath: (path: string) => string;
  /** Of the line numbers. */
  readonly width: number;
  /** The columns of the terminal behind the bar, if there is one. */
  readonly edge: number | undefined;
}

/** The labels in one file. */
interface Group {
  readonly source: SourceFile;
  /** The one whose position the group's heading gives. */
  readonly first: Label;
  /** By line number, ascending. */
  readonly lines: ReadonlyMap<number, readonly Label[]>;
}

/** The file of the primary label first, the others in the order of the labels. */
function groupByFile({ primary, related }: Diagnostic): Group[] {
  const labels = [primary, ...related];
  const sources = new Set(labels.map((label) => label.source));
  return Array.from(sources, (source) => {
    const own = labels.filter((label) => label.source === source);
    const lineOf = (label: Label) => source.position(label.span.start).line;
    const numbers = [...new Set(own.map(lineOf))].sort((a, b) => a - b);
    const lines = new Map(numbers.map((n) => [n, own.filter((label) => lineOf(label) === n)]));
    return { source, first: own[0] ?? primary, lines };
  });
}

function drawGroup(group: Group, isFirst: boolean, context: Context): string[] {
  const { palette, width, showPath } = context;
  const { line, column } = group.source.position(group.first.span.start);
  const pad = " ".repeat(width);
  const arrow = palette.frame(isFirst ? "-->" : ":::");
  const lines = [
    `${pad}${arrow} ${showPath(group.source.path)}:${line}:${column}`,
    `${pad} ${palette.frame("|")}`,
  ];
  let previous: number | undefined;
  for (const [number, labels] of group.lines) {
    if (previous !== undefined && number > previous + 1) lines.push(`${pad} ${palette.frame(":")}`);
    lines.push(...drawLabels(group.source, number, labels, context));
    previous = number;
  }
  return lines;
}

function drawLabels(
  source: SourceFile,
  number: number,
  labels: readonly Label[],
  { diagnostic, palette, width, edge = Infinity }: Context,
): string[] {
  const text = source.line(number);
  const lineStart = source.lineStarts[number - 1] ?? 0;
  const range = ({ span }: Label) => ({
    start: span.start - lineStart,
    end: Math.min(span.end - lineStart, text.length),
  });
  const room = Math.min(edge, MOST_COLUMNS);
  const drawn = drawLine(text, focusOf(labels.map(range), room), room);
  const markers = labels.map((label) => {
    const { start, end } = range(label);
    const isPrimary = label === diagnostic.primary;
    return {
      columns: drawn.columnsOf(start, end),
      sign: isPrimary ? ("^" as const) : ("-" as const),
      text: visible(label.text ?? ""),
      paint: isPrimary ? palette.severity(diagnostic.severity) : palette.secondary,
    };
  });
  const bar = palette.frame("|");
  const gutter = palette.frame(String(number).padStart(width));
  const rows = drawMarkers(markers, edge).map((row) => `${" ".repeat(width)} ${bar} ${row}`);
  return [`${gutter} ${bar} ${drawn.text}`.trimEnd(), ...rows];
}

/** What must stay visible when the line is cut: all labels if they stand close together, else the first. */
function focusOf(
  ranges: readonly { start: number; end: number }[],
  room: number,
): { start: number; end: number } {
  const start = Math.min(...ranges.map((range) => range.start));
  const end = Math.max(...ranges.map((range) => range.end));
  const [first] = ranges;
  return first !== undefined && end - start > room - 20 ? first : { start, end };
}
