// Section 5 of the language, its second phase: references to the environment, and what depends on them.

import { describe, expect, it } from "vitest";
import { exportTree } from "../../src/evaluate/export-tree.js";
import type { Environment } from "../../src/evaluate/run-expr.js";
import { exported, read, reads, refuses } from "../support/language.js";

/** A rule as a test: each source in an environment prints as its tree, without a finding or a problem. */
function runs(
  rule: string,
  rows: readonly (readonly [source: string, environment: Environment, tree: unknown])[],
): void {
  it(rule, () => {
    for (const [text, environment, tree] of rows) {
      const reading = read(text);
      const problems: string[] = [];
      expect(reading.findings, text).toEqual([]);
      expect(exported(reading, environment), text).toEqual(tree);
      exportTree(reading.tree, environment, ({ message }) => problems.push(message));
      expect(problems, text).toEqual([]);
    }
  });
}

describe("references to the environment", () => {
  runs("are written as calls or as `@env.X`", [
    [
      'a: @env("X")\nb: @env.X\nc: env("X", "d")\nd: @env("X", "d")',
      { X: "x" },
      { a: "x", b: "x", c: "x", d: "x" },
    ],
  ]);

  runs("take their default when the variable is unset or empty, else null", [
    ['a: @env("X", "d")\nb: @env("X")\nc: @env.X', {}, { a: "d", b: null, c: null }],
    ['a: @env("X", "d")\nb: @env("X")\nc: @secret("X")', { X: "" }, { a: "d", b: null, c: null }],
    ['a: @env("X", @env("Y", 3))', {}, { a: 3 }],
    ['a: @env("X", @env("Y", 3))', { Y: "4" }, { a: 4 }],
    ['k: 5\na: @env("X", k)\nb: @env("X", k * 2)', {}, { k: 5, a: 5, b: 10 }],
    ['a: @env("toString")\nb: @env("__proto__")', {}, { a: null, b: null }],
  ]);

  runs("read as the type of their default", [
    [
      'a: @env("X", 80)\nb: @env("X", "80")\nc: @env("X")',
      { X: "90" },
      { a: 90, b: "90", c: "90" },
    ],
    ['a: @env("X", true)\nb: @env("Y", false)', { X: "off", Y: "1" }, { a: false, b: true }],
    ['a: @env("X", [1])\nb: @env("Y", [])', { X: "2, 3", Y: "p,q" }, { a: [2, 3], b: ["p", "q"] }],
    ['a: @env("X", null)', { X: "1" }, { a: "1" }],
  ]);

  it("that do not read as that type are a problem at their place, and null", () => {
    const { source, tree } = read('a: @env("X", 80)\nb: @env("Y", true)');
    const problems: string[] = [];
    const json = exportTree(tree, { X: "many", Y: "maybe" }, ({ span, message }) =>
      problems.push(`${source.slice(span)}: ${message}`),
    );
    expect(json).toEqual({ a: null, b: null });
    expect(problems).toEqual([
      '@env("X", 80): the variable X must read as a number',
      '@env("Y", true): the variable Y must read as true or false',
    ]);
  });

  it("are no numbers that would lose digits", () => {
    const { tree } = read('p: @env("P", 80)');
    const port = (P: string) => {
      const problems: string[] = [];
      const json = exportTree(tree, { P }, ({ message }) => problems.push(message));
      return [json, ...problems];
    };
    const lost = "the variable P must read as a number without losing digits";
    for (const text of [
      "1e400",
      "1e-400",
      "9007199254740993",
      "9007199254740993.0",
      "-9007199254740993e0",
    ])
      expect(port(text), text).toEqual([{ p: null }, lost]);
    expect(port("9007199254740992")).toEqual([{ p: 9007199254740992 }]);
    expect(port("1e300")).toEqual([{ p: 1e300 }]);
    expect(port("0e400")).toEqual([{ p: 0 }]);
  });

  it("never put the variable's value into the tree", () => {
    const { tree } = read('a: @env("X", "d")\nb: "<@env(\'X\')>"\nc: @secret("X")');
    expect([...tree.entries.values()].map(({ value }) => value.kind)).toEqual(
      Array.from({ length: 3 }, () => "runtime"),
    );
  });

  runs("are secrets by `@env.secure` and `@secret`, and print as `***` wherever they go", [
    ['a: @env.secure("X")\nb: @secret("X")', { X: "x" }, { a: "***", b: "***" }],
    [
      'a: "u:@secret(\'X\')@h"\nb: @secret("X") + "!"\n$s: @secret("X")\nc: "${s}"',
      { X: "x" },
      { a: "u:***@h", b: "***!", c: "***" },
    ],
    ['a: @secret("X")', {}, { a: null }],
    ['a: @env("Y", @secret("X")) + "!"', { X: "x" }, { a: "***!" }],
  ]);

  runs("are evaluated where they are secret, too, and only masked where they show", [
    [
      'a: @secret("X") == "x"\nb: @secret("X") == "***"\nc: @secret("X") < "y"\nd: !@secret("X")',
      { X: "x" },
      { a: true, b: false, c: true, d: false },
    ],
    [
      'a: "<@secret(\'X\')>" == "<x>"\nb: @secret("X") + "!" != "x!"',
      { X: "x" },
      { a: true, b: false },
    ],
    ['$s: @secret("X")\na: $s == "x" ? "known" : $s', { X: "x" }, { a: "known" }],
    ['$s: @secret("X")\na: $s == "x" ? "known" : $s', { X: "y" }, { a: "***" }],
    [
      'a: @env("Y") == "" ? [] : [@secret("X")]\nb: @secret("X") && [[@secret("X")]]',
      { X: "x" },
      { a: ["***"], b: [["***"]] },
    ],
  ]);

  runs('stand inside `"` and `"""` as calls', [
    ['a: "Bearer @env(\'K\')"\nb: """<@env("K", "d")>"""', { K: "k" }, { a: "Bearer k", b: "<k>" }],
    ["a: \"@env('A')@env('B', 'b')\"", { A: "a" }, { a: "ab" }],
    ["a: \"<@env('K')>\"", {}, { a: "<>" }],
  ]);

  runs("that are the whole text are like unquoted ones", [
    ["a: \"@env('P', 80)\"\nb: \"@env('P')\"", { P: "90" }, { a: 90, b: "90" }],
    ["a: \"@env('P', 80)\"", {}, { a: 80 }],
  ]);

  reads("are text in `'`, and so is any other `@` in quotes", [
    ["a: '@env(\"X\")'", { a: '@env("X")' }],
    [
      "a: \"me@x.org @you @shell('ls') @foo(1) @if(true, 1, 2)\"",
      { a: "me@x.org @you @shell('ls') @foo(1) @if(true, 1, 2)" },
    ],
    ['a: "@env.X @env"', { a: "@env.X @env" }],
  ]);

  refuses("are called as they are declared", [
    ["a: @env()", "TSK4001 1:4 `@env` takes a variable's name and, if wanted, one default"],
    [
      'a: @env("X", 1, 2)',
      "TSK4001 1:4 `@env` takes a variable's name and, if wanted, one default",
    ],
    ['a: @env.X("d")', "TSK4001 1:4 `@env.X` takes no arguments"],
    ['a: @secret("X", "d")', "TSK4001 1:4 `@secret` takes a variable's name and nothing else"],
    ["a: @env[X]", "TSK4001 1:4 `@env` takes a variable's name and, if wanted, one default"],
    ["a: @env.secure()", "TSK4001 1:4 `@env.secure` takes a variable's name and nothing else"],
    ['a: @env("A B")', "TSK4002 1:9 an environment variable is named by letters, digits, and `_`"],
    [
      "a: @env.redis-url",
      "TSK4002 1:9 an environment variable is named by letters, digits, and `_`",
    ],
    ["a: @env.9x", "TSK4002 1:9 an environment variable is named by letters, digits, and `_`"],
    [
      "a: @env.\u0445\u043e\u0441\u0442",
      "TSK4002 1:9 an environment variable is named by letters, digits, and `_`",
    ],
    ["a: @env(1)", "TSK4002 1:9 an environment variable is named by letters, digits, and `_`"],
    ["a: @env(X)", "TSK3102 1:9 nothing above is called `X`"],
    ['a: @env("X", { b: 1 })', "TSK4003 1:14 an environment variable cannot read as an object"],
  ]);

  it("are shown the parentheses for the brackets of other languages", () => {
    for (const index of ["[X]", '["X"]', "['X']"])
      expect(read(`a: @env${index}`).diagnostics[0]?.help).toBe('write `@env("X")`');
  });

  it("are shown how they stay text where they stand in quotes", () => {
    const help = (text: string) => read(text).diagnostics[0]?.help;
    for (const text of ['a: "@env("', 'a: "see @env(X)"'])
      expect(help(text)).toBe('write `@env("A", "default")`; as text it stands within `\'`');
    expect(help("a: @env()")).toBe('write `@env("A", "default")`');
    expect(read("a: 'see @env('").findings).toEqual([]);
  });

  it("are shown with the name that was meant", () => {
    const help = (text: string) => read(text).diagnostics[0]?.help;
    expect(help('a: @env.PORT("80")')).toBe('write `@env("PORT")`, with a default or without');
    expect(help('a: @env.get("PORT")')).toBe('write `@env("PORT")`, with a default or without');
  });
});

