// Section 7 of the language: one bad line costs one error, so does an opener that is never closed, and what
// stands around it is read.

import { describe, expect, it } from "vitest";
import { renderers } from "../../src/diagnostics/render/index.js";
import { collect, MOST_SHOWN } from "../../src/diagnostics/sink.js";
import { exported, read } from "../support/language.js";

/** What `check` would print for the only finding. */
function rendered(text: string): string {
  const { diagnostics } = read(text);
  expect(diagnostics).toHaveLength(1);
  return renderers.pretty(collect(diagnostics)).replace(/\n\n[^\n]*\n$/, "\n");
}

/** Each text has one error, of this code and at this place, and reads as the tree without it. */
function costsOne(
  rule: string,
  rows: readonly (readonly [text: string, at: string, tree: object])[],
) {
  it(rule, () => {
    for (const [text, at, tree] of rows) {
      const reading = read(text);
      expect(reading.findings, text).toEqual([expect.stringMatching(new RegExp(`^${at} `))]);
      expect(exported(reading), text).toEqual(tree);
    }
  });
}

describe("one bad line", () => {
  costsOne("costs one error at the top, in a block, in a section, and in an item", [
    ["a: 1\nb 2 # c\nc: 3", "TSK1007 2:2", { a: 1, b: 2, c: 3 }],
    ['a:\n  b: "x" y "z"\n  c: 1\nd: 2', "TSK1018 2:10", { a: { b: null, c: 1 }, d: 2 }],
    ["[s]\na == 1\nb: 2\n[t]\nc: 3", "TSK1011 2:3", { s: { a: null, b: 2 }, t: { c: 3 } }],
    ['a:\n  - k: "x" y\n    l: 1\n  - 2', "TSK1018 2:12", { a: [{ k: null, l: 1 }, 2] }],
    ["a: 1\n<<<\nb: 2", "TSK1024 2:1", { a: 1, b: 2 }],
  ]);

  it("names a key without the quotes that it is written in", () => {
    for (const text of ['"pre" 5', "'pre' 5", 'a: { "pre" 5 }'])
      expect(read(text).findings[0], text).toMatch(/ expected ":" after the key "pre"$/);
  });

  costsOne("costs one error for an operator that nothing may follow, in brackets or not", [
    ['@cache("5m") ]\nc: 1', "TSK4006 1:1", { c: 1 }],
    ['a: {\n  @cache("5m") ]\n  c: 1\n}', "TSK4006 2:3", { a: { c: 1 } }],
    ['@env("X") y\nc: 1', "TSK1018 1:11", { c: 1 }],
    ['a: { @env("X") y: 1, c: 1 }', "TSK1029 1:16", { a: { c: 1 } }],
  ]);

  costsOne("costs one error for an object behind an object, which is no block of code", [
    ["a: { b: {y: 1} {z: 2}, c: 3 }\nd: 4", "TSK1029 1:16", { a: { b: null, c: 3 }, d: 4 }],
    ["a: { y: 1 } { z: 2 }\nd: 4", "TSK1018 1:13", { a: null, d: 4 }],
    ["{ y: 1 } { z: 2 }", "TSK1018 1:10", { y: 1 }],
  ]);

  costsOne("costs one error inside brackets", [
    [
      "a: {\n  b: 1\n  c == 2 3\n  d: 4\n}\ne: 5",
      "TSK1011 3:5",
      { a: { b: 1, c: null, d: 4 }, e: 5 },
    ],
    ['a: [\n  1,\n  "x" "y",\n  3\n]\nb: 1', "TSK1029 3:7", { a: [1, null, 3], b: 1 }],
    ["a: [1, (2 + ), 3]\nb: 1", "TSK1008 1:13", { a: [1, null, 3], b: 1 }],
    ["a: { b == 1, c: 2 }", "TSK1011 1:8", { a: { b: null, c: 2 } }],
  ]);

  costsOne("takes its own deeper lines with it, and no others", [
    ["a\n  b: 1\n  c: 2\nd: 3", "TSK1007 1:2", { a: { b: 1, c: 2 }, d: 3 }],
    ["a: 1\n   b: 2\n   c: 3\nd: 4", "TSK1004 2:4", { a: null, b: null, c: null, d: 4 }],
    ["a: 1\n- x\n- y\nb: 2", "TSK1022 2:1", { a: 1, b: 2 }],
    ["a: 1\n  - x\n  b: 2\nc: 3", "TSK1004 2:3", { a: null, b: null, c: 3 }],
    ["a\n  - x\n  b: 2\nc: 3", "TSK1007 1:2", { a: { b: 2 }, c: 3 }],
    ["[a b]\nx: 1\ny: 2\n[c]\nz: 3", "TSK1010 1:1", { c: { z: 3 } }],
  ]);

  costsOne("may go on with an expression, and ends where that does", [
    ['$x: 1\na: $x == 1\n  ? "b"\n  : "c"\nd: 1', "TSK1034 3:3", { a: null, d: 1 }],
    ['$x: 1\na: $x == 1 ?\n  "b" :\n  "c"\nd: 1', "TSK1034 2:12", { a: null, d: 1 }],
    ['a: "b" +\n  # c\n\n  "d" # e\n    + "f"\ng: 1', "TSK1034 1:8", { a: null, g: 1 }],
    ['a:\n  b: @env("X")\n    || "c"\n  d: 1', "TSK1034 3:5", { a: { b: null, d: 1 } }],
    ['l:\n  - "b" +\n    "c"\n  - d', "TSK1034 2:9", { l: [null, "d"] }],
    ["a: b ||\n  c\nd: 1", "TSK1034 1:6", { a: null, d: 1 }],
    ["a: 60 *\n  5\nd: 1", "TSK1034 1:7", { a: null, d: 1 }],
    ["a: { b: 1 }\n  || c\nd: 1", "TSK1034 2:3", { a: null, d: 1 }],
    ['a: b == "c" ? {\n  d: 1\n} : {\n  e: 2\n}\nf: 1', "TSK1034 1:15", { a: null, f: 1 }],
    ['a: "b" ||\n  "c\nd: 1', "TSK1034 1:8", { a: null, d: 1 }],
    ['a: "b"\n  |> c(1)\n  |> d\ne: 1', "TSK1034 2:3", { a: null, e: 1 }],
    ['a: @file.read("b")\n  |> c(x => x)\n  |> d\ne: 1', "TSK4006 1:4", { a: null, e: 1 }],
  ]);

  costsOne("may go on with an expression inside brackets, up to the next separator", [
    ['a: {\n  b: "c" +\n    "d"\n  e: 1\n}', "TSK1034 2:10", { a: { b: null, e: 1 } }],
    ['a: {\n  b: "c"\n    + "d", e: 1\n}', "TSK1034 3:5", { a: { b: null, e: 1 } }],
    ["a: {\n  b: c ||\n    d ? (\n 1 ) : 2\n  e: 1\n}", "TSK1034 2:8", { a: { b: null, e: 1 } }],
    ['a: {\n  b: c == 1 ? "d" :\n    "e"\n  f: 1\n}', "TSK1034 2:19", { a: { b: null, f: 1 } }],
    ['a: [ "b" ==\n  "c", 2 ]\nd: 1', "TSK1034 1:10", { a: [null, 2], d: 1 }],
    ['a: [\n  "b"\n  ? 1\n  : 2\n  3\n]', "TSK1034 3:3", { a: [null, 3] }],
  ]);

  it("is no expression where text ends in a sign or a line starts with one", () => {
    const text = "a: { b: 0 0 * * *\n c: x +\n }\ne: [\n x *\n * 3 * * *\n + y\n]";
    const { findings, tree } = read(text);
    expect(findings).toEqual([]);
    expect(exported({ tree })).toEqual({
      a: { b: "0 0 * * *", c: "x +" },
      e: ["x *", "* 3 * * *", "+ y"],
    });
    expect(read("a: 1 2 3 4 *\n  b: 1").findings).toEqual([expect.stringMatching(/^TSK1004 2:3/)]);
  });

  costsOne("may be a bracket that closes nothing", [
    ["a: 1\n]\nb: 2", "TSK1009 2:1", { a: 1, b: 2 }],
    ["a: 1\n}\nb: 2", "TSK1009 2:1", { a: 1, b: 2 }],
    ["a: 1\n<\nb: 2", "TSK1009 2:1", { a: 1, b: 2 }],
  ]);

  costsOne("is not wrong in another way, too", [
    ["run one\nb: 1\nc: 2", "TSK1007 1:4", { run: "one", b: 1, c: 2 }],
    ["a: 1\na 2\nb: 3", "TSK1007 2:2", { a: 1, b: 3 }],
    ["a: 1\nb (undeclared)\nc: 2", "TSK1007 2:2", { a: 1, b: null, c: 2 }],
  ]);

  it("does not hide another", () => {
    const { findings, tree } = read('a == 1\nb: 2\nc: "x" y\nd:\n  e: $x\nf: 3');
    expect(findings.map((found) => found.split(" ").slice(0, 2).join(" "))).toEqual([
      "TSK1011 1:3",
      "TSK1018 3:8",
      "TSK3101 5:6",
    ]);
    expect([...tree.entries.keys()]).toEqual(["a", "b", "c", "d", "f"]);
  });
});

