// Texts made to break a reader: each ends with a tree or with errors, and leaves nothing behind. That the work
// for such texts grows with their size and no faster is counted in growth.test.ts.

import { expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { exportTree } from "../../src/evaluate/export-tree.js";
import { readTree } from "../../src/evaluate/read-tree.js";
import { format } from "../../src/format/format.js";
import { SourceFile } from "../../src/source/source.js";

const LINE = 4 * 1024 * 1024;
const DEEP = 100_000;

const brackets = ["[", "{", "(", "{ a: ", "[{ a: ", "f(", "@if(", "@env(", "$x[", "a >\n", "a {\n"];
const quotes = ['"', "'", '"""', "'''", '"${', '"\\', "|\n  ", "/*", "@shell(", "`", "<<E\n"];

const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    brackets.map((open) => [`${show(open)} without end`, `a: ${open.repeat(DEEP)}`]),
  ),
  ...Object.fromEntries(
    quotes.map((open) => [`${show(open)} before a long line`, `a: ${open}${"x".repeat(LINE)}`]),
  ),
  ...Object.fromEntries(
    ["x(, ", "x ( , ", "1 {, ", "f(1, ", "x => [", "[x + y ( , "].map((part) => [
      `a list of ${show(part)}`,
      `a: [${part.repeat(400_000 / part.length)}`,
    ]),
  ),
  "an object of keys without a colon": `a: {${"a b, ".repeat(80_000)}`,
  "many emoji": `a: ${"😀".repeat(DEEP)} # c`,
  "conditions without end": `a: ${"1 ? 2 : ".repeat(20_000)}3`,
  "members without end": `$x: 1\na: $x${".b".repeat(50_000)}`,
  "operators without end": `a: ${"1 + ".repeat(DEEP)}1`,
  "prefixes without end": `a: ${"!".repeat(DEEP)}true`,
  "blocks ever deeper": Array.from({ length: 2000 }, (_, n) => `${" ".repeat(n)}k:`).join("\n"),
  "items in items": `a:\n${"- ".repeat(DEEP)}1`,
  "variables that double": `$a0: "xxxxxxxxxx"\n${doublings(40)}`,
  "a long bare text": `a: ${"x ".repeat(LINE / 2)}`,
  "a long key": `${"x".repeat(LINE)}: 1`,
  "a long path": `${"a.".repeat(DEEP)}b: 1`,
  "a long comment": `a: 1 # ${"x".repeat(LINE)}`,
  "a long list": `a: [${"1, ".repeat(DEEP)}]`,
  "a long number": `a: ${"9".repeat(LINE)}`,
  "many keys": Array.from({ length: 1_000_000 }, (_, n) => `k${n}: 1`).join("\n"),
  "one key many times": "k: 1\n".repeat(DEEP),
  "many sections": "[s]\n".repeat(DEEP),
  "many errors": "a b: {\n".repeat(DEEP),
  "many directives": "#web {\n".repeat(150_000),
  "many comments behind a key": `a ${"/**/ ".repeat(150_000)}: 1`,
  "carriage returns alone": "a: 1\r".repeat(DEEP),
  "byte order marks": "\ufeff".repeat(DEEP),
  "line separators": "a: 1\u2028".repeat(DEEP),
  "lone surrogates": "a: \ud800\nb: \udc00\n\udbff: 1",
  "a NUL in every place": "a\0: \0\n\0b: 1\n- \0\n[\0]",
  "a prototype": "__proto__:\n  polluted: true\nconstructor: { prototype: { polluted: true } }",
};

it.each(Object.keys(texts))("%s", { timeout: 120_000 }, (name) => {
  const text = texts[name] ?? "";
  const source = new SourceFile("any.tusk", text);
  // A command reads no file that is longer.
  const isLong = text.length > 2 * LINE;
  for (const checked of isLong ? [false] : [true, false]) {
    const found: Diagnostic[] = [];
    const tree = readTree(source, (diagnostic) => void found.push(diagnostic), { checked });
    if (found.every(({ severity }) => severity !== "error")) exportTree(tree, {});
  }
  if (!isLong) format(source);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

function show(text: string): string {
  return text.trimEnd();
}

function doublings(count: number): string {
  const line = (n: number) => `$a${n + 1}: "\${a${n}}\${a${n}}"`;
  return Array.from({ length: count }, (_, n) => line(n)).join("\n");
}
