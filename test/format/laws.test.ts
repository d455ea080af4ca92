// What holds for every file: formatting twice changes nothing, and formatting at all changes neither what a
// file says nor its comments.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parse.js";
import { format } from "../../src/format/format.js";
import { SourceFile } from "../../src/source/source.js";
import { everyConstruct } from "../support/every-construct.js";
import { exported, read } from "../support/language.js";
import { corpusFiles, samples } from "../support/real-files.js";
import { cases, damaged, fragments, holds, soup } from "../support/soup.js";
import { tuskFile } from "../support/tusk-file.js";

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
  expect(once).not.toMatch(/\r|^\ufeff/);
  expect(comments(once)).toEqual(comments(text));
  const before = meaning(text);
  if (!before.codes.includes("TSK3001")) expect(meaning(once)).toEqual(before);
  return true;
}

/** The samples that are no TuskLang. */
const BROKEN = ["directives.tsk", "functions.tsk", "slips.tsk"];

describe("the laws of formatting hold for", { timeout: cases(60_000) }, () => {
  it("files of every form in every other", () => {
    holds(
      fc.gen().map((random) => tuskFile(random)),
      600,
      0.8,
      check,
    );
  });

  it("what pieces of the language happen to say", () => holds(soup, 3000, 0.1, check));

  it("what groups of lines say", () => holds(fragments, 2000, 0.45, check));

  it("lines of real files after slips of the hand", () => {
    const texts = [everyConstruct, ...samples.map(({ text }) => text)];
    holds(damaged(texts), 1000, 0.35, check);
  });

  it("real files", () => {
    const done = samples.filter(({ text }) => check(text));
    expect(done).toHaveLength(samples.length - BROKEN.length);
    expect(done.filter(({ name }) => BROKEN.includes(name))).toEqual([]);
  });

  it.skipIf(corpusFiles().length === 0)("the corpus", () => {
    const done = corpusFiles().filter(({ text }) => check(text));
    expect(done.length).toBeGreaterThan(700);
  });
});
