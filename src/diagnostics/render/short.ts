// Why: one line a finding, for editors and for reading many at a glance.

import type { Diagnostic } from "../diagnostic.js";
import { summarize } from "../summary.js";
import { visible } from "./frame/columns.js";
import type { OutputFormat, Renderer } from "./renderer.js";

/** The line of each finding, and the summary. */
export const renderShort: Renderer = (findings, options = {}) => {
  const { showPath = (path) => path } = options;
  const lines = findings.shown.map((found) => shortLine(found, showPath));
  return [...lines, ...summarize(findings, options)].map((line) => `${line}\n`).join("");
};

/** The format `short`. */
export const short: OutputFormat = { render: renderShort, isDocument: false, pathsFrom: "folder" };

/** `config/queue.tusk:3:13: error[TSK2004 unknown-backend]: ...` */
export function shortLine(
  { severity, code, name, message, primary }: Diagnostic,
  showPath: (path: string) => string,
): string {
  const { line, column } = primary.source.position(primary.span.start);
  const place = `${showPath(primary.source.path)}:${line}:${column}`;
  return `${place}: ${severity}[${code} ${name}]: ${visible(message)}`;
}
