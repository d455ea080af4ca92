import { describe, expect, it } from "vitest";
import type { Diagnostic, Label } from "../../../src/diagnostics/diagnostic.js";
import { renderPretty } from "../../../src/diagnostics/render/pretty.js";
import { collect } from "../../../src/diagnostics/sink.js";
import { SourceFile } from "../../../src/source/source.js";
import { diagnosticAt, fileWith, labelAt } from "./build.js";
import { examples } from "./examples.js";

/** One finding without the summary. */
function render(diagnostic: Diagnostic): string {
  return renderPretty(collect([diagnostic])).replace(/\n\n[^\n]*\n$/, "\n");
}

/** The lines between the location and the notes. */
function frame(primary: Label, parts: Partial<Diagnostic> = {}): string {
  return render(diagnosticAt(primary, parts)).split("\n").slice(3, -1).join("\n");
}

describe("the examples of the design", () => {
  for (const { diagnostic, text } of examples)
    it(`renders ${diagnostic.name} as designed`, () => {
      expect(render(diagnostic)).toBe(text.trimStart());
    });

  it("ends with the counts, the file, and what can be fixed", () => {
    const found = examples.filter(({ diagnostic }) => diagnostic.name !== "handler-payload");
    const output = renderPretty(collect(found.map(({ diagnostic }) => diagnostic)));
    expect(output.split("\n").at(-2)).toBe(
      "4 errors, 2 warnings in config/queue.tusk - 2 fixable with --fix",
    );
  });
});

describe("the frame", () => {
  it("closes after the last line when there is nothing to add", () => {
    const source = fileWith("queue.tusk", { 1: "queue: 1" });
    expect(render(diagnosticAt(labelAt(source, 1, "1")))).toBe(
      [
        "error[TSK9001 example]: something is wrong",
        " --> queue.tusk:1:8",
        "  |",
        "1 | queue: 1",
        "  |        ^",
        "",
      ].join("\n"),
    );
  });

  it("hangs the remarks of all but the rightmost label of a line", () => {
    const source = fileWith("queue.tusk", { 1: "a: 1, b: 2, c: 3" });
    const related = [labelAt(source, 1, "a", "first"), labelAt(source, 1, "b", "second")];
    expect(frame(labelAt(source, 1, "c", "third"), { related })).toBe(
      [
        "1 | a: 1, b: 2, c: 3",
        "  | -     -     ^ third",
        "  | |     |",
        "  | |     second",
        "  | first",
      ].join("\n"),
    );
  });

  it("hangs a remark when only a silent label is to its right", () => {
    const source = fileWith("queue.tusk", { 1: "a: 1, b: 2" });
    expect(frame(labelAt(source, 1, "a", "first"), { related: [labelAt(source, 1, "b")] })).toBe(
      ["1 | a: 1, b: 2", "  | ^     -", "  | |", "  | first"].join("\n"),
    );
  });

  it("draws the primary label over one that covers it", () => {
    const source = fileWith("queue.tusk", { 1: "queue: { a: 1 }" });
    expect(
      frame(labelAt(source, 1, "a"), { related: [labelAt(source, 1, "{ a: 1 }", "in")] }),
    ).toBe(["1 | queue: { a: 1 }", "  |        --^----- in"].join("\n"));
  });

  it("marks a gap with one sign, at the end of a line and of an empty file, too", () => {
    const source = new SourceFile("queue.tusk", "queue:\nnext");
    const end = { source, span: { start: 6, end: 6 }, text: "a value is missing" };
    expect(frame(end)).toBe("1 | queue:\n  |       ^ a value is missing");
    const empty = { source: new SourceFile("queue.tusk", ""), span: { start: 0, end: 0 } };
    expect(frame(empty)).toBe("1 |\n  | ^");
  });

  it("marks only the first line of a span over several lines", () => {
    const source = new SourceFile("queue.tusk", 'a: """one\ntwo\n"""\n');
    expect(frame({ source, span: { start: 3, end: 16 } })).toBe('1 | a: """one\n  |    ^^^^^^');
  });

  it("draws tabs as 4 columns, and counts a tab as one in the position", () => {
    const source = fileWith("queue.tusk", { 1: "\tqueue:\t5" });
    const output = render(diagnosticAt(labelAt(source, 1, "5")));
    expect(output).toContain("queue.tusk:1:9");
    expect(output).toContain("1 |     queue:    5\n  |               ^\n");
  });

  it("draws wide characters as 2 columns and combining ones as none", () => {
    const wide = fileWith("queue.tusk", { 1: "name: 日本 👩‍👩‍👧 x" });
    expect(frame(labelAt(wide, 1, "x"))).toBe("1 | name: 日本 👩‍👩‍👧 x\n  |               ^");
    expect(frame(labelAt(wide, 1, "日本"))).toBe("1 | name: 日本 👩‍👩‍👧 x\n  |       ^^^^");
    const combining = fileWith("queue.tusk", { 1: "e\u0301te\u0301 x" });
    expect(frame(labelAt(combining, 1, "x"))).toBe("1 | e\u0301te\u0301 x\n  |     ^");
  });

  it("shows control and direction characters instead of obeying them", () => {
    const source = fileWith("queue.tusk", { 1: "a\u001b[31m: \u202eb" });
    expect(frame(labelAt(source, 1, "b"))).toBe("1 | a␛[31m: \ufffdb\n  |          ^");
    const message = render(diagnosticAt(labelAt(source, 1, "b"), { message: "a\u001b[31m\nb" }));
    expect(message.split("\n")[0]).toBe("error[TSK9001 example]: a␛[31m␊b");
  });

  it("leaves out no carriage return of a CRLF file, and no blanks at line ends", () => {
    const source = new SourceFile("queue.tusk", "a: 1   \r\nb: 2\r\n");
    expect(frame(labelAt(source, 1, "1"), { related: [labelAt(source, 2, "2")] })).toBe(
      "1 | a: 1\n  |    ^\n2 | b: 2\n  |    -",
    );
  });
});

