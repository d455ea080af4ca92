// Why: one line a finding, for editors and for reading many at a glance.

import { summarize } from "../summary.js";
import { visible } from "./frame/columns.js";
import type { Renderer } from "./renderer.js";

/** `config/queue.tusk:3:13: error[TSK2004 unknown-backend]: ...`, and the summary. */
export const renderShort: Renderer = (findings, { showPath = (path: string) => path } = {}) => {
  const lines = findings.shown.map(({ severity, code, name, message, primary }) => {
    const { line, column } = primary.source.position(primary.span.start);
    const place = `${showPath(primary.source.path)}:${line}:${column}`;
    return `${place}: ${severity}[${code} ${name}]: ${visible(message)}`;
  });
  return [...lines, ...summarize(findings, showPath)].map((line) => `${line}\n`).join("");
};