describe("an opener that is never closed", () => {
  costsOne("costs one error where a call would be a line", [
    ["f(\nb: 1", "TSK1005 1:2", { b: 1 }],
    ["a: 1\nf(b, [\n[s]\nc: 2", "TSK1005 2:2", { a: 1, s: { c: 2 } }],
    ["{\n  f(1\n  b: 2\n}", "TSK1005 2:4", { b: 2 }],
  ]);

  costsOne("costs one error, and reading resumes at the next line as deep as its own", [
    ["a: [1, 2\nb: 3\nc:\n  d: 1", "TSK1005 1:4", { a: null, b: 3, c: { d: 1 } }],
    ["a: {\n  b: 1\nc: 2", "TSK1005 1:4", { a: null, c: 2 }],
    ["a: (1\n[s] // x\nc: 2", "TSK1005 1:4", { a: null, s: { c: 2 } }],
    ["a {\n  b: 1\nc: 2", "TSK1005 1:3", { a: null, c: 2 }],
    ["a >\n  b: 1\nc: 2", "TSK1005 1:3", { a: null, c: 2 }],
    ["a: (1 + 2\nb: 3", "TSK1005 1:4", { a: null, b: 3 }],
    ['a: @env("X"\nb: 3', "TSK1005 1:8", { a: null, b: 3 }],
    ["$l: [1]\na: $l[0\nb: 3", "TSK1005 2:6", { a: null, b: 3 }],
    ["a:\n  b: [1,\n  c: 2\nd: 3", "TSK1005 2:6", { a: { b: null, c: 2 }, d: 3 }],
    ["a: {\n  b: {\n    c: 1\n}\nd: 1", "TSK1005 1:4", { a: null, d: 1 }],
    ["a: {\n  b: [1, 2\n}\nc: 3", "TSK1005 2:6", { a: { b: null }, c: 3 }],
    ["[s]\na: { b: [1, { c: (1 }\n[t]\nd: 1", "TSK1005 2:4", { s: { a: null }, t: { d: 1 } }],
  ]);

  costsOne("may be closed by another bracket", [
    ["a: [1)\nb: 1", "TSK1005 1:4", { a: null, b: 1 }],
    ["a: (1]\nb: 1", "TSK1005 1:4", { a: null, b: 1 }],
    ["a: {b: 1]\nc: 1", "TSK1005 1:4", { a: null, c: 1 }],
  ]);

  costsOne("may be a quote", [
    ['a: "x\nb: 1', "TSK1006 1:4", { a: null, b: 1 }],
    ["a:\n  b: 'x\n  c: 1", "TSK1006 2:6", { a: { b: null, c: 1 } }],
    ['a: ["x, 1]\nb: 1', "TSK1006 1:5", { a: null, b: 1 }],
    ["a: { b: [1, 'x] }\nc: 1", "TSK1006 1:13", { a: null, c: 1 }],
    ['a: """x\nb ? 1\n', "TSK1006 1:4", { a: null }],
    ['a: "${x"\nb: 1', "TSK3103 1:5", { a: null, b: 1 }],
    ["a: ${x, 1\nb: 1", "TSK1005 1:4", { a: null, b: 1 }],
    ["a: [${x, 1]\nb: 1", "TSK1005 1:4", { a: null, b: 1 }],
    ["a: $(x, 1\nb: 1", "TSK1005 1:4", { a: null, b: 1 }],
  ]);

  costsOne("may end the file", [
    ["a: {", "TSK1005 1:4", { a: null }],
    ["a: [", "TSK1005 1:4", { a: null }],
    ["a: (", "TSK1005 1:4", { a: null }],
    ["a >", "TSK1005 1:3", { a: null }],
    ["a: '", "TSK1006 1:4", { a: null }],
    ["a: 1\n/*", "TSK1013 2:1", { a: 1 }],
  ]);
});

