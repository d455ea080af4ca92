import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Code, literal, name, property } from "../../../src/emit/ts/code.js";
import { printExpression } from "../../../src/emit/ts/file.js";
import type { Json } from "../../../src/ir/ir.js";
import { anyText } from "../../support/arbitrary.js";

/** Evaluates an expression that was printed; `given` is the one name that it can use. */
function evaluate(code: Code, given: unknown = undefined): unknown {
  return new Function("given", `"use strict"; return ${printExpression(code)}`)(given);
}

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    anyText,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(anyText, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe("literal", () => {
  it("reads back as the value, whatever text is in it", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(evaluate(literal(value))).toEqual(value);
      }),
    );
  });

  it("keeps a key called __proto__ a key", () => {
    const value = JSON.parse('{"__proto__":1}') as Json;
    const read = evaluate(literal(value));
    expect(Object.keys(Object(read))).toEqual(["__proto__"]);
  });

  it("shows no character that cannot be seen", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printExpression(literal(text))).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it.each([
    ["plain", '"plain"'],
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`"it's"`, `'"it\\'s"'`],
    ["back\\slash", '"back\\\\slash"'],
    ["two\nlines", '"two\\nlines"'],
    ["\u2028", '"\\u2028"'],
    ["\ud800", '"\\ud800"'],
    ["$" + "{x}", '"\\u0024{x}"'],
  ])("writes %j as %s", (text, expected) => {
    expect(printExpression(literal(text))).toBe(expected);
  });
});

describe("property", () => {
  it("reaches the member, whatever it is called", () => {
    fc.assert(
      fc.property(anyText, (key) => {
        const given = new Map([[key, 1]]);
        const object = Object.fromEntries(given);
        expect(evaluate(property(name("given"), key), object)).toBe(1);
      }),
    );
  });
});
