import { describe, expect, it } from "vitest";
import type { Diagnostic, Severity } from "../../src/diagnostics/diagnostic.js";
import { renderPretty } from "../../src/diagnostics/render/pretty.js";
import { collect, DiagnosticSink, MOST_SHOWN } from "../../src/diagnostics/sink.js";
import { SourceFile } from "../../src/source/source.js";
import { diagnosticAt } from "./render/build.js";

const source = new SourceFile("queue.tusk", "x\n".repeat(500));

function found(start: number, parts: Partial<Diagnostic> = {}): Diagnostic {
  return diagnosticAt({ source, span: { start, end: start + 1 } }, parts);
}

describe("the sink", () => {
  it("sorts by place and keeps the order of reports at one place", () => {
    const sink = new DiagnosticSink();
    for (const [start, name] of [
      [4, "c"],
      [0, "a"],
      [2, "b1"],
      [2, "b2"],
    ] as const)
      sink.report(found(start, { name, code: name === "b2" ? "TSK9003" : "TSK9002" }));
    expect(sink.all().map(({ name }) => name)).toEqual(["a", "b1", "b2", "c"]);
  });

  it("counts the same code at the same place once, and keeps the first wording", () => {
    const findings = collect([found(0, { message: "first" }), found(0, { message: "again" })]);
    expect(findings.shown.map(({ message }) => message)).toEqual(["first"]);
    expect(findings.errors).toBe(1);
  });

  it("keeps what differs in code, in place, or in file", () => {
    const other = new SourceFile("base.tusk", "x\n");
    const elsewhere = diagnosticAt({ source: other, span: { start: 0, end: 1 } });
    const findings = collect([found(0), found(0, { code: "TSK9002" }), found(2), elsewhere]);
    expect(findings.shown).toHaveLength(4);
    expect(findings.shown.at(-1)).toBe(elsewhere);
  });

  it("knows whether there is an error", () => {
    const sink = new DiagnosticSink();
    sink.report(found(0, { severity: "warning" }));
    expect(sink.hasErrors).toBe(false);
    sink.report(found(2));
    expect(sink.hasErrors).toBe(true);
  });
});

describe("findings", () => {
  const many = (count: number, severity: Severity, from = 0) =>
    Array.from({ length: count }, (_, index) => found(from + 2 * index, { severity }));

  it("stop at 50 with a count of the rest", () => {
    const findings = collect(many(62, "error"));
    expect(findings.shown).toHaveLength(MOST_SHOWN);
    expect(findings).toMatchObject({ hidden: 12, errors: 62 });
    expect(renderPretty(findings).split("\n").slice(-3)).toEqual([
      "12 more are not shown",
      "62 errors in queue.tusk",
      "",
    ]);
  });

  it("hide no error behind warnings that stand before it", () => {
    const findings = collect([...many(80, "warning"), found(600)]);
    expect(findings.shown).toHaveLength(MOST_SHOWN);
    expect(findings.shown.at(-1)?.severity).toBe("error");
    expect(findings).toMatchObject({ errors: 1, warnings: 80, hidden: 31 });
  });

  it("count each severity in words", () => {
    const findings = collect([
      ...many(2, "error"),
      ...many(1, "hint", 20),
      ...many(3, "warning", 40),
    ]);
    expect(renderPretty(findings)).toMatch(/\n2 errors, 3 warnings, 1 hint in queue\.tusk\n$/);
  });

  it("count the files when there are several", () => {
    const other = new SourceFile("base.tusk", "x\n");
    const elsewhere = diagnosticAt({ source: other, span: { start: 0, end: 1 } });
    expect(renderPretty(collect([found(0), elsewhere]))).toMatch(/\n2 errors in 2 files\n$/);
  });
});