describe("very many errors", () => {
  it(`are shown up to ${MOST_SHOWN}`, () => {
    const text = Array.from({ length: 80 }, (_, n) => `k${n} == 1`).join("\n");
    expect(read(text).findings).toHaveLength(MOST_SHOWN);
  });
});

describe("the examples of the design", () => {
  it("renders a missing colon, its headline word for word, between key and value", () => {
    expect(rendered('queue:\n\n  backend "sidekiq"\n')).toBe(
      `
error[TSK1007 missing-colon]: expected ":" after the key "backend"
 --> config/queue.tusk:3:10
  |
3 |   backend "sidekiq"
  |          ^
  |
  = help: add ":"   [fixable]
`.trimStart(),
    );
  });

  it("never speaks of tokens", () => {
    const texts = [
      "a: (1 + )",
      "a: $x +",
      "a: [1; 2]",
      "<<<",
      "a: @env(,)",
      "{ a: 1 } }",
      "a: (,)",
    ];
    for (const text of texts) {
      const { diagnostics } = read(text);
      expect(diagnostics.length, text).toBeGreaterThan(0);
      for (const { message } of diagnostics)
        expect(message, text).not.toMatch(/token|EOF|\b[A-Z][a-z]+[A-Z]\w+|unexpected|illegal/);
    }
  });
});
