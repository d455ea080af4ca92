import { expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { applySafeFixes } from "../../src/diagnostics/fix.js";
import { SourceFile } from "../../src/source/source.js";
import { diagnosticAt, labelAt } from "./render/build.js";

const source = new SourceFile("queue.tusk", "enabled: yes\nlimit: 5 \nname: x\n");

function replacing(marked: string, insert: string, safe = true, line = 1): Diagnostic {
  const primary = labelAt(source, line, marked);
  return diagnosticAt(primary, { fix: { title: "", safe, edits: [{ ...primary, insert }] } });
}

it("applies safe fixes in the order of the text, whatever the order of the diagnostics", () => {
  const found = [replacing("x", '"x"', true, 3), replacing("yes", "true")];
  expect(applySafeFixes(source, found)).toEqual({
    text: 'enabled: true\nlimit: 5 \nname: "x"\n',
    applied: 2,
  });
});

it("leaves unsafe fixes and diagnostics without fix alone", () => {
  const found = [replacing("yes", "true", false), diagnosticAt(labelAt(source, 3, "x"))];
  expect(applySafeFixes(source, found)).toEqual({ text: source.text, applied: 0 });
});

it("applies only the first of two fixes that touch the same text", () => {
  const found = [replacing("yes", "true"), replacing("enabled: yes", "enabled: on")];
  expect(applySafeFixes(source, found)).toEqual({
    text: "enabled: true\nlimit: 5 \nname: x\n",
    applied: 1,
  });
});

it("applies all edits of a fix or none", () => {
  const other = new SourceFile("base.tusk", "a: 1\n");
  const primary = labelAt(source, 1, "yes");
  const edits = [
    { ...primary, insert: "true" },
    { ...labelAt(other, 1, "1"), insert: "2" },
  ];
  const found = [diagnosticAt(primary, { fix: { title: "", safe: true, edits } })];
  expect(applySafeFixes(source, found).applied).toBe(0);
});
