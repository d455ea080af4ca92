import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules/index.js";

const filesOf = (folder: string, ending: string) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .filter((name) => name !== "index" && name !== "rule")
    .toSorted();

describe("the registry of rules", () => {
  const names = filesOf("../../src/rules", ".ts");

  it("lists its folder", async () => {
    const modules = names.map((name) => import(`../../src/rules/${name}.ts`));
    const checks = (await Promise.all(modules)).flatMap((module) =>
      Object.entries(module).flatMap(([name, value]) => (name.startsWith("check") ? [value] : [])),
    );
    expect(new Set(checks)).toEqual(new Set(rules));
    expect(checks).toHaveLength(names.length);
  });

  it("has a test for each rule", () => {
    expect(filesOf(".", ".test.ts")).toEqual(names);
  });
});
