// Why: the format for people: what is wrong, where, the lines in question, why it matters, what to type.
// The frame is plain ASCII everywhere, so that it survives being pasted; colour only adds.

import type { Diagnostic } from "../diagnostic.js";
import { summarize } from "../summary.js";
import { visible } from "./frame/columns.js";
import { drawFrame, type Frame } from "./frame/frame.js";
import { type Palette, palette } from "./frame/paint.js";
import type { OutputFormat, Renderer } from "./renderer.js";

/** Every finding with its frame, a blank line after each, and the summary. */
export const renderPretty: Renderer = (findings, options = {}) => {
  const { colour = false, showPath = (path) => path } = options;
  const colours = palette(colour);
  const blocks = findings.shown.map((found) => [
    headline(found, colours),
    ...withSlots(found, drawFrame(found, colours, showPath), colours),
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

function headline({ severity, code, name, message }: Diagnostic, colours: Palette): string {
  const kind = colours.severity(severity)(`${severity}[${code} ${name}]`);
  return `${kind}${colours.headline(`: ${visible(message)}`)}`;
}

/**
 * The frame with notes and help below it. What a tool can mend stands first, since nothing else needs to
 * be read then; other help follows the notes that explain it.
 */
function withSlots(diagnostic: Diagnostic, frame: Frame, colours: Palette): string[] {
  const { notes, help, fix } = diagnostic;
  const slot = (name: string, text: string) =>
    `${frame.gutter} ${colours.frame("=")} ${colours.slot(`${name}:`)} ${visible(text)}`;
  const noteLines = notes.map((note) => slot("note", note));
  const fixable = fix?.safe === true;
  const advice = help ?? fix?.title;
  const helpLines =
    advice === undefined ? [] : [slot("help", advice) + (fixable ? "   [fixable]" : "")];
  const slots = fixable ? [...helpLines, ...noteLines] : [...noteLines, ...helpLines];
  if (slots.length === 0) return [...frame.lines];
  return [...frame.lines, `${frame.gutter} ${colours.frame("|")}`, ...slots];
}
