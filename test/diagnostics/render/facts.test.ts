// Why: whoever reads findings learns the same from every format. What pretty says, with its source lines, is
// the measure.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compile } from "../../../src/compile.js";
import { loadCatalog } from "../../../src/diagnostics/catalog.js";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { renderers } from "../../../src/diagnostics/render/index.js";
import { collect, type Findings } from "../../../src/diagnostics/sink.js";
import { readTree } from "../../../src/evaluate/read-tree.js";
import { SourceFile } from "../../../src/source/source.js";
import { readSarif } from "../../support/sarif.js";
import { readCommands } from "../../support/workflow-commands.js";
import { examples } from "./examples.js";

const golden = fileURLToPath(new URL("../../golden/failures/", import.meta.url));

/** What is wrong with the text of each golden failure. */
const failures = readdirSync(golden)
  .map((name) => {
    const text = readFileSync(join(golden, name, "queue.tusk"), "utf8");
    return { name, findings: collect(compile(new SourceFile("queue.tusk", text)).diagnostics) };
  })
  .filter(({ findings }) => findings.errors > 0);

/** What is wrong with the example of each page. */
const pages = (await loadCatalog()).flatMap(({ name, example }) => {
  if (example === undefined) return [];
  const source = new SourceFile("queue.tusk", example.wrong);
  return [{ name, findings: collect(findingsIn(source)) }];
});

function findingsIn(source: SourceFile): readonly Diagnostic[] {
  if (source.path === "queue.tusk") return compile(source).diagnostics;
  const found: Diagnostic[] = [];
  readTree(source, (diagnostic) => found.push(diagnostic), { checked: false });
  return found;
}

const cases: readonly { readonly name: string; readonly findings: Findings }[] = [
  ...failures,
  ...pages,
  ...examples.map(({ diagnostic }) => ({
    name: diagnostic.name,
    findings: collect([diagnostic]),
  })),
];

/** All that a diagnostic says in words. */
function wordsOf({ message, primary, related, notes, help, fix }: Diagnostic): string[] {
  const labels = [primary, ...related].flatMap(({ text }) => text ?? []);
  const advice = help ?? fix?.title;
  return [message, ...labels, ...notes, ...(advice === undefined ? [] : [advice])];
}

function placeOf({ primary: { source, span } }: Diagnostic): string {
  const { line, column } = source.position(span.start);
  return `${source.path}:${line}:${column}`;
}

describe.each(cases)("what is said of $name", ({ findings }) => {
  it("is what pretty shows", () => {
    const pretty = renderers.pretty(findings);
    for (const found of findings.shown) {
      expect(pretty).toContain(`${found.severity}[${found.code} ${found.name}]: ${found.message}`);
      expect(pretty).toContain(` ${placeOf(found)}\n`);
      for (const words of wordsOf(found)) expect(pretty).toContain(words);
    }
  });

  it("is what json holds", () => {
    const document = JSON.parse(renderers.json(findings));
    const { errors, warnings, hints, hidden, fixable } = findings;
    expect(document).toMatchObject({ errors, warnings, hints, hidden, fixable, ignored: [] });
    expect(document.diagnostics).toHaveLength(findings.shown.length);
    for (const [index, found] of findings.shown.entries()) {
      const { code, name, severity, message, notes } = found;
      const held = document.diagnostics[index];
      expect(held).toMatchObject({ code, name, severity, message, notes });
      const { path, start } = held.primary;
      expect(`${path}:${start.line}:${start.column}`).toBe(placeOf(found));
      const labels = [held, held.primary, ...held.related].flatMap(({ text }) => text ?? []);
      for (const words of wordsOf(found))
        expect([message, held.help ?? held.fix?.title, ...labels, ...notes]).toContain(words);
      expect(held.related).toHaveLength(found.related.length);
    }
  });

  it("is what sarif holds", () => {
    const { results, tool } = readSarif(renderers.sarif(findings));
    expect(results).toHaveLength(findings.all.length);
    for (const [index, found] of findings.all.entries()) {
      const result = results[index];
      expect(tool.driver.rules[result?.ruleIndex ?? -1]).toMatchObject({
        id: found.code,
        name: found.name,
      });
      const place = result?.locations[0].physicalLocation;
      const { startLine, startColumn } = place?.region ?? {};
      expect(`${place?.artifactLocation.uri}:${startLine}:${startColumn}`).toBe(placeOf(found));
      for (const words of wordsOf(found)) expect(result?.message.text).toContain(words);
      expect(result?.relatedLocations ?? []).toHaveLength(found.related.length);
      expect(result?.fixes !== undefined).toBe(found.fix !== undefined);
    }
  });

  it("is what github's annotations say", () => {
    const commands = readCommands(renderers.github(findings));
    for (const found of findings.shown) {
      const annotation = commands.find(({ message }) => message.startsWith(`${placeOf(found)}: `));
      expect(annotation?.properties.title).toBe(`${found.code} ${found.name}`);
      expect(annotation?.properties.file).toBe(found.primary.source.path);
      for (const words of wordsOf(found)) expect(annotation?.message).toContain(words);
    }
    expect(commands).toHaveLength(findings.shown.length);
  });
});
