import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic, Label } from "../../src/diagnostics/diagnostic.js";
import { exportTree } from "../../src/evaluate/export-tree.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import { SourceFile } from "../../src/source/source.js";

const seed = readFileSync(
  fileURLToPath(new URL("../../examples/seed/queue.tusk", import.meta.url)),
  "utf8",
);

/** Reads a text and checks what holds for every text. */
function check(text: string): void {
  for (const checked of [true, false]) {
    const found: Diagnostic[] = [];
    const report = (diagnostic: Diagnostic) => found.push(diagnostic);
    const tree = readTree(new SourceFile("any.tusk", text), report, { checked });
    for (const { primary, related, fix } of found) {
      for (const place of [primary, ...related, ...(fix?.edits ?? [])]) expectInside(place, text);
    }
    if (found.every(({ severity }) => severity !== "error")) JSON.stringify(exportTree(tree, {}));
  }
}

function expectInside({ span }: Pick<Label, "span">, text: string): void {
  expect(span.start).toBeGreaterThanOrEqual(0);
  expect(span.end).toBeGreaterThanOrEqual(span.start);
  expect(span.end).toBeLessThanOrEqual(text.length);
}

const PIECES = [
  ...["key", "$x", "a.b", '"q"', ":", "=", " = ", "::", "=>", "\n", "\r\n", "  ", "\t", "- ", "-"],
  ...["{", "}", "[", "]", "(", ")", "<", ">", ",", ";", "#", "//", "/*", "*/", '"', "'", '"""'],
  ...["${", "}", "$x", "@env(", '"A"', "@if(", "@shell", "1", "1..2", "8-9", "true", "null", " ? "],
  ...[" : ", " + ", " || ", "!", "|", "`", "\\", "\u2028", "\ud800", "\0", "__proto__"],
];

describe("any text", () => {
  it("of pieces of the language is read without an exception, and every place lies inside", () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 });
    fc.assert(
      fc.property(text, (pieces) => check(pieces.join(""))),
      { numRuns: 3000 },
    );
  });

  it("of any characters is, too", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), check), { numRuns: 1000 });
  });

  it("that a real file was damaged to is, too", () => {
    const lines = seed.split("\n");
    const damage = fc.record({
      at: fc.nat(lines.length - 1),
      count: fc.nat(3),
      text: fc.constantFrom(...PIECES),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
        const damaged = [...lines];
        for (const { at, count, text } of damages)
          damaged.splice(at, count, `${text}${damaged[at] ?? ""}`);
        check(damaged.join("\n"));
      }),
      { numRuns: 300 },
    );
  });
});

describe("hostile texts", () => {
  const texts: readonly (readonly [name: string, text: string])[] = [
    ["brackets without end", `a: ${"[".repeat(100_000)}`],
    ["parentheses without end", `a: ${"(".repeat(100_000)}1`],
    ["conditions without end", `a: ${"1 ? 2 : ".repeat(20_000)}3`],
    ["members without end", `$x: 1\na: $x${".b".repeat(50_000)}`],
    ["blocks ever deeper", Array.from({ length: 2000 }, (_, n) => `${" ".repeat(n)}k:`).join("\n")],
    ["variables that double", `$a0: "xxxxxxxxxx"\n${doublings(40)}`],
    ["a prototype", "__proto__:\n  polluted: true\nconstructor: 1"],
    ["one long line", `a: ${"x".repeat(500_000)}`],
  ];
  for (const [name, text] of texts)
    it(`of ${name} are read without harm`, () => {
      check(text);
      expect(Reflect.get({}, "polluted")).toBeUndefined();
    });
});

function doublings(count: number): string {
  const line = (n: number) => `$a${n + 1}: "\${a${n}}\${a${n}}"`;
  return Array.from({ length: count }, (_, n) => line(n)).join("\n");
}
