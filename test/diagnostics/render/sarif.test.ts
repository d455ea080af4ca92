import { describe, expect, it } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { loadCatalog } from "../../../src/diagnostics/catalog.js";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { renderSarif } from "../../../src/diagnostics/render/sarif.js";
import { collect } from "../../../src/diagnostics/sink.js";
import { SourceFile } from "../../../src/source/source.js";
import { readSarif, type SarifRegion } from "../../support/sarif.js";
import { diagnosticAt, fileWith, labelAt } from "./build.js";
import { examples } from "./examples.js";

const diagnostics = examples.map(({ diagnostic }) => diagnostic);

const runOf = (...found: readonly Diagnostic[]) => readSarif(renderSarif(collect(found)));

/** The text of a region, by its lines and columns, and by its offset. */
function textsOf(text: string, region: SarifRegion): [string, string] {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const at = (line: number, column: number) => (starts[line - 1] ?? Number.NaN) + column - 1;
  return [
    text.slice(at(region.startLine, region.startColumn), at(region.endLine, region.endColumn)),
    text.slice(region.charOffset, region.charOffset + region.charLength),
  ];
}

describe("the document", () => {
  it("is complete, and one run, also when nothing was found", () => {
    const run = runOf();
    expect(run.results).toEqual([]);
    expect(run.tool.driver).toEqual({
      name: "tsk-gen",
      version: manifest.version,
      semanticVersion: manifest.version,
      rules: [],
      ...("homepage" in manifest && { informationUri: manifest.homepage }),
    });
  });

  it("lists each rule that was broken once, by code, and results point to theirs", () => {
    const source = fileWith("queue.tusk", { 1: "a: 1, b: 2" });
    const again = diagnosticAt(labelAt(source, 1, "1"), { code: "TSK5004", name: "x" });
    const { tool, results } = runOf(...diagnostics, again);
    const { rules } = tool.driver;
    expect(rules.map(({ id }) => id)).toEqual([...new Set(rules.map(({ id }) => id))].sort());
    expect(results).toHaveLength(diagnostics.length + 1);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(rules.find(({ id }) => id === "TSK5001")).toEqual({
      id: "TSK5001",
      name: "unknown-queue",
      shortDescription: { text: "unknown queue" },
      defaultConfiguration: { level: "error" },
    });
  });

  it("tells what a rule means, as its page does", async () => {
    const pages = await loadCatalog();
    const { rules } = readSarif(renderSarif(collect(diagnostics), { pages })).tool.driver;
    const page = pages.find(({ code }) => code === "TSK5001");
    const rule = rules.find(({ id }) => id === "TSK5001");
    expect(rule?.fullDescription?.text).toBe(page?.why[0]);
    expect(rule?.help?.text).toContain(page?.why.at(-1));
    expect(rule?.help?.markdown).toContain(`\`\`\`tusk\n${page?.example?.wrong}\`\`\``);
  });

  it("holds every finding, however many there are", () => {
    const source = new SourceFile("queue.tusk", "x\n".repeat(200));
    const found = Array.from({ length: 120 }, (_, line) =>
      diagnosticAt({ source, span: { start: 2 * line, end: 2 * line + 1 } }),
    );
    expect(runOf(...found).results).toHaveLength(120);
  });

  it("is the same for the same findings", () => {
    expect(renderSarif(collect(diagnostics))).toBe(renderSarif(collect(diagnostics)));
  });
});

