// Section 8 of the language: the canonical form, rule by rule.

import { describe, expect, it } from "vitest";
import { format } from "../../src/format/format.js";
import { SourceFile } from "../../src/source/source.js";

function formatted(text: string): string {
  const { text: result, diagnostics = [] } = format(new SourceFile("any.tusk", text));
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  return result ?? "";
}

/** A rule as a test: each source becomes its canonical form, which stays as it is. */
function writes(
  rule: string,
  rows: readonly (readonly [source: string, canonical: string])[],
): void {
  it(rule, () => {
    for (const [source, canonical] of rows) {
      expect(formatted(source), source).toBe(canonical);
      expect(formatted(canonical), canonical).toBe(canonical);
    }
  });
}

/** A rule as a test: these stay as they are. */
function keeps(rule: string, sources: readonly string[]): void {
  writes(
    rule,
    sources.map((source) => [source, source]),
  );
}

const wide = (count: number) => "x".repeat(count);

describe("lines", () => {
  writes("end with a line feed each, the last one, too", [
    ["a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"],
    ["a: 1", "a: 1\n"],
    ["a: 1\n\n\n", "a: 1\n"],
    ["", ""],
    ["\n\n", ""],
    ["\ufeffa: 1\n", "a: 1\n"],
  ]);

  writes("have no blanks at their end, and at most one blank line between them", [
    ["a: 1  \n  \n\t\n\nb: 2 \n", "a: 1\n\nb: 2\n"],
    ["\n\na: 1\n", "a: 1\n"],
    ["a:\n\n\n  b: 1\n\n\n\nc: 2\n", "a:\n\n  b: 1\n\nc: 2\n"],
    ["[s]\n\n\na: 1\n\n\n[t]\nb: 1\n", "[s]\n\na: 1\n\n[t]\nb: 1\n"],
    ["a: [\n\n  x,\n\n\n  y\n\n]\n", "a: [\n  x,\n\n  y\n]\n"],
  ]);

  writes("are indented by two spaces a level, whatever they were before", [
    ["    a:\n        b:\n         c: 1\n", "a:\n  b:\n    c: 1\n"],
    ["  [s]\n      a: 1\n      b:\n       c: 1\n", "[s]\na: 1\nb:\n  c: 1\n"],
    ["a:\n- 1\n- 2\n", "a:\n  - 1\n  - 2\n"],
    ["a:\n    -   b:  1\n        c: 2\n", "a:\n  - b: 1\n    c: 2\n"],
    ["a:\n  -\n     b: 1\n  -\n     - 1\n     - 2\n", "a:\n  - b: 1\n  -\n    - 1\n    - 2\n"],
    ["a:\n  - b:\n    - 1\n", "a:\n  - b:\n      - 1\n"],
  ]);
});

describe("statements", () => {
  writes("are `key: value`, without what separates them", [
    ["a=1\nb = 2;\nc:3,\n$x=4\n", "a: 1\nb: 2\nc: 3\n$x: 4\n"],
    ["a  :  1\n", "a: 1\n"],
    ["[ a . b ]\nc = 1\n", "[a.b]\nc: 1\n"],
    ["a:\nb = \n", "a:\nb:\n"],
  ]);

  keeps("keep keys as they are written", [
    'a.b: 1\n"a.b": 2\nc-d_1: 3\n7: 4\n[s."t u".v]\nw: 5\n',
    '@import "x.tsk"\na: 1\n',
  ]);

  writes("that hold an object over lines have a block", [
    ["a {\n  b: 1\n}\n", "a:\n  b: 1\n"],
    ["a: {\n    b: 1,\n    c: 2,\n}\nd: 3\n", "a:\n  b: 1\n  c: 2\nd: 3\n"],
    ["a = { b = 1; c { d: 2\n } }\n", "a:\n  b: 1\n  c:\n    d: 2\n"],
    ["a >\n  b: 1\n  c >\n    d: 2\n  <\n<\n", "a:\n  b: 1\n  c:\n    d: 2\n"],
    ["$a: {\n  b: 1\n}\n", "$a:\n  b: 1\n"],
    ["a:\n  - {\n    b: 1\n    c: 2\n  }\n", "a:\n  - b: 1\n    c: 2\n"],
    ['a:\n  - {\n    @import "x"\n    b: 1\n  }\n', 'a:\n  -\n    @import "x"\n    b: 1\n'],
    ["a { }\nb >\n<\n", "a: {}\nb: {}\n"],
  ]);

  writes("keep an object on its line if it fits in 100 columns", [
    ["a {b:1,c:2}\n", "a: { b: 1, c: 2 }\n"],
    ["a: {b:{c:[1,2]};}\n", "a: { b: { c: [1, 2] } }\n"],
    [`a: { b: ${wide(90)} }\n`, `a: { b: ${wide(90)} }\n`],
    [`a: { b: ${wide(91)} }\n`, `a:\n  b: ${wide(91)}\n`],
    [`a:\n  - { b: { c: 1 }, d: ${wide(78)} }\n`, `a:\n  - b: { c: 1 }\n    d: ${wide(78)}\n`],
  ]);

  keeps("keep an object in braces where a block would say something else", [
    "a: {\n  b: 1\n}  # of a\n",
    "a: {\n  # nothing yet\n}\n",
    "a: {\n  b: 1 c: 2\n}\n",
    "a: [\n  {\n    b: 1\n  }\n]\n",
  ]);

  writes("of a file that is one object stay in its braces", [
    ['{"a":1}', '{ "a": 1 }\n'],
    ['{\n    "a": 1,\n    "b": {"c": [1,\n2]}\n}', '{\n  "a": 1,\n  "b": { "c": [1, 2] }\n}\n'],
    ["# c\n{ a: 1; b {\n c: 2 } }  # d\n", "# c\n{\n  a: 1,\n  b: {\n    c: 2\n  }\n}  # d\n"],
  ]);
});

