import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importDefault, importSymbol, importType } from "../../../src/emit/symbol.js";
import { ts } from "../../../src/emit/tags/ts.js";
import { array, exportConst, literal, name, object } from "../../../src/emit/ts/code.js";
import { printModule } from "../../../src/emit/ts/file.js";
import { biomeFindings } from "../../support/biome.js";

describe("imports", () => {
  it("are what the body uses, merged by module, types marked", () => {
    const body = ts`export const x: ${importType("a", "T")} = ${importSymbol("a", "f")}(${importSymbol("./b.js", "g")});`;
    expect(printModule([body])).toBe(
      'import { f, type T } from "a";\nimport { g } from "./b.js";\n\nexport const x: T = f(g);\n',
    );
  });

  it("are types as a whole where nothing is left at run time", () => {
    const body = ts`export type X = ${importType("a", "T")}<${importType("a", "U")}>;`;
    expect(printModule([body])).toContain('import type { T, U } from "a";');
  });

  it("are values where one use of them is one", () => {
    const body = ts`export const x: ${importType("a", "C")} = new ${importSymbol("a", "C")}();`;
    expect(printModule([body])).toContain('import { C } from "a";');
  });

  it("give a name to each of two symbols of one name", () => {
    const body = ts`export const x = [${importSymbol("a", "f")}, ${importSymbol("b", "f")}];`;
    expect(printModule([body])).toBe(
      'import { f } from "a";\nimport { f as f2 } from "b";\n\nexport const x = [f, f2];\n',
    );
  });

  it("avoid the names of the file, of the language, and shorthands that would then lie", () => {
    const handlers = ["delete", "process", "x"].map((local) =>
      importDefault(`./${local}.js`, local),
    );
    const properties = handlers.map((value) => ({ key: value.local, value }));
    const printed = printModule([exportConst("x", object(properties)), ts`process.exitCode = 0;`]);
    expect(printed).toContain('import delete2 from "./delete.js";');
    expect(printed).toContain("{ delete: delete2, process: process2, x: x2 }");
  });

  it("are not disturbed by keys and texts that are called the same", () => {
    const f = importSymbol("a", "f");
    const body = exportConst(
      "x",
      object([
        { key: "f", value: literal("f") },
        { key: "g", value: f },
      ]),
    );
    expect(printModule([body])).toContain('import { f } from "a";');
  });

  it("stand in the order in which the import sorter leaves them", async () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,3}){0,3}$/);
    const path = fc
      .tuple(fc.constantFrom("./jobs/", "./", "../handlers/", "../../a/b/", "../"), word)
      .map(([directory, file]) => `${directory}${file}.js`);
    const module = fc.oneof(path, fc.constantFrom("zod", "tsk-gen/runtime", "@a/b"));
    const identifier = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,4}$/).map((text) => `x${text}`);
    const symbol = fc.tuple(module, identifier, fc.boolean());
    const files = fc
      .sample(fc.array(symbol, { minLength: 1, maxLength: 12 }), { seed: 7, numRuns: 150 })
      .map((symbols, index) => {
        const used = symbols.map(([from, as, isType]) =>
          isType ? ts`null as unknown as ${importType(from, `T${as}`)}` : importSymbol(from, as),
        );
        return [`${index}.ts`, printModule([exportConst("all", array([name("null"), ...used]))])];
      });
    expect(await biomeFindings(Object.fromEntries(files))).not.toContain("organizeImports");
  });
});
