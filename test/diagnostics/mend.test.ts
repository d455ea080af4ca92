import { describe, expect, it } from "vitest";
import { defineDiagnostic } from "../../src/diagnostics/define.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { mend, type Texts } from "../../src/diagnostics/mend.js";
import { SourceFile } from "../../src/source/source.js";

const wrong = defineDiagnostic<{ readonly what: string }>({
  code: "TSK1",
  name: "wrong",
  severity: "error",
  message: ({ what }) => `\`${what}\` is wrong`,
});

/** Finds each of these words, which a safe fix replaces. */
function finderOf(text: string, fixes: Readonly<Record<string, string>>) {
  return (texts: Texts): Diagnostic[] => {
    const source = new SourceFile("a.tusk", texts.get("a.tusk") ?? text);
    return [...source.text.matchAll(/[a-z]+/g)].flatMap(({ 0: what, index: start }) => {
      const insert = fixes[what];
      if (insert === undefined) return [];
      const at = { source, span: { start, end: start + what.length } };
      const fix = { title: "", safe: true, edits: [{ ...at, insert }] };
      return [wrong({ what }, { at, fix })];
    });
  };
}

const mended = (text: string, fixes: Readonly<Record<string, string>>) =>
  mend(finderOf(text, fixes)).get("a.tusk");

describe("mending", () => {
  it("applies fixes until there are none", () => {
    expect(mended("a b", { a: "1", b: "2" })).toBe("1 2");
    expect(mended("a a", { a: "1" })).toBe("1 1");
  });

  it("applies a fix with those of the mistakes that it uncovers", () => {
    expect(mended("a b", { a: "c", c: "1" })).toBe("1 b");
    expect(mended("a", { a: "b", b: "c", c: "d", d: "1" })).toBeUndefined();
  });

  it("leaves a fix out that brings a new error, and applies the others", () => {
    expect(mended("a b", { a: "c", b: "1", c: "c" })).toBe("a 1");
  });

  it("leaves a fix out that does not take away what it mends", () => {
    expect(mended("a b", { a: "a", b: "1" })).toBe("a 1");
  });

  it("ends with fixes that undo one another", () => {
    expect(mended("a b", { a: "b", b: "a" })).toBeUndefined();
  });

  it("changes no file that it may not", () => {
    expect(mend(finderOf("a", { a: "1" }), () => false).size).toBe(0);
  });
});
