// Why: in a GitHub workflow, lines of this form become annotations on the lines of a pull request. What stands
// in the log are the messages alone, so each message says by itself where and what.

import type { Diagnostic, Severity } from "../diagnostic.js";
import { summarize } from "../summary.js";
import { visible } from "./frame/columns.js";
import type { OutputFormat, Renderer } from "./renderer.js";
import { shortLine } from "./short.js";

type ShowPath = (path: string) => string;

/** GitHub keeps so many annotations of a kind from a step and drops the others without a word. */
const MOST_ANNOTATIONS = 10;

const COMMANDS = { error: "error", warning: "warning", hint: "notice" } satisfies Record<
  Severity,
  string
>;

/**
 * A workflow command a finding, by severity, and the summary as a line of the log. What would be dropped
 * goes into one last annotation of its kind. `showPath` must answer paths from the repository's root.
 */
export const renderGithub: Renderer = (findings, options = {}) => {
  const { showPath = (path) => path } = options;
  const severities: readonly Severity[] = ["error", "warning", "hint"];
  const commands = severities.flatMap((severity) =>
    annotate(
      findings.shown.filter((found) => found.severity === severity),
      severity,
      showPath,
    ),
  );
  const summary = summarize(findings, options).map(visible);
  return [...commands, ...summary].map((line) => `${line}\n`).join("");
};

/** The format `github`. */
export const github: OutputFormat = {
  render: renderGithub,
  isDocument: false,
  pathsFrom: "repository",
  runsLines: true,
};

function annotate(
  found: readonly Diagnostic[],
  severity: Severity,
  showPath: ShowPath,
): readonly string[] {
  const single = found.length > MOST_ANNOTATIONS ? MOST_ANNOTATIONS - 1 : found.length;
  const commands = found.slice(0, single).map((diagnostic) => {
    const title = `${diagnostic.code} ${diagnostic.name}`;
    return command(severity, { ...place(diagnostic, showPath), title }, body(diagnostic, showPath));
  });
  const rest = found.slice(single);
  if (rest.length === 0) return commands;
  const title = `${rest.length} more ${COMMANDS[severity]}s`;
  const bodies = rest.map((diagnostic) => body(diagnostic, showPath));
  return [...commands, command(severity, { title }, bodies.join("\n\n"))];
}

/**
 * Lines and columns count from 1 and name the first and the last character. GitHub takes columns only
 * within one line.
 */
function place({ primary }: Diagnostic, showPath: ShowPath): Record<string, string | number> {
  const { source, span } = primary;
  const first = source.position(span.start);
  const last = source.position(Math.max(span.start, span.end - 1));
  const lines = { file: showPath(source.path), line: first.line, endLine: last.line };
  if (first.line !== last.line) return lines;
  return { ...lines, col: first.column, endColumn: last.column };
}

/** Everything that `pretty` says but the source lines, a fact a line. */
function body(diagnostic: Diagnostic, showPath: ShowPath): string {
  const { primary, related, notes, help, fix } = diagnostic;
  const labels = [primary, ...related].flatMap(({ source, span, text }) => {
    const { line, column } = source.position(span.start);
    return text === undefined ? [] : [`${showPath(source.path)}:${line}:${column}: ${text}`];
  });
  const advice = help ?? fix?.title;
  return [
    shortLine(diagnostic, showPath),
    ...labels,
    ...notes.map((note) => `note: ${note}`),
    ...(advice === undefined ? [] : [`help: ${advice}${fix?.safe === true ? "   [fixable]" : ""}`]),
  ]
    .map(visible)
    .join("\n");
}

function command(
  severity: Severity,
  properties: Record<string, string | number>,
  message: string,
): string {
  const list = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(value)}`,
  );
  return `::${COMMANDS[severity]} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(value: string | number): string {
  return escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
