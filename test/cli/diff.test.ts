import { applyPatch } from "diff";
import { expect, it } from "vitest";
import { unifiedDiff } from "../../src/cli/diff.js";

it("shows what would change as git does", () => {
  expect(unifiedDiff("generated/a.ts", "one\ntwo\n", "one\n2\n")).toBe(
    [
      "--- a/generated/a.ts",
      "+++ b/generated/a.ts",
      "@@ -1,2 +1,2 @@",
      " one",
      "-two",
      "+2",
      "",
    ].join("\n"),
  );
});

it("names an absolute path without a second slash", () => {
  expect(unifiedDiff("/tmp/a", "x\n", "y\n")).toMatch(/^--- a\/tmp\/a\n\+\+\+ b\/tmp\/a\n/);
});

it("is empty when nothing would change", () => {
  expect(unifiedDiff("a", "x\n", "x\n")).toBe("");
});

it("replaces all lines where the fewest edits would take too long to find", () => {
  const text = (word: string) => Array.from({ length: 3000 }, (_, n) => `${word}${n}`).join("\n");
  const patch = unifiedDiff("a", text("x"), `${text("y")}\n`);
  expect(patch).toContain("--- a/a\n+++ b/a\n@@ -1,3000 +1,3000 @@\n-x0\n");
  expect(patch).toContain("-x2999\n\\ No newline at end of file\n+y0\n");
  expect(applyPatch(text("x"), patch)).toBe(`${text("y")}\n`);
  expect(applyPatch("", unifiedDiff("a", "", text("x")))).toBe(text("x"));
});

it("hides passwords of urls, and shows that they changed", () => {
  const [before, after] = ["old-pass", "new-pass"].map((word) => `a\nurl: "redis://:${word}@h"\n`);
  const patch = unifiedDiff("config.ts", before ?? "", after ?? "");
  expect(patch).toContain('-url: "redis://:***@h"\n+url: "redis://:***@h"\n');
  expect(patch).not.toContain("-pass");
});
