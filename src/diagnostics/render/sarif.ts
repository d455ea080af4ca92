// Why: code scanning services, editors, and dashboards read the findings of every tool in this one format
// (SARIF 2.1.0, an OASIS standard).

import type { SourceFile } from "../../source/source.js";
import { version } from "../../version.js";
import type { Page } from "../catalog.js";
import type { Diagnostic, Fix, IgnoredDiagnostic, Label, Severity } from "../diagnostic.js";
import { contentMarkdown } from "../page-markdown.js";
import type { Findings } from "../sink.js";
import type { OutputFormat, Renderer, RenderOptions } from "./renderer.js";
import { lineFingerprints } from "./sarif/fingerprint.js";
import { artifactLocation, BASE, region } from "./sarif/place.js";

const SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const LEVELS = { error: "error", warning: "warning", hint: "note" } satisfies Record<
  Severity,
  string
>;

/**
 * One document with one run, also when nothing was found: the empty run closes alerts. It holds every
 * finding, however many there are, and those that comments ignore. `showPath` must answer paths from the
 * repository's root, or absolute ones.
 */
export const renderSarif: Renderer = (findings, options = {}) =>
  `${JSON.stringify(sarifLog(findings, options), null, 2)}\n`;

/** The format `sarif`. */
export const sarif: OutputFormat = {
  render: renderSarif,
  isDocument: true,
  pathsFrom: "repository",
  needsPages: true,
};

function sarifLog(findings: Findings, options: RenderOptions) {
  const { showPath = (path: string) => path, pages = [] } = options;
  const suppressed = findings.ignored.map(({ diagnostic }) => diagnostic);
  const rules = new Map([...findings.all, ...suppressed].map((found) => [found.code, found]));
  const inOrder = [...rules.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const context = {
    showPath,
    ruleIndexes: new Map(inOrder.map(({ code }, index) => [code, index])),
    fingerprints: new Map(),
  };
  const driver = {
    name: "tsk-gen",
    version,
    semanticVersion: version,
    rules: inOrder.map((found) => rule(found, pages)),
  };
  const run = {
    tool: { driver },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [BASE]: { description: { text: "The root of the repository." } } },
    results: [
      ...findings.all.map((found) => result(found, context)),
      ...findings.ignored.map((found) => suppressedResult(found, context)),
    ],
  };
  return { $schema: SCHEMA, version: "2.1.0", runs: [run] };
}

/** What the results of one document share. */
interface Context {
  readonly showPath: (path: string) => string;
  /** By code, the place in the list of rules. */
  readonly ruleIndexes: ReadonlyMap<string, number>;
  readonly fingerprints: Map<SourceFile, (line: number) => string>;
}

function result(diagnostic: Diagnostic, context: Context) {
  const { code, severity, primary, related, fix } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: context.ruleIndexes.get(code),
    level: LEVELS[severity],
    message: { text: messageOf(diagnostic) },
    locations: [locationOf(primary, context)],
    ...(related.length > 0 && {
      relatedLocations: related.map((label, index) => ({
        id: index + 1,
        ...locationOf(label, context),
        ...(label.text !== undefined && { message: { text: literal(label.text) } }),
      })),
    }),
    partialFingerprints: { primaryLocationLineHash: fingerprintOf(primary, context) },
    ...(fix !== undefined && { fixes: [fixOf(fix, context)] }),
  };
}

function suppressedResult({ diagnostic, reason, comment }: IgnoredDiagnostic, context: Context) {
  const location = locationOf(comment, context);
  const suppression = { kind: "inSource", status: "accepted", justification: reason, location };
  return { ...result(diagnostic, context), suppressions: [suppression] };
}

function locationOf({ source, span }: Label, { showPath }: Context) {
  const artifact = artifactLocation(showPath(source.path));
  return { physicalLocation: { artifactLocation: artifact, region: region(source, span) } };
}

function fingerprintOf({ source, span }: Label, { fingerprints }: Context): string {
  const ofLine = fingerprints.get(source) ?? lineFingerprints(source);
  fingerprints.set(source, ofLine);
  return ofLine(source.position(span.start).line);
}

function fixOf({ title, safe, edits }: Fix, { showPath }: Context) {
  const sources = [...new Set(edits.map(({ source }) => source))];
  const artifactChanges = sources.map((source) => ({
    artifactLocation: artifactLocation(showPath(source.path)),
    replacements: edits
      .filter((edit) => edit.source === source)
      .map(({ span, insert }) => ({
        deletedRegion: region(source, span),
        ...(insert !== "" && { insertedContent: { text: insert } }),
      })),
  }));
  return { description: { text: title }, artifactChanges, properties: { safe } };
}

/** A rule, as far as a finding of it and its page tell. */
function rule({ code, name, severity }: Diagnostic, pages: readonly Page[]) {
  const page = pages.find((other) => other.code === code);
  return {
    id: code,
    name,
    shortDescription: { text: name.replaceAll("-", " ") },
    ...(page !== undefined && {
      fullDescription: { text: page.why[0] ?? "" },
      help: { text: page.why.join("\n\n"), markdown: contentMarkdown(page) },
    }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/**
 * Everything that `pretty` says but the source lines, a fact a line. Remarks on other places are links to
 * `relatedLocations`: code scanning shows only those that the message names.
 */
function messageOf({ message, primary, related, notes, help, fix }: Diagnostic): string {
  const advice = help ?? fix?.title;
  const links = related.flatMap(({ text }, index) =>
    text === undefined ? [] : [`[${text.replace(/[\\[\]]/g, "\\$&")}](${index + 1})`],
  );
  return [
    literal(message),
    ...(primary.text === undefined ? [] : [literal(primary.text)]),
    ...links,
    ...notes.map((note) => `note: ${literal(note)}`),
    ...(advice === undefined ? [] : [`help: ${literal(advice)}`]),
  ].join("\n");
}

/** Text that would read as a link is kept from being one. */
function literal(text: string): string {
  return text.replace(/\[(?=[^[\]]*\]\()/g, "\\[");
}
