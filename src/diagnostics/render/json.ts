// Why: programs read findings as data, with the same facts that people see.

import type { SourceFile, Span } from "../../source/source.js";
import type { Diagnostic, Fix, Label } from "../diagnostic.js";
import type { Findings } from "../sink.js";
import type { OutputFormat, Renderer } from "./renderer.js";

type ShowPath = (path: string) => string;

/** One JSON document: `diagnostics` in reading order, those that comments ignore, the counts, and `more`. */
export const renderJson: Renderer = (findings, options = {}) => {
  const { showPath = (path) => path, more = {} } = options;
  return `${JSON.stringify({ ...findingsToJson(findings, showPath), ...more }, null, 2)}\n`;
};

/** The format `json`. */
export const json: OutputFormat = { render: renderJson, isDocument: true, pathsFrom: "folder" };

function findingsToJson(findings: Findings, showPath: ShowPath) {
  const { all: _, shown, ignored, ...counts } = findings;
  return {
    diagnostics: shown.map((found) => diagnosticToJson(found, showPath)),
    ignored: ignored.map(({ diagnostic, reason, comment }) => ({
      ...diagnosticToJson(diagnostic, showPath),
      reason,
      comment: labelToJson(comment, showPath),
    })),
    ...counts,
  };
}

function diagnosticToJson(diagnostic: Diagnostic, showPath: ShowPath) {
  const { code, name, severity, message, primary, related, notes, help, fix } = diagnostic;
  return {
    code,
    name,
    severity,
    message,
    primary: labelToJson(primary, showPath),
    related: related.map((label) => labelToJson(label, showPath)),
    notes,
    ...(help !== undefined && { help }),
    ...(fix !== undefined && { fix: fixToJson(fix, showPath) }),
  };
}

function labelToJson({ source, span, text }: Label, showPath: ShowPath) {
  return { ...placeToJson(source, span, showPath), ...(text !== undefined && { text }) };
}

function fixToJson({ title, safe, edits }: Fix, showPath: ShowPath) {
  return {
    title,
    safe,
    edits: edits.map(({ source, span, insert }) => ({
      ...placeToJson(source, span, showPath),
      insert,
    })),
  };
}

/** Lines and columns count from 1, offsets from 0; columns and offsets are UTF-16 units. */
function placeToJson(source: SourceFile, span: Span, showPath: ShowPath) {
  return {
    path: showPath(source.path),
    start: { ...source.position(span.start), offset: span.start },
    end: { ...source.position(span.end), offset: span.end },
  };
}
