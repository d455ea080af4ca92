// Section 6 of the language: the tree that `export` prints. What the command does around it is seen in
// test/cli/export.test.ts.

import { describe, expect, it } from "vitest";
import { printTree } from "../../src/evaluate/export-tree.js";
import { read } from "../support/language.js";

describe("the tree as text", () => {
  const printed = (text: string) => printTree(read(text).tree, {});

  it("keeps the order of the file, even of keys that look like numbers", () => {
    expect(printed("b: 1\n10: 2\na { 2: x, 1: y }")).toBe(
      '{\n  "b": 1,\n  "10": 2,\n  "a": {\n    "2": "x",\n    "1": "y"\n  }\n}\n',
    );
  });

  it("prints whole numbers without a point", () => {
    expect(printed("a: 1.0\nb: 1e3\nc: 2.50\nd: 1.5 * 2\ne: -0")).toBe(
      '{\n  "a": 1,\n  "b": 1000,\n  "c": 2.5,\n  "d": 3,\n  "e": 0\n}\n',
    );
  });

  it("prints empty lists and objects on one line, and a file without keys as one", () => {
    expect(printed("a: []\nb {}")).toBe('{\n  "a": [],\n  "b": {}\n}\n');
    expect(printed("# nothing")).toBe("{}\n");
  });

  it("prints ranges and values of the environment as what they are, at their depth", () => {
    expect(printed('a { b: 1-2 }\nc: [@env("X", [1])]')).toBe(
      `${JSON.stringify({ a: { b: { min: 1, max: 2, type: "range" } }, c: [[1]] }, null, 2)}\n`,
    );
  });
});
