// Why: the format for people: what is wrong, where, the lines in question, why it matters, what to type.
// The frame is plain ASCII everywhere, so that it survives being pasted; colour only adds.

import type { Diagnostic } from "../diagnostic.js";
import { summarize } from "../summary.js";
import { visible } from "./frame/columns.js";
import { drawFrame, type Frame } from "./frame/frame.js";
import { hang } from "./frame/hang.js";
import { type Palette, palette } from "./frame/paint.js";
import { drawSlot, type SlotName } from "./frame/slot.js";
import type { OutputFormat, Renderer } from "./renderer.js";

/** Every finding with its frame, a blank line after each, and the summary. */
export const renderPretty: Renderer = (findings, options = {}) => {
  const { colour = false, showPath = (path) => path, columns } = options;
  const colours = palette(colour);
  const blocks = findings.shown.map((found) => [
    ...headline(found, colours, columns),
    ...withSlots(found, drawFrame(found, colours, showPath, columns), colours, columns),
    "",
  ]);
  return [...blocks.flat(), ...summarize(findings, options)].map((line) => `${line}\n`).join("");
};

/** The format `pretty`. */
export const pretty: OutputFormat = {
  render: renderPretty,
  isDocument: false,
  pathsFrom: "folder",
};

function headline(
  { severity, code, name, message }: Diagnostic,
  colours: Palette,
  columns: number | undefined,
): string[] {
  const kind = `${severity}[${code} ${name}]`;
  const painted = colours.severity(severity)(kind) + colours.headline(": ");
  return hang({ plain: `${kind}: `, painted }, visible(message), columns, colours.headline);
}

/**
 * The frame with notes and help below it. What a tool can mend stands first, since nothing else needs to
 * be read then; other help follows the notes that explain it.
 */
function withSlots(
  diagnostic: Diagnostic,
  frame: Frame,
  colours: Palette,
  columns: number | undefined,
): string[] {
  const { notes, help, fix } = diagnostic;
  const slot = (name: SlotName, text: string) =>
    drawSlot(frame.gutter, name, text, colours, columns);
  const noteLines = notes.flatMap((note) => slot("note", note));
  const fixable = fix?.safe === true;
  const advice = help ?? fix?.title;
  const helpLines =
    advice === undefined ? [] : slot("help", advice + (fixable ? "   [fixable]" : ""));
  const slots = fixable ? [...helpLines, ...noteLines] : [...noteLines, ...helpLines];
  if (slots.length === 0) return [...frame.lines];
  return [...frame.lines, `${frame.gutter} ${colours.frame("|")}`, ...slots];
}
