// Section 1 of the language: characters, lines, indentation, and comments. That a file is UTF-8 and at most
// 4 MiB is seen where it is read: test/cli/project/read.test.ts.

import { describe, expect, it } from "vitest";
import { applySafeFixes } from "../../src/diagnostics/fix.js";
import { exported, read, reads, refuses } from "../support/language.js";

describe("text", () => {
  reads("skips a byte order mark", [
    ["\ufeffa: 1", { a: 1 }],
    ["\ufeff[s]\na: 1", { s: { a: 1 } }],
  ]);

  reads("ends lines by LF or CRLF, and values have LF", [
    ["a: 1\r\nb:\r\n  c: x\r\n", { a: 1, b: { c: "x" } }],
    ['a: """\r\none\r\ntwo\r\n"""\r\nb: |\r\n  one\r\n  two\r\n', { a: "one\ntwo", b: "one\ntwo" }],
    ["a: '''one\r\ntwo'''", { a: "one\ntwo" }],
    ["a: [1,\r\n2]\r\nb: 1", { a: [1, 2], b: 1 }],
  ]);

  reads("gives blank and comment lines no meaning, at whatever column", [
    ["", {}],
    ["\n  \n# only\n", {}],
    ["a:\n\n# left\n  b: 1\n      # right\n\n  c: 2\n", { a: { b: 1, c: 2 } }],
    ["a:\n  - 1\n# left\n \n  - 2", { a: [1, 2] }],
    ["\t\n\t# a tab before a comment\na: 1", { a: 1 }],
  ]);

  reads("takes the column of the file from its first statement", [
    ["  a: 1\n  b:\n    c: 2\n  d: 3", { a: 1, b: { c: 2 }, d: 3 }],
    ["# left\n    a: 1\n    b: 2", { a: 1, b: 2 }],
  ]);

  refuses("lets no statement stand left of the first one", [
    ["  a: 1\nb: 2", "TSK1003 2:1 this line starts at column 1, where no block is open"],
  ]);

  refuses("refuses tabs in indentation that counts, all lines as one mistake", [
    ["a:\n\tb: 1", "TSK1002 2:1 this line is indented by a tab"],
    ["a:\n\tb:\n\t\tc: 1\nd: 1", "TSK1002 2:1 2 lines are indented by tabs"],
    ["a:\n  b: 1\n\tc: 1", "TSK1002 3:1 this line is indented by a tab"],
    ["a:\n  b: 1\n \td: 1", "TSK1002 3:1 this line is indented by a tab"],
  ]);

  refuses("refuses tabs beside spaces in what the lines of a `|` text have in common", [
    ["a: |\n  x\n\ty", "TSK1002 3:1 this line is indented by a tab"],
    ["a:\n  b: |\n\t\tx\n    y\n  c: 1", "TSK1002 3:1 this line is indented by a tab"],
  ]);

  reads("keeps tabs in a `|` text where its lines begin alike", [
    ["a: |\n  x\ty\n  \tz\n", { a: "x\ty\n\tz" }],
    ["a: |\n\tx\n\t\ty\n", { a: "x\n\ty" }],
    ["a: |\n  \tx\n  \ty\n\t\n", { a: "x\ny" }],
  ]);

  it("reads tabs beside spaces as wide as leaves every key its lines", () => {
    const nested = { a: { b: { c: 1 } } };
    expect(exported(read("a:\n  b:\n\tc: 1"))).toEqual(nested);
    expect(exported(read("a:\n    b:\n\tc: 1"))).toEqual(nested);
    expect(read("a:\n    b:\n\tc: 1").diagnostics[0]?.notes[1]).toBe(
      "beside lines that start with spaces it decides what these mean; it is read as 8 columns here",
    );
  });

  it("can replace the tabs by spaces, which means the same", () => {
    const [tabs] = read("a:\n\tb:\n\t\tc: 1\n\td: 2").diagnostics;
    expect(tabs?.fix?.safe).toBe(true);
    let fixed = tabs?.primary.source.text ?? "";
    for (const { span, insert } of [...(tabs?.fix?.edits ?? [])].reverse())
      fixed = fixed.slice(0, span.start) + insert + fixed.slice(span.end);
    expect(read(fixed).findings).toEqual([]);
    expect(exported(read(fixed))).toEqual({ a: { b: { c: 1 }, d: 2 } });
  });

  reads("takes tabs where indentation does not count", [
    ["a: {\n\tb: 1\n\t\tc: 2\n}", { a: { b: 1, c: 2 } }],
    ["a: [\n\t1,\n\t2\n\t]", { a: [1, 2] }],
    ["a:\t1\t# tab\nb\t=\t2", { a: 1, b: 2 }],
  ]);

  it("nests at most 64 levels, the file itself being the first", () => {
    const within: readonly (readonly [most: number, nest: (levels: number) => string])[] = [
      [63, (levels) => `a: ${"[".repeat(levels)}${"]".repeat(levels)}`],
      [63, (levels) => `a: ${"(".repeat(levels)}1${")".repeat(levels)}`],
      [64, (levels) => `${"{a:".repeat(levels)}1${"}".repeat(levels)}`],
      [64, (levels) => `${"a.".repeat(levels - 1)}a: 1`],
      [
        64,
        (levels) =>
          `${Array.from({ length: levels }, (_, n) => `${" ".repeat(n)}a:`).join("\n")} 1`,
      ],
      [64, (levels) => `[${"a.".repeat(levels - 1)}a]\n`],
    ];
    for (const [most, nest] of within) {
      expect(read(nest(most)).findings, nest(3)).toEqual([]);
      expect(read(nest(most + 1)).findings, nest(3)).toEqual([
        expect.stringMatching(/^TSK1015 \d+:\d+ blocks and brackets nest more than 64 levels deep/),
      ]);
    }
  });

  it("holds texts of at most 1 MiB", () => {
    const most = 1024 * 1024 - 2;
    expect(read(`a: "${"x".repeat(most)}"`).findings).toEqual([]);
    for (const text of ['"x"', "'x'", '"""x"""', "x", "|\n  x"]) {
      const long = text.replace("x", "x".repeat(1024 * 1024 + 1));
      expect(read(`a: ${long}`).findings, text).toEqual([
        expect.stringMatching(/^TSK1016 \d:\d this text is longer than 1 MiB$/),
      ]);
    }
  });
});