describe("a line over 120 columns", () => {
  const long = (before: number, after: number) =>
    fileWith("queue.tusk", { 1: `${"a".repeat(before)}HERE${"z".repeat(after)}` });
  const drawn = (source: SourceFile) => {
    const [line = "", marker = ""] = frame(labelAt(source, 1, "HERE")).split("\n");
    return { line: line.slice(4), marked: line.slice(marker.indexOf("^"), marker.length) };
  };

  it("is whole up to 120", () => {
    expect(drawn(long(100, 16))).toEqual({
      line: `${"a".repeat(100)}HERE${"z".repeat(16)}`,
      marked: "HERE",
    });
  });

  it("is cut on the side where the label is not, or on both", () => {
    const left = drawn(long(10, 500));
    expect(left.line).toMatch(/^a{10}HEREz+\.\.\.$/);
    const right = drawn(long(500, 10));
    expect(right.line).toMatch(/^\.\.\.a+HEREz{10}$/);
    const both = drawn(long(500, 500));
    expect(both.line).toMatch(/^\.\.\.a{50,}HEREz{50,}\.\.\.$/);
    for (const { line, marked } of [left, right, both]) {
      expect(line.length).toBeLessThanOrEqual(120);
      expect(marked).toBe("HERE");
    }
  });

  it("is cut in the middle of a line of a million characters", () => {
    const { line, marked } = drawn(long(500_000, 500_000));
    expect(line.length).toBeLessThanOrEqual(120);
    expect(marked).toBe("HERE");
  });

  it("keeps markers within the line when two labels lie far apart, or one is longer than the line", () => {
    const source = fileWith("queue.tusk", { 1: `first${" ".repeat(300)}last${"x".repeat(300)}` });
    const far = frame(labelAt(source, 1, "last"), { related: [labelAt(source, 1, "first")] });
    const whole = frame(labelAt(source, 1, source.line(1)));
    for (const row of [...far.split("\n"), ...whole.split("\n")])
      expect(row.length).toBeLessThanOrEqual(124);
    expect(whole.split("\n")[1]).toMatch(/\^{100,}$/);
  });
});

