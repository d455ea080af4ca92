import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parse.js";
import { type Reading, saysTheSame } from "../../src/format/same.js";
import { SourceFile } from "../../src/source/source.js";

function reading(text: string): Reading {
  return { text, document: parse(new SourceFile("any.tusk", text), () => {}) };
}

function same(one: string, other: string): boolean {
  return saysTheSame(reading(one), reading(other));
}

describe("two files say the same", () => {
  it("if they differ in places, quotes, brackets, and the blanks in comments", () => {
    expect(same("a: 1  # x  y\n", "\na = 1 # x y")).toBe(true);
    expect(same("a: x\nb: 'y'", 'a: "x"\nb: y')).toBe(true);
    expect(same("a { b: 1 }", "a:\n  b: 1")).toBe(true);
    expect(same("a >\n  b: 1\n<", "a: { b: 1 }")).toBe(true);
    expect(same("a: 1  +  2", "a: 1 + 2")).toBe(true);
  });

  it("but not if they differ in anything else", () => {
    const pairs: readonly (readonly [string, string])[] = [
      ["a: 1", "a: 2"],
      ["a: 1", "b: 1"],
      ["a: 1", 'a: "1"'],
      ["a: x  +  y", "a: x + y"],
      ["a.b: 1", '"a.b": 1'],
      ["a: [1, 2]", "a: [2, 1]"],
      ["a: [1, 2]", "a: [1]"],
      ["a: [1]", "a:\n  - 1"],
      ["a: { b: 1 }", "a: { b: 1, c: 2 }"],
      ["a: (1)", "a: 1"],
      ["a: (1 + 2)", "a: (1 - 2)"],
      ["a: @env.A", "a: @env.B"],
      ["[s]\na: 1", "a: 1"],
      ["[s]\na: 1", "[t]\na: 1"],
      ["{ a: 1 }", "a: 1"],
      ["a: 1  # b", "a: 1  # c"],
      ["a: 1  # b", "a: 1"],
      ["# a\n# b", "# b\n# a"],
    ];
    for (const [one, other] of pairs) {
      expect(same(one, other), `${one} | ${other}`).toBe(false);
      expect(same(other, one), `${other} | ${one}`).toBe(false);
    }
  });
});
