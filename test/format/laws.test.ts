// What holds for every file: formatting twice changes nothing, and formatting at all changes neither what a
// file says nor its comments.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parse.js";
import { format } from "../../src/format/format.js";
import { SourceFile } from "../../src/source/source.js";
import { everyConstruct } from "../support/every-construct.js";
import { exported, read } from "../support/language.js";
import { cases } from "../support/soup.js";
import { tuskFile } from "../support/tusk-file.js";

const corpus = fileURLToPath(new URL("../../../shared/corpus/files/", import.meta.url));

function formatted(text: string): string | undefined {
  return format(new SourceFile("any.tusk", text)).text;
}

/** The tree and the codes of the warnings, or the codes of what is wrong. */
function meaning(text: string): { readonly codes: readonly string[]; readonly tree?: unknown } {
  const reading = read(text);
  const codes = reading.diagnostics.map(({ code }) => code).sort();
  const isRefused = reading.diagnostics.some(({ severity }) => severity === "error");
  return isRefused ? { codes } : { codes, tree: exported(reading) };
}

function comments(text: string): string[] {
  const source = new SourceFile("any.tusk", text);
  return parse(source, () => {}).comments.map(({ span }) =>
    source.slice(span).replace(/\s+/g, " ").trim(),
  );
}

/**
 * Checks the laws on a text, if it can be formatted, and says whether it can. Text that nobody can tell from a
 * comment or an expression is an error (TSK3001) that the quotes of the canonical form may mend.
 */
function check(text: string): boolean {
  const once = formatted(text);
  if (once === undefined) return false;
  expect(formatted(once)).toBe(once);
  expect(once === "" || /[^\n]\n$/.test(once)).toBe(true);
  expect(once).not.toMatch(/\r|\ufeff/);
  expect(comments(once)).toEqual(comments(text));
  const before = meaning(text);
  if (!before.codes.includes("TSK3001")) expect(meaning(once)).toEqual(before);
  return true;
}

const PIECES = [
  ...[
    "key",
    "$x",
    "a.b",
    '"q"',
    "'s'",
    ":",
    "=",
    ": ",
    "\n",
    "\n",
    "\n  ",
    "\r\n",
    "\t",
    "- ",
    "\n- ",
  ],
  ...[
    "\n  - ",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    ",",
    ";",
    " # c",
    " // d",
    " /* e */ ",
    "\n# f",
  ],
  ...["\n; g", " #web {\n", '"', "'", '"""', '"""x\n y"""', "'''z'''", "${x}", "${", "}", "@env("],
  ...[
    '@env("A", 1)',
    "@if(",
    "f(",
    "int(1..9)",
    "1",
    "-1",
    "8-9",
    "true",
    " ? ",
    " : ",
    " + ",
    " - ",
  ],
  ...[
    " || ",
    "!",
    "-",
    "|",
    ": |\n    r\n     t \n",
    "\\",
    "__proto__",
    "[s]",
    "\n[s.'t']\n",
    "k: v",
  ],
  ...[
    "k: {",
    "k {",
    "\nk >\n",
    "\n<",
    ".m(",
    ".n",
    "[0]",
    '@import "x"',
    ":#fff",
    ",//x",
    "\n\n\n",
  ],
];
const piece = fc.constantFrom(...PIECES);

/** A text with some of its lines cut, joined, dropped, or enriched. */
function damaged(text: string): fc.Arbitrary<string> {
  const lines = text.split("\n");
  const damage = fc.record({
    at: fc.nat(lines.length - 1),
    column: fc.nat(40),
    kind: fc.constantFrom("insert", "drop", "break", "join"),
    insert: piece,
  });
  return fc.array(damage, { minLength: 1, maxLength: 3 }).map((damages) => {
    const result = [...lines];
    for (const { at, column, kind, insert } of damages) {
      const line = result[at] ?? "";
      const [before, after] = [line.slice(0, column), line.slice(column)];
      if (kind === "insert") result[at] = before + insert + after;
      else if (kind === "drop") result.splice(at, 1);
      else if (kind === "break") result.splice(at, 1, before, after);
      else result.splice(at, 2, `${line} ${(result[at + 1] ?? "").trim()}`);
    }
    return result.join("\n");
  });
}

describe("the laws of formatting hold for", { timeout: cases(60_000) }, () => {
  it("files of every form in every other", () => {
    let formattable = 0;
    fc.assert(
      fc.property(fc.gen(), (random) => {
        if (check(tuskFile(random))) formattable += 1;
      }),
      { numRuns: cases(600) },
    );
    expect(formattable).toBeGreaterThan(cases(500));
  });

  it("what pieces of the language happen to say", () => {
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (made) => void check(made)),
      { numRuns: cases(4000) },
    );
  });

  it("a file with every form after changes", () => {
    fc.assert(
      fc.property(damaged(everyConstruct), (made) => void check(made)),
      { numRuns: cases(500) },
    );
  });

  it.skipIf(!existsSync(corpus))("real files", () => {
    const names = readdirSync(corpus).filter((name) => name.endsWith(".tsk"));
    const done = names.filter((name) => check(readFileSync(corpus + name, "utf8")));
    expect(done.length).toBeGreaterThan(700);
  });
});
