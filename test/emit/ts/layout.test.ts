import { describe, expect, it } from "vitest";
import { importSymbol } from "../../../src/emit/symbol.js";
import { ts } from "../../../src/emit/tags/ts.js";
import {
  array,
  block,
  type Code,
  call,
  exportConst,
  exportType,
  literal,
  localConst,
  method,
  name,
  object,
  property,
  stack,
} from "../../../src/emit/ts/code.js";
import { printExpression, printModule } from "../../../src/emit/ts/file.js";

const z = importSymbol("zod", "z");
const long = (letter: string, length: number) => letter.repeat(length);
const print = (value: Code) => printModule([exportConst("x", value)]);

describe("layout", () => {
  it("keeps what fits on one line and breaks what does not", () => {
    const items = (length: number) =>
      array(["a", "b"].map((letter) => literal(long(letter, length))));
    expect(print(items(5))).toBe('export const x = ["aaaaa", "bbbbb"];\n');
    expect(print(items(50)).split("\n")).toHaveLength(5);
  });

  it("puts one property a line in a block, and keeps keys of any kind", () => {
    const entries = ["a", "b-c", "default"].map((key) => ({ key, value: literal(1) }));
    expect(print(block(entries))).toBe(
      'export const x = {\n  a: 1,\n  "b-c": 1,\n  default: 1,\n};\n',
    );
    expect(print(object(entries))).toBe('export const x = { a: 1, "b-c": 1, default: 1 };\n');
  });

  it("lets the last argument open on the line of the call", () => {
    const limits = literal({ min: 1, max: 1000 });
    const printed = print(call(name("integer"), literal(long("A", 60)), literal(10), limits));
    expect(printed).toMatch(
      /^export const x = integer\("A+", 10, \{\n {2}min: 1,\n {2}max: 1000,\n\}\);/,
    );
  });

  it("breaks a chain before each dot", () => {
    const chain = method(
      method(method(z, "enum", literal([long("a", 40), long("b", 40)])), "nullable"),
      "optional",
    );
    expect(print(chain)).toContain("z\n  .enum([");
    expect(print(chain)).toContain("\n  .nullable()\n  .optional();");
  });

  it("moves what stands after a long name to the next line", () => {
    const alias = { target: name("Handler"), argument: name(long("B", 60)), typeOf: false };
    expect(printModule([exportType(long("A", 60), alias)])).toMatch(/ =\n {2}Handler</);
    const parsed = method(name(long("c", 80)), "parse", name("input"));
    expect(printModule([localConst("payload", parsed)])).toMatch(/^const payload =\n {2}c+\.parse/);
  });

  it("takes no more time for nested code than for flat code", () => {
    let nested: Code = method(z, "int");
    for (let depth = 0; depth < 64; depth++) {
      nested = method(method(z, "array", nested), "optional");
      if (depth % 4 === 0) nested = object([{ key: "a", value: nested }]);
    }
    expect(print(nested)).toContain("z.int()");
  });

  it("counts columns as a terminal shows them", () => {
    const entry = (text: string) =>
      object([
        { key: "title", value: literal(text) },
        { key: "b", value: literal(1) },
      ]);
    expect(print(entry("x".repeat(60))).split("\n")).toHaveLength(2);
    expect(print(entry("\u65e5".repeat(40))).split("\n").length).toBeGreaterThan(2);
  });

  it("writes numbers as the formatter does", () => {
    const numbers = [1e21, -0, 0.5, 1e-7, -3].map(literal).map(printExpression);
    expect(numbers).toEqual(["1e21", "-0", "0.5", "1e-7", "-3"]);
  });
});

describe("ts", () => {
  it("removes the common indentation and leaves out lines that hold nothing", () => {
    const absent: Code | undefined = undefined;
    const printed = printModule([
      ts`
        function f() {
          ${absent}
          return ${property(name("a"), "b")};

          ${stack([ts`one();`, ts`two();`])}
        }
      `,
    ]);
    expect(printed).toBe("function f() {\n  return a.b;\n\n  one();\n  two();\n}\n");
  });

  it("takes no bare text", () => {
    // @ts-expect-error: text has to pass through a constructor that escapes it
    const code = () => ts`const x = ${"process.exit()"};`;
    expect(code).toBeTypeOf("function");
  });
});
