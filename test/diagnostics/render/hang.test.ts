import { describe, expect, it } from "vitest";
import { hang } from "../../../src/diagnostics/render/frame/hang.js";

const note = { plain: "  = note: ", painted: "  = note: " };
const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");
const widths = (columns: number) => hang(note, words(100), columns).map((line) => line.length);

describe("text behind a prefix", () => {
  it("is one line without a terminal", () => {
    expect(hang(note, words(100), undefined)).toEqual([`  = note: ${words(100)}`]);
  });

  it("goes on under its own start, and loses no word", () => {
    const lines = hang(note, words(30), 60);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.slice(1).every((line) => /^ {10}word/.test(line))).toBe(true);
    expect(lines.map((line) => line.slice(10)).join(" ")).toBe(words(30));
  });

  it("fits the terminal from 40 columns up to 100", () => {
    for (const [columns, most] of [
      [20, 40],
      [40, 40],
      [80, 80],
      [250, 100],
    ] as const) {
      expect(Math.max(...widths(columns))).toBeLessThanOrEqual(most);
      expect(Math.max(...widths(columns))).toBeGreaterThan(most - 10);
    }
  });

  it("goes on at a small indentation when the prefix takes more than half of the terminal", () => {
    const plain = `warning[TSK5013 ${"x".repeat(30)}]: `;
    const lines = hang({ plain, painted: plain }, words(20), 80);
    expect(lines[0]?.length).toBeLessThanOrEqual(80);
    expect(lines[1]).toMatch(/^ {4}word/);
  });

  it("keeps quoted text in one piece while a line has room for it", () => {
    const lines = hang(note, `${words(8)} write \`a: "b c d e f g h"\` there`, 60);
    expect(lines.some((line) => line.includes('`a: "b c d e f g h"`'))).toBe(true);
    const long = hang(note, `\`${words(20)}\``, 60);
    expect(Math.max(...long.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it("measures wide characters as two columns", () => {
    const lines = hang(note, "\u65e5\u672c\u8a9e ".repeat(20).trim(), 40);
    expect(lines[0]).toBe(`  = note: ${"\u65e5\u672c\u8a9e ".repeat(4).trim()}`);
  });

  it("leaves a word alone that is longer than a line", () => {
    const path = "x".repeat(200);
    expect(hang(note, `see ${path} there`, 80)).toEqual([
      "  = note: see",
      `          ${path}`,
      "          there",
    ]);
  });

  it("paints every line by itself", () => {
    const lines = hang(note, words(30), 60, (line) => `<${line}>`);
    expect(lines.every((line) => /^ {2}(?:= note:| {7}) <.*>$/.test(line))).toBe(true);
  });
});