describe("on a terminal", () => {
  const terminal = (diagnostic: Diagnostic, columns: number) =>
    renderPretty(collect([diagnostic]), { columns });
  const long =
    "the job would be stored in this queue and no worker of any process would ever fetch it";
  const source = fileWith("queue.tusk", { 1: `queue: ${"a".repeat(40)} HERE ${"z".repeat(40)}` });

  it("breaks message, notes, and help to its width", () => {
    const found = diagnosticAt(labelAt(fileWith("queue.tusk", { 1: "queue: 1" }), 1, "1"), {
      message: long,
      notes: [long],
      help: "write `queue: 1` there",
      fix: { title: "", safe: true, edits: [] },
    });
    expect(terminal(found, 60).split("\n").slice(0, -2)).toEqual([
      "error[TSK9001 example]: the job would be stored in this",
      "                        queue and no worker of any process",
      "                        would ever fetch it",
      " --> queue.tusk:1:8",
      "  |",
      "1 | queue: 1",
      "  |        ^",
      "  |",
      "  = help: write `queue: 1` there   [fixable]",
      "  = note: the job would be stored in this queue and no",
      "          worker of any process would ever fetch it",
      "",
    ]);
  });

  it("cuts source lines around the label at its width", () => {
    const rows = terminal(diagnosticAt(labelAt(source, 1, "HERE")), 50)
      .split("\n")
      .slice(3, 5);
    expect(rows[0]).toMatch(/^1 \| \.\.\.a+ HERE z+\.\.\.$/);
    expect(rows[0]?.length).toBe(50);
    expect(rows[1]?.indexOf("^^^^")).toBe(rows[0]?.indexOf("HERE"));
  });

  it("breaks a remark beside its marker, or moves it to where it has room", () => {
    const beside = diagnosticAt(labelAt(source, 1, "queue", "a remark that is a little long"), {
      message: "wrong",
    });
    expect(terminal(beside, 40).split("\n").slice(4, 6)).toEqual([
      "  | ^^^^^ a remark that is a little long",
      "",
    ]);
    const inTwo = diagnosticAt(labelAt(source, 1, "queue", `${"word ".repeat(12)}end`));
    expect(terminal(inTwo, 60).split("\n").slice(4, 6)).toEqual([
      `  | ^^^^^ ${"word ".repeat(10).trim()}`,
      "  |       word word end",
    ]);
    const atEnd = diagnosticAt(
      labelAt(fileWith("q.tusk", { 1: `${"a".repeat(70)} HERE` }), 1, "HERE", "not one of them"),
    );
    expect(terminal(atEnd, 80).split("\n").slice(4, 7)).toEqual([
      `  | ${" ".repeat(71)}^^^^`,
      `  | ${" ".repeat(71)}|`,
      `  | ${" ".repeat(61)}not one of them`,
    ]);
  });

  it("shows every example of the design within 80 columns, and loses none of its words", () => {
    const folded = (text: string) => text.replace(/[\s|]+/g, " ");
    for (const { diagnostic } of examples) {
      const text = terminal(diagnostic, 80);
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
      const { message, notes, help, fix } = diagnostic;
      for (const words of [message, ...notes, help ?? fix?.title ?? ""])
        expect(folded(text)).toContain(words);
    }
  });
});

describe("colour", () => {
  it("only adds: without it the text is the same", () => {
    const findings = collect(examples.map(({ diagnostic }) => diagnostic));
    const coloured = renderPretty(findings, { colour: true });
    expect(coloured).toContain("\u001b[31m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(renderPretty(findings));
  });
});

it("shows paths as the caller wants them", () => {
  const source = fileWith("queue.tusk", { 1: "queue: 1" });
  const findings = collect([diagnosticAt(labelAt(source, 1, "1"))]);
  const output = renderPretty(findings, { showPath: (path) => `apps/mail/${path}` });
  expect(output).toContain(" --> apps/mail/queue.tusk:1:8\n");
  expect(output).toContain("1 error in apps/mail/queue.tusk\n");
});

it("says nothing when nothing was found", () => {
  expect(renderPretty(collect([]))).toBe("");
});