describe("a result", () => {
  it("says what pretty says, and links to the other places", () => {
    const [result] = runOf(...diagnostics.filter(({ name }) => name === "unknown-queue")).results;
    expect(result).toMatchObject({
      ruleId: "TSK5001",
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "config/queue.tusk", uriBaseId: "SRCROOT" },
            region: { startLine: 41, startColumn: 12, endLine: 41, endColumn: 18 },
          },
        },
      ],
      relatedLocations: [
        { id: 1, message: { text: "declared here: default, high, low, and critical" } },
      ],
    });
    expect(result?.message.text).toBe(
      [
        "job `WelcomeEmail` goes to queue `urgent`, which is not declared",
        "not one of them",
        "[declared here: default, high, low, and critical](1)",
        "note: the job would be stored and no worker would ever fetch it",
        "help: send it to `critical`, the heaviest one, or add `urgent: 1` under `queues`",
      ].join("\n"),
    );
  });

  it("calls a hint a note", () => {
    const label = labelAt(fileWith("queue.tusk", { 1: "a: 1" }), 1, "1");
    expect(runOf(diagnosticAt(label, { severity: "hint" })).results[0]?.level).toBe("note");
  });

  it("marks the same text by lines and columns as by offset, byte order mark aside", () => {
    const text = 'a: "日本 👩‍👩‍👧"\r\nb: """one\ntwo"""\n';
    for (const mark of ["", "\ufeff"]) {
      const source = new SourceFile("queue.tusk", mark + text);
      for (const marked of ["日本", "👩‍👩‍👧", '"""one\ntwo"""', "a"]) {
        const start = source.text.indexOf(marked);
        const span = { start, end: start + marked.length };
        const [result] = runOf(diagnosticAt({ source, span })).results;
        const region = result?.locations[0].physicalLocation.region;
        if (region === undefined) throw new Error("the result has no region");
        expect(textsOf(text, region)).toEqual([marked, marked]);
      }
    }
    const source = new SourceFile("queue.tusk", `\ufeff${text}`);
    const [atStart] = runOf(diagnosticAt({ source, span: { start: 0, end: 0 } })).results;
    expect(atStart?.locations[0].physicalLocation.region).toEqual({
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
      charOffset: 0,
      charLength: 0,
    });
  });

  it("encodes paths, and gives no base to absolute ones", () => {
    const locationOf = (path: string) => {
      const [result] = runOf(diagnosticAt(labelAt(fileWith(path, { 1: "a" }), 1, "a"))).results;
      return result?.locations[0].physicalLocation.artifactLocation;
    };
    expect(locationOf("my app/a%20b:c/größe?.tusk")).toEqual({
      uri: "my%20app/a%2520b%3Ac/gr%C3%B6%C3%9Fe%3F.tusk",
      uriBaseId: "SRCROOT",
    });
    expect(locationOf("/srv/a b/queue.tusk")).toEqual({ uri: "file:///srv/a%20b/queue.tusk" });
    expect(locationOf("C:\\a b\\queue.tusk")).toEqual({ uri: "file:///C:/a%20b/queue.tusk" });
    expect(locationOf("a\\b.tusk")?.uri).toBe("a%5Cb.tusk");
  });

  it("carries fixes as replacements that give the text with the fix", () => {
    const source = new SourceFile("queue.tusk", "\ufeffa: sidekik\n  b: 1\n");
    const edits = [
      { source, span: { start: 4, end: 11 }, insert: "sidekiq" },
      { source, span: { start: 12, end: 14 }, insert: "" },
    ];
    const fix = { title: "mend it", safe: true, edits };
    const span = { start: 4, end: 11 };
    const [result] = runOf(diagnosticAt({ source, span }, { fix })).results;
    const [change] = result?.fixes?.[0]?.artifactChanges ?? [];
    const text = source.text.slice(1);
    const mended = (change?.replacements ?? []).reduceRight(
      (now, { deletedRegion: { charOffset, charLength }, insertedContent }) =>
        now.slice(0, charOffset) +
        (insertedContent?.text ?? "") +
        now.slice(charOffset + charLength),
      text,
    );
    expect(mended).toBe("a: sidekiq\nb: 1\n");
    expect(result?.message.text).toBe("something is wrong\nhelp: mend it");
  });

  it("keeps text of the file from being a link", () => {
    const source = fileWith("queue.tusk", { 1: "a: 1" });
    const hostile = "see [this](https://example.com) or [1] and \\";
    const found = diagnosticAt(labelAt(source, 1, "1"), {
      message: hostile,
      related: [labelAt(source, 1, "a", "list[0]")],
    });
    const [result] = runOf(found).results;
    expect(result?.message.text).toBe(
      "see \\[this](https://example.com) or [1] and \\\n[list\\[0\\]](1)",
    );
  });

  it("is known again when lines above it come and go", () => {
    const fingerprintOf = (text: string) => {
      const source = new SourceFile("queue.tusk", text);
      const start = text.indexOf("sidekik");
      const [result] = runOf(diagnosticAt({ source, span: { start, end: start + 7 } })).results;
      return result?.partialFingerprints.primaryLocationLineHash;
    };
    expect(fingerprintOf("# new\n\nqueue:\n  backend: sidekik\n")).toBe(
      fingerprintOf("queue:\n  backend: sidekik\n"),
    );
  });

  it("that a comment ignores is suppressed, with the reason", () => {
    const source = fileWith("queue.tusk", { 1: "a: 0  # tsk-ignore example: paused" });
    const diagnostic = diagnosticAt(labelAt(source, 1, "0"), { severity: "warning" });
    const comment = labelAt(source, 1, "# tsk-ignore example: paused");
    const findings = collect([], [{ diagnostic, reason: "paused", comment }]);
    const { results, tool } = readSarif(renderSarif(findings));
    expect(tool.driver.rules).toHaveLength(1);
    expect(results).toHaveLength(1);
    expect(results[0]?.suppressions).toMatchObject([
      {
        kind: "inSource",
        justification: "paused",
        location: { physicalLocation: { region: { startColumn: 7 } } },
      },
    ]);
  });
});