describe("comments", () => {
  reads("are `#` and `//` to the end of the line, and `/* */`", [
    ["# x\n// y\n/* z */\na: 1", { a: 1 }],
    ["a: 1 # x\nb: 2 // y\nc: 3 /* z */", { a: 1, b: 2, c: 3 }],
    ["/* one\n a: 0\ntwo */\na: 1", { a: 1 }],
    ["a: 1 /* one\ntwo */\nb: 2", { a: 1, b: 2 }],
    ["a: /* x */ 1", { a: 1 }],
  ]);

  reads("over lines never go on with the value above them, whatever their lines start with", [
    ["a: 1\n/*\n * x\n */\nb: 2", { a: 1, b: 2 }],
    ["a: 1\n/*\n ? x\n + y\n== z\n*/\nb: 2", { a: 1, b: 2 }],
    ["a: {\n  b: 1,\n  /*\n   * x\n   */\n  c: x\n}", { a: { b: 1, c: "x" } }],
    ["a: [\n  1\n  /*\n   || x\n   */\n  2\n]", { a: [1, 2] }],
    ["a:\n  b: x\n  /*\n     * y\n  */\n  c: 1", { a: { b: "x", c: 1 } }],
  ]);

  refuses("do not hide that an expression goes on below them", [
    [
      "a: $x ==\n  /*\n   * y\n   */ 1\nb: 2",
      "TSK1034 1:7 this expression goes on behind the end of its line",
    ],
    ["a: x#y ==\n  {\n  }\nb: 1", "TSK1034 1:8 this expression goes on behind the end of its line"],
    ["a: [1, 2\n/*\nc: 3\n*/\nb: 4", "TSK1005 1:4 this `[` is never closed"],
  ]);

  reads("in front of a key or an item leave its line where it is", [
    ["/* x */ a: 1\nb: 2", { a: 1, b: 2 }],
    ["/*\n * x\n */ a: 1\nb: 2", { a: 1, b: 2 }],
    ["a:\n  /* x */ b: 1\n  c: 2\n  /* y */ /* z */ d: 3", { a: { b: 1, c: 2, d: 3 } }],
    ["a:\n  /* x */ - 1\n  - /* y */ b: 2\n    c: 3", { a: [1, { b: 2, c: 3 }] }],
    [
      "a:\n  - /* x\n */ b: y\n    c: 3\n  /* z */ - d: 4\n    e: 5",
      {
        a: [
          { b: "y", c: 3 },
          { d: 4, e: 5 },
        ],
      },
    ],
    ["/* x */ a: |\n  text\nb: 2", { a: "text", b: 2 }],
    ["/* x */ [s] /* y */\nb: 1", { s: { b: 1 } }],
  ]);

  it("in front of a key stay when its line is moved", () => {
    const { source, diagnostics } = read("a:\n    b: 1\n  /* x */ c: 2");
    expect(applySafeFixes(source, diagnostics).text).toMatch(
      /^a:\n {4}b: 1\n( {4})?\/\* x \*\/ c: 2$/,
    );
  });

  reads("start at a line's start or after white space only", [
    ["a: dev#1", { a: "dev#1" }],
    ["a: http://x", { a: "http://x" }],
    ["a: x/*b*/", { a: "x/*b*/" }],
    ["a: [x#1, http://y]", { a: ["x#1", "http://y"] }],
    ["a: x\t# tab", { a: "x" }],
  ]);

  reads("are `;` at a line's start, outside brackets", [
    ["; x\na: 1\n  ; y\nb: 2", { a: 1, b: 2 }],
    ["a: 1 ; x", { a: "1 ; x" }, "TSK3017 1:6 `;` starts no comment here, so this is text"],
  ]);
  refuses("are not `;` inside brackets", [
    ["a: [\n; 1\n]", "TSK1030 2:1 this `;` separates nothing"],
    ["a: [\n  1\n  ; 2\n]", "TSK1030 3:3 this `;` separates nothing"],
    ["a: {\n  b: 1\n  ; c: 2\n  c: 3\n}", "TSK1030 3:3 this `;` separates nothing"],
    ["a: {\n  b: 1,\n  ; c is [not] used\n}", "TSK1030 3:3 this `;` separates nothing"],
    ["a >\n  ; b: { c: 1 }\n<", "TSK1030 2:3 this `;` separates nothing"],
    ["a: {\n  b: 1\n  ; c: [2] }\nd: 3", "TSK1030 3:3 this `;` separates nothing"],
  ]);

  reads("are not `;` inside brackets with nothing behind it", [
    ["a: {\n  b: 1\n  ; # c\n  d: 2\n  ;\n}", { a: { b: 1, d: 2 } }],
  ]);

  it("keep what a `;` inside brackets hides out of every fix", () => {
    for (const text of ["a: {\n  ; b: 1\n}", "a: {\n  b: 1\n  ; c: 2\n}", "a: [\n  1\n  ; 2\n]"]) {
      const [found] = read(text).diagnostics;
      expect(found?.help, text).toContain("write `#`");
      expect(found?.fix, text).toMatchObject({ safe: false, edits: [{ insert: "#" }] });
    }
  });

  reads("are nothing inside quotes", [
    [`a: "x # y"\nb: 'x // y'\nc: "x /* y */"`, { a: "x # y", b: "x // y", c: "x /* y */" }],
    ['a: """\n# x\n// y\n"""', { a: "# x\n// y" }],
    ["a: |\n  # x\n  y # z", { a: "# x\ny # z" }],
  ]);

  reads("may follow any opener and any item", [
    ["a: # x\n  b: 1 # y\n[s] # x\nc: 1", { a: { b: 1 }, s: { c: 1 } }],
    ["a: [ # x\n  1, # y\n  2 // z\n] # w", { a: [1, 2] }],
    ["a { # x\n  b: 1, # y\n  c: 2 /* z */\n} # w", { a: { b: 1, c: 2 } }],
    ["a > # x\n  b: 1 # y\n< # z", { a: { b: 1 } }],
    ["a:\n  - 1 # x\n  - # y\n    b: 2", { a: [1, { b: 2 }] }],
    ["a:\n  - k { # x\n      b: 1\n    }", { a: [{ k: { b: 1 } }] }],
    ["a:\n  - k { // x\n      b: 1\n    }", { a: [{ k: { b: 1 } }] }],
    ["a:\n  - k { /* x */ // y\n      b: 1\n    }", { a: [{ k: { b: 1 } }] }],
    ["a:\n  - k { b: 1 } # {", { a: [{ k: { b: 1 } }] }],
    ["a: ( # x\n  1 + # y\n  2 )", { a: 3 }],
    ["a: | # x\n  y", { a: "y" }],
    ["a: | // x\n  y\nb: | /* x */ \n  z", { a: "y", b: "z" }],
    ["a: 2 * 3, # x\nb: 4 * 5; // y", { a: 6, b: 20 }],
  ]);

  reads("may stand between a key and what separates it from its value", [
    ['a /* x */ : 1\nb /* y */ /* z */= "c"', { a: 1, b: "c" }],
    ['"a" /* x */ { b /* y */ : 1 }', { a: { b: 1 } }],
    ["$v /* x */ : 1\na: $v", { a: 1 }],
  ]);

  reads("in front of a member leave its line's column as it is", [
    ["a: {\n  /* x */ b: @if(false, 2,\n    [1]\n  )\n}", { a: { b: [1] } }],
  ]);

  reads("are never part of a value, so `#fff` alone is an empty one, with a warning", [
    ["color: #fff", { color: null }, "TSK3002 1:6 there is no value here, which reads as null"],
    ['color: "#fff" # white', { color: "#fff" }],
  ]);

  it("offer the quotes that an empty value may be missing", () => {
    expect(read("color: #fff").diagnostics[0]?.help).toBe('put it in quotes: `"#fff"`');
  });

  refuses("must be closed", [["a: 1\n/* x\nb: 2", "TSK1013 2:1 this comment is never closed"]]);
});
