// Section 7 of the language: time in proportion to the size of a file, whatever is in it. A file of four times as
// many lines may run four times as much code, and not sixteen times.

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WorkCounter } from "../support/work.js";

const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join("\n");

/** References beyond what all of them may add: the first ones use it up. */
const SPENT = `$x0: "${"x".repeat(64)}"\n${lines(24, (n) => `$x${n + 1}: [$x${n}, $x${n}]`)}\n`;

const texts: Readonly<Record<string, (count: number) => string>> = {
  "keys and values": (count) => lines(count, (n) => `k${n}: text ${n}`),
  "references into an object that grows": (count) =>
    SPENT + lines(count, (n) => `a.k${n}: 1\nb${n}: \${a}`),
  "imports that fail below many objects": (count) =>
    `${lines(count, (n) => `k${n}: {x: 1}`)}\n${lines(count, () => '@import "nope.tusk"')}`,
  "block comments below values": (count) => lines(count, (n) => `k${n}: 1\n/*\n * c\n */`),
  "comments that open blocks": (count) => lines(count, (n) => `k${n} { // c\n}`),
  "brackets that are never closed": (count) => lines(count, (n) => `k${n}: [ { /* c */`),
  "heredocs and elements without an end": (count) => lines(count, (n) => `k${n}: <<E${n}\n<e${n}>`),
};

const work = new WorkCounter();
const MANY = 400;
/** What stays in proportion grows four times; the square of it would sixteen times. */
const LINEAR = 6;

beforeAll(async () => {
  await work.begin();
  vi.resetModules();
});

afterAll(async () => {
  await work.end();
  vi.resetModules();
});

/** Holds a run over four times as many things to less than `most` times as much work. */
async function expectGrowth(
  most: number,
  part: RegExp,
  run: (count: number) => () => void,
): Promise<void> {
  const few = run(MANY);
  const many = run(4 * MANY);
  few();
  const [one, four] = [await work.count(part, few), await work.count(part, many)];
  expect(one).toBeGreaterThan(MANY);
  expect(four / one).toBeLessThan(most);
}

const OURS = /\/(?:src|grammar)\/(?!.*node_modules)/;

it.each(Object.keys(texts))("reading and formatting: %s", async (name) => {
  const { readTree } = await import("../../src/evaluate/read-tree.js");
  const { format } = await import("../../src/format/format.js");
  const { SourceFile } = await import("../../src/source/source.js");
  await expectGrowth(LINEAR, OURS, (count) => {
    const source = new SourceFile("any.tusk", texts[name]?.(count) ?? "");
    return () => {
      readTree(source, () => {}, { checked: true });
      format(source);
    };
  });
});

it("ignores of unknown names", async () => {
  const { applyIgnores } = await import("../../src/ignores/apply.js");
  const { SourceFile } = await import("../../src/source/source.js");
  await expectGrowth(LINEAR, OURS, (count) => {
    const text = `${lines(count, (n) => `# tsk-ignore weight-zero-${n}: why`)}\na: 1`;
    const source = new SourceFile("any.tusk", text);
    return () => void applyIgnores([], [source], { complete: true });
  });
});

it("the difference of files that have no line in common", async () => {
  const { unifiedDiff } = await import("../../src/cli/diff.js");
  await expectGrowth(LINEAR, /./, (count) => {
    const [before, after] = ["x", "y"].map((word) => lines(4 * count, (n) => `${word}${n}`));
    return () => void unifiedDiff("a", before ?? "", after ?? "");
  });
});
