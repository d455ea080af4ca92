// Section 4 of the language, second half: operators, loosest first, and what they do to values.

import { describe, expect, it } from "vitest";
import { read, reads, refuses } from "../support/language.js";

/** The values of expressions, each under a key of its own. */
function values(rule: string, rows: readonly (readonly [expression: string, value: unknown])[]) {
  reads(
    rule,
    rows.map(([expression, value]) => [`a: ${expression}`, { a: value }]),
  );
}

const NEEDS = (at: string, op: string, what: string) => `TSK3105 ${at} \`${op}\` needs ${what}`;
const SPACED = (at: string, op: string) =>
  `TSK1019 ${at} \`${op}\` between two values needs a space on each side`;
const A_VALUE = (at: string, found: string) =>
  `TSK1008 ${at} while reading an expression, expected a value, found ${found}`;

describe("operators", () => {
  values("choose by `? :`, from the right", [
    ["true ? 1 : 2", 1],
    ["0 ? 1 : 2", 2],
    ["false ? 1 : true ? 2 : 3", 2],
    ["true ? false ? 1 : 2 : 3", 2],
  ]);
  reads("spell `? :` as `@if`, too", [
    ['a: @if(1 < 2, "y", "n")\nb: @if(false, 1, @if(true, 2, 3))', { a: "y", b: 2 }],
  ]);
  refuses("give `@if` a condition and two values", [
    ["a: @if(true, 1)", "TSK4001 1:4 `@if` takes a condition and two values"],
    ["a: @if(true, 1, 2, 3)", "TSK4001 1:4 `@if` takes a condition and two values"],
  ]);

  values("take the first truthy value by `||`, the last when none is", [
    ['false || "x"', "x"],
    ["0 || null", null],
    ["1 || 2", 1],
    ['"" || 0', 0],
  ]);
  values("take the first value that is there by `??`", [
    ["null ?? 3", 3],
    ["0 ?? 3", 0],
    ["false ?? 3", false],
    ["null ?? null ?? 4", 4],
  ]);
  values("take the first falsy value by `&&`, the last when none is", [
    ['1 && "y"', "y"],
    ['"" && 1', ""],
    ["null && 1", null],
  ]);

  values("hold `false`, `null`, 0, and empty text for falsy, all else for truthy", [
    ["!false", true],
    ["!null", true],
    ["!0", true],
    ['!""', true],
    ['!"0"', false],
    ["!(1 - 1)", true],
    ["!-1", false],
    ["!!1", true],
  ]);
  reads("hold lists and objects for truthy", [
    ["$l: []\n$o: {}\na: !$l\nb: $o ? 1 : 2", { a: false, b: 1 }],
  ]);

  values("compare", [
    ["1 == 1", true],
    ['"a" != "b"', true],
    ["1 < 2", true],
    ["2 <= 2", true],
    ["3 > 4", false],
    ["4 >= 4", true],
    ['"a" < "b"', true],
    ['"b" <= "a"', false],
    ["null == null", true],
    ["null == 1", false],
  ]);

  values("compute", [
    ["1 + 2", 3],
    ["10 - 2 - 3", 5],
    ["2 * 3", 6],
    ["7 / 2", 3.5],
    ["7 % 4", 3],
    ["(-(1 + 2))", -3],
    ["0.5 + 1.5", 2],
  ]);
  reads("negate variables", [["$x: 3\na: -$x", { a: -3 }]]);

  values("join by `+` when either side is text", [
    ['"a" + 1', "a1"],
    ['1 + "a"', "1a"],
    ['"a" + true', "atrue"],
    ['"a" + null', "a"],
    ['"a" + 1.50', "a1.5"],
    ['1 + 2 + "a"', "3a"],
  ]);

  values("bind from loosest to tightest", [
    ["true ? false || true : 0", true],
    ["true || false && false", true],
    ["false && true || true", true],
    ["null ?? false && true", false],
    ["1 == 2 && true", false],
    ["1 < 2 == true", true],
    ["1 + 2 < 4", true],
    ["1 + 2 * 3", 7],
    ["2 * 3 % 4", 2],
    ["!0 == true", true],
    ["!true || true", true],
    ["(1 + 2) * 3", 9],
  ]);

  values("may stand in parentheses over lines", [
    ["(\n  1 +\n  2\n)", 3],
    ["(true\n? 1\n: 2)", 1],
    ["((1\n) + (2\n))", 3],
  ]);

  reads("look into lists by number and objects by key", [
    ["$l: [10, [20]]\na: $l[0]\nb: $l[1][0]", { a: 10, b: 20 }],
    ['$o: { p: { "q r": 1 } }\na: $o["p"]["q r"]\nb: $o.p["q r"]', { a: 1, b: 1 }],
    ["l: [{ m: 1 }]\n$i: 0\na: ${l}[$i].m\nb: (${l})[1 - 1]", { l: [{ m: 1 }], a: 1, b: { m: 1 } }],
  ]);
});

