import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { doc, exportConst, literal, stack } from "../../../src/emit/ts/code.js";
import { printModule } from "../../../src/emit/ts/file.js";
import { anyText } from "../../support/arbitrary.js";
import { biomeFindings } from "../../support/biome.js";

const print = (...texts: readonly string[]) =>
  printModule([stack([doc(...texts), exportConst("x", literal(1))])]);

/** What TypeScript takes from the comments of a file besides text. */
function meaningOf(source: string) {
  const file = ts.createSourceFile("x.ts", source, ts.ScriptTarget.ES2022, true);
  const [statement] = file.statements;
  return {
    statements: file.statements.length,
    tags: statement === undefined ? [] : ts.getJSDocTags(statement).length,
    links: source.match(/\{@/g),
    directives: Reflect.get(file, "commentDirectives") ?? [],
    check: Reflect.get(file, "checkJsDirective"),
    references: [
      ...file.referencedFiles,
      ...file.typeReferenceDirectives,
      ...file.libReferenceDirectives,
    ],
    errors: Reflect.get(file, "parseDiagnostics"),
  };
}

const NOTHING = {
  statements: 1,
  tags: 0,
  links: null,
  directives: [],
  check: undefined,
  references: [],
  errors: [],
};

describe("documentation comments", () => {
  it("hold any text without meaning anything", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 3 }), (texts) => {
        expect(meaningOf(print(...texts))).toEqual(NOTHING);
      }),
    );
  });

  it.each([
    "*/ process.exit(1) /*",
    "@ts-nocheck",
    "/ <reference path='x' />",
    "*\\/ @deprecated",
    "@param x\n@returns y",
    "{@link javascript:x}",
    "//# sourceMappingURL=x",
    "#__PURE__ @__NO_SIDE_EFFECTS__",
    "c8 ignore next",
  ])("keeps %j harmless", (text) => {
    const printed = print(text);
    expect(meaningOf(printed)).toEqual(NOTHING);
    expect(printed).not.toMatch(/\/[/*][#@]|[#@]__|^ \* (?:c8|v8|istanbul) /m);
  });

  it("cannot silence the linter", async () => {
    const suppression = "biome-ignore lint/suspicious/noExplicitAny: no";
    const texts = [suppression, `A line\n${suppression}`, `${"word ".repeat(19)} ${suppression}`];
    for (const text of texts) {
      const source = `${print(text).replace("x = 1", "x: any = 1")}`;
      expect(await biomeFindings({ "x.ts": source })).toContain("noExplicitAny");
    }
  });

  it("stand on one line where they fit, else are wrapped, but for tables", () => {
    expect(print("Short.")).toBe("/** Short. */\nexport const x = 1;\n");
    expect(print("First.", "", "Last.")).toMatch(/^\/\*\*\n \* First\.\n \*\n \* Last\.\n \*\/\n/);
    const long = print("word ".repeat(60), `| ${"cell ".repeat(40)} |`).split("\n");
    expect(Math.max(...long.filter((line) => !line.includes("|")).map((line) => line.length))).toBe(
      97,
    );
    expect(long.filter((line) => line.includes("cell"))).toHaveLength(1);
  });
});