describe("what depends on the environment", () => {
  runs("is computed from the values there", [
    ['a: @env("H", "h") + "/x"\nb: "${a}!"', { H: "g" }, { a: "g/x", b: "g/x!" }],
    [
      'n: @env("N", 2)\na: n * 3\nb: ${n} % 2 == 0 ? "even" : "odd"',
      { N: "5" },
      { n: 5, a: 15, b: "odd" },
    ],
    [
      'a: !@env("X")\nb: @env("X") ?? "z"\nc: @env("X") || "z"\nd: @env("X") && 1',
      {},
      { a: true, b: "z", c: "z", d: null },
    ],
    ['$n: @env("N", 2)\na: -$n\nb: [$n, { c: $n > 1 }]', {}, { a: -2, b: [2, { c: true }] }],
    ['a: @if(@env("X") == "y", 1, 2)', { X: "y" }, { a: 1 }],
  ]);

  const LIMITS =
    '$l: @if(@env("E") == "p", { n: 1, o: { p: [1, 2] } }, { n: 3, o: { p: [3, 4] } })';
  const READ = 'a: $l.n\nb: $l.o\nc: $l.o.p[1]\nd: "<${l.n}>"';
  runs("is looked into on both sides of a choice", [
    [`${LIMITS}\n${READ}`, {}, { a: 3, b: { p: [3, 4] }, c: 4, d: "<3>" }],
    [`${LIMITS}\n${READ}`, { E: "p" }, { a: 1, b: { p: [1, 2] }, c: 2, d: "<1>" }],
  ]);

  refuses("has only what both sides of a choice have", [
    [
      '$l: @if(@env("E"), { n: 1 }, { m: 1 })\na: $l.n',
      "TSK3101 2:4 `$l` is a value of the environment and has no key `n`",
    ],
    [
      '$l: @if(@env("E"), [1], [1, 2])\na: ($l)[1]',
      "TSK3108 2:4 this is not in both values that the environment chooses between",
    ],
  ]);

  refuses("is an error when no environment makes it work", [
    ['a: @env("X") * 2', "TSK3105 1:14 `*` needs two numbers"],
    ['a: @env("N", 1) < "x"', "TSK3105 1:17 `<` needs two numbers or two texts"],
  ]);

  it("says how a variable becomes a number", () => {
    expect(read('a: @env("X") * 2').diagnostics[0]?.help).toBe(
      'give the variable a default of the type that is meant: `@env("X", 0)`',
    );
  });

  it("is a problem at its place when this environment makes it fail", () => {
    const { tree } = read('a: (1 / @env("N", 1))');
    const problems: string[] = [];
    const json = exportTree(tree, { N: "0" }, ({ message }) => problems.push(message));
    expect(json).toEqual({ a: null });
    expect(problems).toEqual(["the environment makes this a division by zero"]);
  });
});
