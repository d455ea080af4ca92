// Why: `--fix` edits a file unseen. Whatever it was applied to, it mends what it says, ends, and does no harm.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc, { type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile.js";
import { loadCatalog } from "../../src/diagnostics/catalog.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { applySafeFixes } from "../../src/diagnostics/fix.js";
import { mend, type Texts } from "../../src/diagnostics/mend.js";
import { SourceFile } from "../../src/source/source.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const golden = join(root, "test/golden");
const pages = await loadCatalog();
const examples = pages.flatMap(({ example }) => (example === undefined ? [] : [example]));

/** A golden file's or example's text by what it is called. */
const broken: readonly (readonly [name: string, text: string])[] = [
  ...examples.map(({ wrong, printed }) => [printed.split("\n")[0] ?? "", wrong] as const),
  ...readdirSync(golden)
    .filter((name) => readdirSync(join(golden, name)).includes("stderr.txt"))
    .map((name) => [name, readFileSync(join(golden, name, "queue.tusk"), "utf8")] as const),
];

const findIn = (text: string) => {
  const source = new SourceFile("queue.tusk", text);
  const { diagnostics } = compile(source);
  return { source, diagnostics };
};

const described = (found: readonly Diagnostic[]) =>
  found.map(({ code, message }) => `${code} ${message}`);

describe("safe fixes", () => {
  it.each(broken)("take away what they mend, and nothing comes in its place: %s", (_, text) => {
    const { source, diagnostics } = findIn(text);
    const fixed = applySafeFixes(source, diagnostics);
    const others = diagnostics.filter(({ fix }) => fix?.safe !== true);
    expect(described(findIn(fixed.text).diagnostics)).toEqual(described(others));
  });

  it("replace tabs only where every width of them means the same", () => {
    expect(fixedText('queue:\n\tbackend: "bullmq"\n')).toBe('queue:\n    backend: "bullmq"\n');
    for (const text of [
      'queue:\n  backend: "bullmq"\n  bullmq:\n\turl: "redis://localhost"\n',
      'queue:\n    backend: "bullmq"\njobs:\n    a:\n\tpayload:\n\t    b: int\n',
      'queue:\n  backend: "bullmq"\n\tbullmq:\n\t\tprefix: a\n',
    ])
      expect(fixedText(text), text).toBe(text);
  });

  it("move a line only where one column is the nearest, and few lines with it", () => {
    const head = 'queue:\n    backend: "bullmq"\n    bullmq:\n        url: "redis://localhost"\n';
    expect(fixedText(`${head}     prefix: a\n`)).toBe(`${head}    prefix: a\n`);
    const body = "jobs:\n  a:\n    payload:\n      b: int\n";
    for (const text of [
      `${head}     jobs:\n${"         # x\n".repeat(8)}`,
      `${body}   queue: high\n   timeout: "1m"\n`,
      `${body} schedules:\n   b:\n     every: "1d"\n`,
      `[queue]\n  backend: "bullmq"\n${body}`,
    ])
      expect(fixedText(text), text).toBe(text);
  });

  it("end, bring no error, and are gone or were left out, after any slip", () => {
    const valid = [
      readFileSync(join(root, "examples/seed/queue.tusk"), "utf8"),
      ...examples.map(({ right }) => right),
    ];
    const errors = (found: readonly Diagnostic[]) =>
      described(found.filter(({ severity }) => severity === "error"));
    const check = (text: string) => {
      const textOf = (texts: Texts) => texts.get("queue.tusk") ?? text;
      const find = (texts: Texts) => findIn(textOf(texts)).diagnostics;
      const texts = mend(find);
      const after = find(texts);
      expect(new Set(errors(find(new Map())))).toEqual(
        new Set([...errors(find(new Map())), ...errors(after)]),
      );
      expect(mend((more) => find(more.size > 0 ? more : texts)).size).toBe(0);
    };
    const slipped = fc.constantFrom(...valid).chain(withSlip);
    fc.assert(fc.property(slipped, check), { numRuns: 300 });
  });
});

/** The text after one run of its safe fixes. */
function fixedText(text: string): string {
  const { source, diagnostics } = findIn(text);
  return applySafeFixes(source, diagnostics).text;
}

/** The text after a slip of the finger: a character gone, doubled, or another, or a line moved. */
function withSlip(text: string): Arbitrary<string> {
  const lines = text.split("\n");
  const at = fc.nat(text.length - 1);
  const character = fc.constantFrom(..." \t:=\"'[]{}(),;-#$@a0_.");
  const line = fc.nat(lines.length - 1);
  const indentation = fc.constantFrom("", " ", "\t", "    ");
  return fc.oneof(
    at.map((index) => text.slice(0, index) + text.slice(index + 1)),
    fc.tuple(at, character).map(([index, put]) => text.slice(0, index) + put + text.slice(index)),
    fc
      .tuple(at, character)
      .map(([index, put]) => text.slice(0, index) + put + text.slice(index + 1)),
    fc
      .tuple(line, indentation)
      .map(([index, blank]) =>
        lines.map((one, place) => (place === index ? one.replace(/^\s*/, blank) : one)).join("\n"),
      ),
  );
}
