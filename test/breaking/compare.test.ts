import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { categories } from "../../src/breaking/categories.js";
import { breakingRules } from "../../src/breaking/rules/index.js";
import { changeOf, withFields } from "../support/change.js";

const everything = readFileSync(
  new URL("../golden/everything/queue.tusk", import.meta.url),
  "utf8",
);

it("nothing is found where nothing changed", () => {
  expect(changeOf(everything, everything)).toEqual([]);
});

it("the registry lists its folder", async () => {
  const names = readdirSync(new URL("../../src/breaking/rules", import.meta.url))
    .filter((name) => name !== "index.ts")
    .map((name) => name.replace(/\.ts$/, ""));
  const modules = names.map((name) => import(`../../src/breaking/rules/${name}.ts`));
  const rules = (await Promise.all(modules)).flatMap((module) => Object.values(module));
  expect(new Set(rules)).toEqual(new Set(breakingRules));
  expect(rules).toHaveLength(breakingRules.length);
});

it("each category has a rule, and only those asked for are looked at", () => {
  expect(new Set(breakingRules.map(({ category }) => category))).toEqual(new Set(categories));
  const [before, after] = [withFields("a: int"), withFields("a: uuid")];
  expect(changeOf(before, after, ["jobs", "store"])).toEqual([]);
  expect(changeOf(before, after, ["payload"])).toHaveLength(1);
});
