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

it("is empty when nothing would change", () => {
  expect(unifiedDiff("a", "x\n", "x\n")).toBe("");
});