describe("lists in brackets", () => {
  writes("stand on one line if they fit", [
    ["a: [1,2 , 3,]\n", "a: [1, 2, 3]\n"],
    ['a: [\n  "x",\n  "y"\n]\n', 'a: ["x", "y"]\n'],
    ["a: [ ]\n", "a: []\n"],
    [`a: [${wide(46)}, ${wide(47)}]\n`, `a: [${wide(46)}, ${wide(47)}]\n`],
    [`a: [${wide(47)}, ${wide(47)}]\n`, `a: [\n  ${wide(47)},\n  ${wide(47)}\n]\n`],
    // An ideograph takes two columns.
    [`a: [${"\u4e2d".repeat(46)}, x]\n`, `a: [${"\u4e2d".repeat(46)}, x]\n`],
    [`a: [${"\u4e2d".repeat(47)}, x]\n`, `a: [\n  ${"\u4e2d".repeat(47)},\n  x\n]\n`],
  ]);

  writes("get quotes around text that would go on with the next line", [
    [
      `a: [${wide(47)}, is ${wide(47)} so ?]\n`,
      `a: [\n  ${wide(47)},\n  "is ${wide(47)} so ?"\n]\n`,
    ],
  ]);

  writes("of lists or objects stay over lines", [
    ["a: [\n    [1,2],\n    [3]\n]\n", "a: [\n  [1, 2],\n  [3]\n]\n"],
    ["a: [[1,2], {b:3}]\n", "a: [[1, 2], { b: 3 }]\n"],
    ["a: [{\n  b: 1\n}]\n", "a: [\n  {\n    b: 1\n  }\n]\n"],
  ]);
});

describe("text", () => {
  writes("in single quotes gets double ones, and escapes where they are needed", [
    ["a: 'x'\n", 'a: "x"\n'],
    ["a: ''\n", 'a: ""\n'],
    ["a: 'say \"hi\"'\n", 'a: "say \\"hi\\""\n'],
    ["a: '^\\d+\\.\\d$'\n", 'a: "^\\d+\\.\\d$"\n'],
    ["a: 'C:\\new\\\\x\\'\n", 'a: "C:\\\\new\\\\\\x\\\\"\n'],
    ["a: '\\u0041 \\u12'\n", 'a: "\\\\u0041 \\u12"\n'],
    ["a: '${x} $x $5'\n", 'a: "\\${x} $x $5"\n'],
    ["'a b': { 'c': 1 }\n", '"a b": { "c": 1 }\n'],
    ["['s t'.u]\na: 1\n", '["s t".u]\na: 1\n'],
  ]);

  keeps("that reads differently in double quotes, or is fenced, stays as it is", [
    "a: '@env(\"X\")'\n",
    "a: \"\\u00e9 \\q @env('X')\"\n",
    "a: '''\n  it's \\n ${raw}\n    '''\n",
    'a:\n  b: """\n text  \n\n\n\tmore\n   """\n',
  ]);

  writes("below `|` keeps its own indentation", [
    ["a: |\n      x\n        y\n\n      z  \nb: 1\n", "a: |\n  x\n    y\n\n  z  \nb: 1\n"],
    ["a:\n- |\n      x\n", "a:\n  - |\n    x\n"],
    ["a: |   # c\n   # text\n# comment\n", "a: |  # c\n  # text\n# comment\n"],
    ["a: |\n", "a: |\n"],
  ]);

  keeps("without quotes stays as it is", [
    "a: two  words\nb: redis://h:6379/1\nc: 0 3 * * *\nd: int(1..9) = 5\n",
    "[s]\na: x  -  y\nb: x - y\n",
  ]);

  writes("without quotes gets them where it would read as something else", [
    ["a:#fff\nb=//x\n", 'a: "#fff"\nb: "//x"\n'],
    ["a: [x,#1]\n", 'a: [x, "#1"]\n'],
    ["a { b: |, c: >- }\n", 'a: { b: "|", c: ">-" }\n'],
    ["a:\n  - k {,\n  - k: ;\n", 'a:\n  - "k {"\n  - k:\n'],
  ]);

  writes("that looks like a call stays as it is, unless its bracket is open", [
    [`a: [int(1..9), ${wide(90)}]\n`, `a: [\n  int(1..9),\n  ${wide(90)}\n]\n`],
    ["a: [\n{b: int(1..9)}, {b: 1}\n]\n", "a: [\n  { b: int(1..9) },\n  { b: 1 }\n]\n"],
    ["n: random(1, 100),\n", "n: random(1, 100)\n"],
    ["a: [\n  f(1\n  x]\n", 'a: ["f(1", x]\n'],
    ["a: [f(x), g(it's)]\n", 'a: [f(x), "g(it\'s)"]\n'],
  ]);

  writes("with a bracket left open has its line to itself", [
    ["a: [x (\ny]\n", "a: [\n  x (,\n  y\n]\n"],
  ]);
});

