import fc from "fast-check";
import { expect, it } from "vitest";
import { renderers } from "../../src/diagnostics/render/index.js";
import { collect, DiagnosticSink } from "../../src/diagnostics/sink.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import { applyIgnores } from "../../src/ignores/apply.js";
import { SourceFile } from "../../src/source/source.js";
import { readSarif } from "../support/sarif.js";
import { readCommands } from "../support/workflow-commands.js";

const PIECES = [
  ...["a:", "b = ", "[s]", "- ", "{", "}", "[", "]", ",", " x", "1", '"t"', '"""', "[s]\n"],
  ...["\n", "\n", "\n", "\r\n", "  ", "  ", "\ufeff", "\ud800", "::error::", "##[error]", "%0A"],
  ...["# ", "// ", "/* ", " */", "; ", "tsk-ignore", " empty-value", ", ", ": why", ":"],
  ...[" # tsk-ignore empty-value: later", "# tsk-ignore repeated-section, empty-value: later\n"],
  ...["# tsk-ignore missing-colon: no\n", "# tsk-ignore nothing: at all\n", "k:\n", "k:\n"],
];

const LINES = [
  ...["k:", "  k:", "- k:", "[s]", "b: 1", "c: { d: ", "}", "e: [", "]", "# no", ""],
  ...["j:  # tsk-ignore empty-value: later", "  j:  // tsk-ignore empty-value: later"],
  ...["# tsk-ignore empty-value: later", "  # tsk-ignore repeated-section, empty-value: later"],
];

const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((all) => all.join(""));
const lines = fc.array(fc.constantFrom(...LINES), { maxLength: 12 }).map((all) => all.join("\n"));
const texts = fc.oneof(pieces, lines);

/** What is found in a text, before and after its ignores. */
function findIn(text: string) {
  const source = new SourceFile("a b,c.tusk", text);
  const sink = new DiagnosticSink();
  readTree(source, sink.report, { checked: false });
  const found = sink.all();
  return { found, ...applyIgnores(found, [source], { complete: true }) };
}

it("every finding is told or ignored, never both, and every error is told", () => {
  let count = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const { found, diagnostics, ignored } = findIn(text);
      const passedOver = ignored.map(({ diagnostic }) => diagnostic);
      for (const one of found) expect(diagnostics.includes(one)).toBe(!passedOver.includes(one));
      expect(passedOver.filter(({ severity }) => severity === "error")).toEqual([]);
      for (const { reason } of ignored) expect(reason).not.toBe("");
      count += ignored.length;
    }),
    { numRuns: 2000 },
  );
  expect(count).toBeGreaterThan(100);
});

it("every format tells of any text what there is to tell", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { diagnostics, ignored } = findIn(text);
      const findings = collect(diagnostics, ignored);
      const count = diagnostics.length;
      expect(renderers.pretty(findings) === "").toBe(count === 0);
      expect(JSON.parse(renderers.json(findings)).diagnostics).toHaveLength(findings.shown.length);
      const { results } = readSarif(renderers.sarif(findings));
      expect(results).toHaveLength(count + ignored.length);
      const log = renderers.github(findings);
      expect(readCommands(log).length > 0).toBe(count > 0);
      for (const { properties, name } of readCommands(log)) {
        expect(["error", "warning", "notice"]).toContain(name);
        expect([undefined, "a b,c.tusk"]).toContain(properties.file);
      }
      expect(
        log.split("\n").filter((line) => !line.startsWith("::") && line.includes("::")),
      ).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
