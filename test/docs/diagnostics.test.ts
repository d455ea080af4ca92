// Why: the documentation of a diagnostic says what the compiler does, and a number says one thing for ever.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Definition, readDefinitions } from "../../scripts/docs/definitions.js";
import { dataFiles, docsFiles, FOLDER, forgotten } from "../../scripts/docs/files.js";
import { makePage } from "../../scripts/docs/page.js";
import { loadCatalog } from "../../src/diagnostics/catalog.js";
import { retired } from "../../src/diagnostics/retired.js";
import { stageOf } from "../../src/diagnostics/stages.js";

const definitions = readDefinitions();

describe("diagnostics", () => {
  it("have a code and a name of their own each, which no retired one had", () => {
    for (const key of ["code", "name"] as const) {
      const all = [...definitions, ...retired].map((one) => one[key]);
      expect(all.filter((value, index) => all.indexOf(value) !== index)).toEqual([]);
    }
  });

  it("belong to a stage", () => {
    expect(definitions.filter(({ code }) => stageOf(code) === undefined)).toEqual([]);
  });

  it("are retired by name and reason when they go", async () => {
    expect(forgotten(await loadCatalog())).toEqual([]);
    expect(forgotten([{ code: "TSK1999", name: "gone" }])).toEqual(["TSK1999 gone"]);
  });
});

describe("the documentation", () => {
  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    "of %s is true",
    (_, definition: Definition) => {
      expect(makePage(definition).headline).not.toBe("");
    },
  );

  it("is what `npm run docs` makes of it", () => {
    const expected = docsFiles();
    expect(readdirSync(FOLDER).sort()).toEqual([...expected.keys()].sort());
    for (const [name, text] of expected)
      expect(readFileSync(join(FOLDER, name), "utf8")).toBe(text);
  });

  it("is known to the compiler as it is", () => {
    for (const [path, text] of dataFiles()) expect(readFileSync(path, "utf8")).toBe(text);
  });
});