describe("expressions", () => {
  writes("have one space around operators", [
    ["$x: 1\na: ($x+1)\n".replace("+", "  +  "), "$x: 1\na: ($x + 1)\n"],
    ["a: 1  *  2\nb: ${ a }   ||   3\n", "a: 1 * 2\nb: ${a} || 3\n"],
    ["a: ( true   ?  ! false :-1 )\n", "a: (true ? !false : -1)\n"],
    ['a: @env( "X" ,1 )\nb: @env ("Y")\n', 'a: @env("X", 1)\nb: @env("Y")\n'],
    ["$l: [1]\na: $l[ 0 ]\n", "$l: [1]\na: $l[0]\n"],
  ]);

  keeps("keep their parentheses, and the space that keeps a number from a minus", [
    "a: ((1) + (2 * 3))\nb: (- 5)\nc: (--5)\n",
  ]);

  writes("break in parentheses if they do not fit", [
    ["a: (\n  1\n  + 2\n)\n", "a: (1 + 2)\n"],
    [
      `a: ("${wide(50)}" + "${wide(40)}" + 1 * 2)\n`,
      `a: (\n  "${wide(50)}" +\n  "${wide(40)}" +\n  1 * 2\n)\n`,
    ],
    [
      `a: (@env("X") == "y" ? "${wide(50)}" : "${wide(40)}")\n`,
      `a: (\n  @env("X") == "y"\n    ? "${wide(50)}"\n    : "${wide(40)}"\n)\n`,
    ],
    [`a: "${wide(60)}" + "${wide(60)}"\n`, `a: "${wide(60)}" + "${wide(60)}"\n`],
  ]);

  writes("have one argument a line if a call does not fit", [
    [
      `a: @if(@env("X") == "y", "${wide(50)}", "${wide(40)}")\n`,
      `a: @if(\n  @env("X") == "y",\n  "${wide(50)}",\n  "${wide(40)}"\n)\n`,
    ],
    [
      `a: @x(@y("${wide(50)}", "${wide(50)}"))\n`,
      `a: @x(@y(\n  "${wide(50)}",\n  "${wide(50)}"\n))\n`,
    ],
    ["a: @x(1, {\n    b: 1 })\n", "a: @x(1, {\n  b: 1\n})\n"],
    ['a: @x(1, """\n b\n""")\n', 'a: @x(1, """\n b\n""")\n'],
    ["a: @x({\n b: 1 }, [2])\n", "a: @x(\n  {\n    b: 1\n  },\n  [2]\n)\n"],
    ["a: f(\n  1, 2)\n", "a: f(\n  1,\n  2\n)\n"],
    ['a: @x("y")\n      .where(1)\n   .all()\n', 'a: @x("y")\n  .where(1)\n  .all()\n'],
  ]);
});

describe("a file that cannot be read", () => {
  it("is told apart, and not formatted", () => {
    const { text, diagnostics } = format(new SourceFile("any.tusk", "a: 1\nb ==  2\n"));
    expect(text).toBeUndefined();
    expect(diagnostics?.map(({ code }) => code)).toEqual(["TSK1011"]);
  });

  it("is one with arguments that are no values, though only the operator would say so", () => {
    const { text, diagnostics } = format(new SourceFile("any.tusk", "a: @query(x => 1)\nb:  2\n"));
    expect(text).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
  });

  it("is none for what its values mean", () => {
    expect(formatted("a:  @nothing\nb=${c}\na=1\n")).toBe("a: @nothing\nb: ${c}\na: 1\n");
  });
});