describe("mistakes in expressions", () => {
  refuses("are binary operators without a space on each side", [
    ["a: (1+2)", SPACED("1:6", "+")],
    ["$x: 1\na: $x+1", SPACED("2:6", "+")],
    ["$x: 1\na: $x +1", SPACED("2:7", "+")],
    ['a: "x"=="y"', SPACED("1:7", "==")],
  ]);

  refuses("are missing operands", [
    ["a: (1 + )", A_VALUE("1:9", "`)`")],
    ["$x: 1\na: $x +", A_VALUE("2:8", "the end of the file")],
    ["$x: 1\na: $x +\nb: 1", A_VALUE("2:8", "the end of the line")],
  ]);

  reads("are different types under `==`: false, with a warning", [
    [
      'a: 1 == "1"',
      { a: false },
      "TSK3107 1:6 `==` compares values of different types and is always false",
    ],
    [
      "a: true != 1",
      { a: true },
      "TSK3107 1:9 `!=` compares values of different types and is always true",
    ],
  ]);

  refuses("are different types under `<`", [
    ['a: 1 < "2"', NEEDS("1:6", "<", "two numbers or two texts")],
    ["a: true >= false", NEEDS("1:9", ">=", "two numbers or two texts")],
    ["a: null > 1", NEEDS("1:9", ">", "two numbers or two texts")],
  ]);

  refuses("are operands that arithmetic does not take", [
    ['a: "x" * 2', NEEDS("1:8", "*", "two numbers")],
    ["a: true + 1", NEEDS("1:9", "+", "two numbers, or text on one side")],
    ["$l: [1]\na: $l + 1", NEEDS("2:7", "+", "two numbers, or text on one side")],
    ['$s: "x"\na: -$s', "TSK3110 2:5 `-` needs a number, and this is text"],
    ["o: { p: 1 }\na: 1 - ${o}", NEEDS("2:6", "-", "two numbers")],
  ]);

  refuses("are division by zero, and results that no number holds", [
    ["a: 1 / 0", "TSK3106 1:4 nothing can be divided by zero"],
    ["a: 1 % 0", "TSK3106 1:4 nothing can be divided by zero"],
    ["a: 1e308 * 10", "TSK3106 1:4 the result is larger than a number can be"],
  ]);

  refuses("are items that are not there", [
    ["$l: [1]\na: $l[1]", "TSK3108 2:4 this list has 1 item, counted from 0, and no item 1"],
    ['$o: { b: 1 }\na: $o["c"]', "TSK3108 2:4 this object has no key `c`"],
    ["$x: 1\na: $x[0]", "TSK3108 2:4 a number has nothing inside to look up"],
  ]);

  refuses("are expressions that are too tall", [
    [
      `a: ${"!".repeat(300)}true`,
      "TSK1031 1:304 this expression applies more than 256 operators one on another",
    ],
  ]);

  reads("do not matter in a branch that is not taken, but for names", [
    ['a: false ? 1 / 0 : 2\nb: true || 1 < "x"\nc: null && 1 % 0', { a: 2, b: true, c: null }],
  ]);
  refuses("in a branch that is not taken are names that do not exist", [
    ["a: false ? $x : 2", "TSK3101 1:12 the variable `$x` is not declared above"],
  ]);

  it("show both operands", () => {
    const [found] = read('a: 1 < "2"').diagnostics;
    expect(found?.related.map(({ text }) => text)).toEqual(["is a number", "is text"]);
  });
});
