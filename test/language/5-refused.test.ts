// Section 5 of the language, its third phase: what would run something is an error that says why and what to
// write instead, whatever is in its arguments, and nothing is ever run.

import { describe, expect, it, vi } from "vitest";
import { operators } from "../../src/operators/index.js";
import { exported, read, reads, refuses } from "../support/language.js";

const CANNOT = (at: string, what: string) =>
  `TSK4006 ${at} \`${what}\` cannot run while a file is being compiled`;
const BLOCK = (at: string, what: string) =>
  `TSK4008 ${at} ${what} cannot run while a file is being compiled`;
const AT_CONDITION = (at: string) => BLOCK(at, "a part of a file that depends on `@if`");
const CONDITION = (at: string) => BLOCK(at, "a part of a file that depends on `#if`");
const UNKNOWN = (at: string, word: string) =>
  `TSK4007 ${at} there is no operator called \`${word}\``;
const FUNCTION = (at: string, word: string) =>
  `TSK4010 ${at} \`${word}(...)\` is a function call, and TuskLang files have no functions`;
const ENV = 'use `@env("REDIS_URL")`, which is read when the worker starts';

/** Calls, what is underlined, why, and what to write instead as a value of `redis_url`. */
const CALLS: readonly (readonly [call: string, word: string, would: RegExp, help: string])[] = [
  ['@shell("ls")', "@shell", /execute a command/, ENV],
  ['@exec("ls")', "@exec", /execute a command/, ENV],
  ["$(ls -l)", "$(", /execute a command/, ENV],
  ['@query("SELECT 1")', "@query", /ask a database/, ENV],
  ['@sql("SELECT 1")', "@sql", /ask a database/, ENV],
  ["@db.users.count()", "@db.users.count", /ask a database/, ENV],
  ['@http("GET", "x")', "@http", /call another machine/, ENV],
  ['@fetch("x")', "@fetch", /call another machine/, ENV],
  ['@graphql("{ x }")', "@graphql", /call another machine/, ENV],
  [
    '@php("x")',
    "@php",
    /run code of another language/,
    "write the value itself, or compute it in the handler",
  ],
  [
    '@go("x")',
    "@go",
    /run code of another language/,
    "write the value itself, or compute it in the handler",
  ],
  [
    '@python("x")',
    "@python",
    /run code of another language/,
    "write the value itself, or compute it in the handler",
  ],
  ['@file("x")', "@file", /read or write files/, ENV],
  ['@file.read("x")', "@file.read", /read or write files/, ENV],
  [
    '@cache("5m", 1)',
    "@cache",
    /from one run to the next/,
    "write the value itself: a file is compiled once, not at each request",
  ],
  [
    '@metrics("x", 1)',
    "@metrics",
    /change measurements/,
    "remove it: the generated worker has metrics of its own",
  ],
  [
    '@learn("x", 1)',
    "@learn",
    /another value on every run/,
    "write the value you want, or read it with `@env`",
  ],
  [
    '@optimize("x", 1)',
    "@optimize",
    /another value on every run/,
    "write the value you want, or read it with `@env`",
  ],
  [
    "@request.user_id",
    "@request.user_id",
    /needs a request/,
    "pass it to the job as a field of its payload",
  ],
  ['@session("x")', "@session", /needs a request/, "pass it to the job as a field of its payload"],
  [
    '@encrypt("x")',
    "@encrypt",
    /need a key/,
    'use `@secret("REDIS_URL")`, which is read when the worker starts and never shown',
  ],
  [
    '@jwt("x")',
    "@jwt",
    /need a key/,
    'use `@secret("REDIS_URL")`, which is read when the worker starts and never shown',
  ],
  ['@date("Y")', "@date", /other output on every run/, ENV],
  ["@now()", "@now", /other output on every run/, ENV],
  ["@now", "@now", /other output on every run/, ENV],
  ["@uuid()", "@uuid", /other output on every run/, ENV],
  ["@random(1, 6)", "@random", /other output on every run/, ENV],
  ['@x.tsk.set("a.b", 1)', "@x.tsk.set", /change another file/, "write the value into that file"],
];

describe("refused operators", () => {
  for (const [call, word, would, help] of CALLS)
    it(`such as ${call} say what they would do, and what to write instead`, () => {
      const { source, tree, diagnostics } = read(`redis_url: ${call}`);
      expect(diagnostics).toHaveLength(1);
      const [found] = diagnostics;
      const name = word === "$(" ? "$(...)" : word;
      expect(found?.code).toBe("TSK4006");
      expect(found?.message).toBe(`\`${name}\` cannot run while a file is being compiled`);
      expect(found && source.slice(found.primary.span)).toBe(word);
      expect(found?.primary.text).toMatch(would);
      expect(found?.help).toBe(help);
      expect(tree.entries.get("redis_url")?.value.kind).toBe("error");
    });

  it("include the example of each", () => {
    for (const operator of operators.filter(({ phase }) => phase === "refused")) {
      const example = operator.example.replace("...)", "1)");
      expect(read(`a: ${example}`).findings, example).toEqual([
        expect.stringMatching(/^TSK400[56] 1:4 /),
      ]);
    }
  });

  it("are advised against with what is accepted", () => {
    for (const [call, , , help] of CALLS) {
      const instead = /`(@(?:env|secret)\(.*?\))`/.exec(help)?.[1];
      if (instead !== undefined) expect(read(`a: ${instead}`).findings, call).toEqual([]);
    }
  });

  refuses("are refused in any case, and wherever a value stands", [
    ['a: @Query("x")', CANNOT("1:4", "@Query")],
    ['a: [1, @shell("x")]', CANNOT("1:8", "@shell")],
    ['a: { b: @shell("x") }', CANNOT("1:9", "@shell")],
    ['$x: @shell("x")', CANNOT("1:5", "@shell")],
    ['a: ("x" + @shell("y"))', CANNOT("1:11", "@shell")],
    ['a: @env("X", @shell("x"))', CANNOT("1:14", "@shell")],
    ['a: @if(true, 1, @shell("x"))', CANNOT("1:17", "@shell")],
    ["a:\n  - $(x)", CANNOT("2:5", "$(...)")],
  ]);

  refuses("cost one error, whatever is in their arguments", [
    ['a: @cache("5m", @query("x"))', CANNOT("1:4", "@cache")],
    ["a: @query(SELECT * FROM x)", CANNOT("1:4", "@query")],
    ['a: @query("x", {\n  b: 1\n})\nc: 1', CANNOT("1:4", "@query")],
    ["a: @shell($x)", CANNOT("1:4", "@shell")],
    ['a: @shell("x", , )', CANNOT("1:4", "@shell")],
    ['$x: @now()\na: $x\nb: "${x}"\nc: $x + 1', CANNOT("1:5", "@now")],
  ]);

  refuses("are the error of a value that could not be read either", [
    ["a: @request.page|1\nb: 1", CANNOT("1:4", "@request.page")],
    ['a: @user.plan === "pro"', CANNOT("1:4", "@user.plan")],
    ["a: @session.tags[1:3]", CANNOT("1:4", "@session.tags")],
    ['a: [1, @query("x") first, 2]', CANNOT("1:8", "@query")],
    ['a: { b: 1, c: @query("x") first }', CANNOT("1:15", "@query")],
    ["a:\n  - $(ls) first", CANNOT("2:5", "$(...)")],
    ["a: @if(@query() | 1, 2, 3)", CANNOT("1:8", "@query")],
    ["$a: @foo(1) :: text", "TSK4007 1:5 there is no operator called `@foo`"],
    ["a: @query(", CANNOT("1:4", "@query")],
  ]);

  refuses("do not hide what is wrong in another value, or with an operator that is not refused", [
    ['a: { b: @query("x") } c\nd: 1', "TSK1018 1:23 nothing may follow a value on its line"],
    ['a: @env("X")|1', "TSK1020 1:13 there is no operator `|`"],
    [
      'a: @now()\nb: "x" y',
      CANNOT("1:4", "@now"),
      "TSK1018 2:8 nothing may follow a value on its line",
    ],
  ]);

  it("name the variable after the nearest key", () => {
    const help = (text: string) => read(text).diagnostics[0]?.help;
    expect(help("$max-age: @now()|1")).toMatch(/@env\("MAX_AGE"\)/);
    expect(help("a: { max_age: [@now()|1] }")).toMatch(/@env\("MAX_AGE"\)/);
    expect(help("s3-bucket: @now()")).toMatch(/@env\("S3_BUCKET"\)/);
    expect(help("a: { max_age: @now() }")).toMatch(/@env\("MAX_AGE"\)/);
    expect(help("a: 1\n9: @now()")).toMatch(/@env\("NAME"\)/);
  });

  refuses("are told apart from those that do not exist", [
    ["a: @foo", "TSK4007 1:4 there is no operator called `@foo`"],
    ['a: @evn("X")', "TSK4007 1:4 there is no operator called `@evn`"],
    ["a: @int(1)", "TSK4007 1:4 there is no operator called `@int`"],
    ["a: @", "TSK1024 1:4 `@` has no meaning here"],
  ]);

  it("that do not exist come with those that do", () => {
    expect(read('a: @evn("X")').diagnostics[0]?.help).toBe("did you mean `@env`?");
    expect(read("a: @frobnicate").diagnostics[0]?.help).toMatch(
      /^there are `@env\(.*; put text in quotes$/,
    );
  });

  it("that are called like a variable or key come with how that is written", () => {
    const help = (text: string) => read(text).diagnostics[0]?.help;
    expect(help("$host: 1\na: @host")).toBe("write `$host` for the variable");
    expect(help("db: { host: 1 }\na: @db_host")).toMatch(/^there are /);
    expect(help("pool: { size: 1 }\na: @pool.size")).toBe(
      "write `${pool.size}` for the value of the key",
    );
    expect(help("host: 1\na: @host(1)")).toMatch(/^there are /);
  });

  reads("are text in quotes", [
    [
      `a: "@shell('ls') $(ls)"\nb: '@query("x")'\nc: """@now()"""`,
      { a: "@shell('ls') $(ls)", b: '@query("x")', c: "@now()" },
    ],
  ]);
});

describe("calls without `@`", () => {
  refuses(
    "are refused when `)` or a quote follows, for the reason of their operator if they have one",
    [
      ["a: time()", CANNOT("1:4", "time")],
      ['a: shell("ls")', CANNOT("1:4", "shell")],
      ["a: php('x')", CANNOT("1:4", "php")],
      ["a: php(rand(1, 6))", CANNOT("1:4", "php")],
      ["a: php(<<<'HTML'\n<p>\n  x {\nHTML\n)\nb: 1", CANNOT("1:4", "php")],
      ["a: foo(  # why\n  1)\nb: 1", FUNCTION("1:4", "foo")],
      ["a: foo(b,  // why\n  1)\nb: 1", FUNCTION("1:4", "foo")],
      ["a: foo(bar(1),\n  2)\nb: 1", FUNCTION("1:4", "foo")],
      ['a: foo(1, ":)",\n  2)\nb: 1', FUNCTION("1:4", "foo")],
      ["a: foo()", FUNCTION("1:4", "foo")],
      ['a: foo("x")', FUNCTION("1:4", "foo")],
      ["a: x.y()", FUNCTION("1:4", "x.y")],
      ['a: "x".upper()', FUNCTION("1:8", ".upper")],
    ],
  );

  it("are shown `@if` for `if`", () => {
    for (const call of ['if(a == "b", 1, 2)', "if(true, 1, 2)", 'if("x", 1, 2)']) {
      const [found] = read(`a: ${call}`).diagnostics;
      expect(found).toMatchObject({ code: "TSK4010", help: "write `@if(condition, one, other)`" });
    }
  });

  reads("are text when anything else follows", [
    ["a: int(1..9)\nb: foo(bar)\nc: time ()", { a: "int(1..9)", b: "foo(bar)", c: "time ()" }],
    [
      "a: int(1..9),\nb: list(text), # c\nc: f(x) (,",
      { a: "int(1..9)", b: "list(text)", c: "f(x) (" },
    ],
    [
      "a: {\n  b: int(1..9),\n  c: [f(it's), g(x),\n  h(2),]\n}",
      { a: { b: "int(1..9)", c: ["f(it's)", "g(x)", "h(2)"] } },
    ],
  ]);
});

describe("calls that make a number, switch, or text of a variable", () => {
  it.each([
    ['@int(@env("PORT", "80"))', '@env("PORT", 80)'],
    ['int(env("PORT", "80"))', '@env("PORT", 80)'],
    ['env_int("PORT", 80)', '@env("PORT", 80)'],
    ['@float(@env("RATE", 1.5))', '@env("RATE", 1.5)'],
    ['env_bool("DEBUG", "true")', '@env("DEBUG", true)'],
    ['@bool(@env("DEBUG", "yes"))', '@env("DEBUG", false)'],
    ['@string(env("NAME", 5))', '@env("NAME", "5")'],
    ['@int(@env("PORT"))', '@env("PORT", 10)'],
  ])("%s is refused, and %s is offered, which is that already", (call, instead) => {
    const [found] = read(`a: ${call}`).diagnostics;
    expect(found?.help).toBe(`write \`${instead}\``);
    expect(read(`a: ${instead}`).findings).toEqual([]);
  });

  it("offer nothing where they are given something else", () => {
    for (const call of ['@int("42")', "@int($x)", '@int(@env("A", "B", "C")[0])', "@int"])
      expect(read(`$x: 1\na: ${call}`).diagnostics[0]?.help).toMatch(/^there are /);
  });
});

describe("statements and blocks of code", () => {
  refuses("are refused on a line of their own", [
    ['a: 1\n@shell("ls")\nb: 2', CANNOT("2:1", "@shell")],
    ['@env("X")', "TSK4009 1:1 `@env` stands on a line of its own, and a line needs a key"],
    ["@foo(1)", UNKNOWN("1:1", "@foo")],
    ["a: 1\nfoo(1)\nb: 2", FUNCTION("2:1", "foo")],
    ["a: {\n  b.c(\n    1\n  )\n  d: 2\n}", FUNCTION("2:3", "b.c")],
    ['foo("x").bar()', FUNCTION("1:1", "foo")],
    ["php(echo 1)\na: 1", CANNOT("1:1", "php")],
    ["timeout(ms): 1", "TSK1021 1:1 the key `timeout(ms)` needs quotes"],
  ]);

  it("can only go, but for an import", () => {
    const help = (text: string) => read(text).diagnostics[0]?.help;
    expect(help("@foo(1)")).toBe("remove the line");
    expect(help("foo(1)")).toBe("remove the line");
    expect(help('@inherit "base.tsk"')).toBe('write `@import "base.tsk"`');
    expect(help('include "base.tusk"')).toBe('write `@import "base.tusk"`');
    expect(help("import 'base.tusk'")).toBe("write `@import 'base.tusk'`");
    expect(read('include "base.tusk"').diagnostics[0]?.fix).toBeUndefined();
  });

  refuses("are skipped with their bodies", [
    ["@if (true) {\n  a: 1\n  b ? c\n}\nd: 1", BLOCK("1:12", "a block of code")],
    ["a: @if (true) {\n  b ? c\n}\nd: 1", BLOCK("1:15", "a block of code")],
    ["a: (x) => {\n  return 1;\n}\nd: 1", BLOCK("1:8", "a function (`=>`)")],
    ["a: () => 1\nd: 1", BLOCK("1:7", "a function (`=>`)")],
    ["a: x => x + 1\nd: 1", BLOCK("1:6", "a function (`=>`)")],
    ["a: x => ({\n  b: 1\n})\nd: 1", BLOCK("1:6", "a function (`=>`)")],
    ["a: x => [\n  1\n].map(y)\nd: 1", BLOCK("1:6", "a function (`=>`)")],
    ["a: async (x) => {\n  b ? c\n}\nd: 1", BLOCK("1:14", "a function (`=>`)")],
    ["a: async x => x + 1\nd: 1", BLOCK("1:12", "a function (`=>`)")],
    ['a: (x, y: "z", w: f(1)) => {\n  b ? c\n}\nd: 1', BLOCK("1:25", "a function (`=>`)")],
    ["a: x => {\nd: 1", BLOCK("1:6", "a function (`=>`)")],
    [
      "a: {\n  b: x => y,\n  c: x => ({\n    d: 1\n  })\n  e: 1\n}",
      BLOCK("2:8", "a function (`=>`)"),
      BLOCK("3:8", "a function (`=>`)"),
    ],
    ['a: [x => f("]", x), @foo]', BLOCK("1:7", "a function (`=>`)")],
    ["a: @{\n  return 1\n}\nd: 1", BLOCK("1:4", "a block of code")],
    ["a: @{ return 1 }\nd: 1", BLOCK("1:4", "a block of code")],
    ["if (x && y) {\n  b ? c\n}\nd: 1", BLOCK("1:1", "a block of code")],
    ["if (x >= 1) {\n  b ? c\n}\nd: 1", BLOCK("1:1", "a block of code")],
    ["for (i = 0; i < 9; i++) {\n  b ? c\n}\nd: 1", BLOCK("1:1", "a block of code")],
    ['function f(x)\n{\n  return "{"\n}\nd: 1', BLOCK("1:1", "a block of code")],
    ["#web /path {\n  method: get\n  b ? c\n}\nd: 1", BLOCK("1:1", "the directive `#web`")],
    ["#!define x {\n  a: 1\n}\nd: 1", BLOCK("1:1", "the directive `#!define`")],
    ["a:\n  #cron daily {\n    b: 1\n  }\n  d: 1", BLOCK("2:3", "the directive `#cron`")],
    ["#web /path { # here\n  b: 1\n}\nd: 1", BLOCK("1:1", "the directive `#web`")],
    ["#web /path { // here\n  b: 1\n}\nd: 1", BLOCK("1:1", "the directive `#web`")],
    ["#web /path { /* here */\n  b: 1\n}\nd: 1", BLOCK("1:1", "the directive `#web`")],
    [
      "a:\n  b: 1\n#cron daily {\n  c {\n  }\n  c ? d\n}\nd: 1",
      BLOCK("3:1", "the directive `#cron`"),
    ],
  ]);

  refuses("are skipped with the deeper lines below them", [
    [
      "@match(@request.method)\n  GET:\n    a: 1\n  POST:\n    @json(1)\nb: 1",
      UNKNOWN("1:1", "@match"),
    ],
    [
      '@env("X")\n  a: 1',
      "TSK4009 1:1 `@env` stands on a line of its own, and a line needs a key",
      "TSK1004 2:3 this line is deeper than the line above, which opens no block",
    ],
  ]);

  it("leave the lines behind them as they are", () => {
    const openers = [
      "@if (true) {",
      "a: @if (true) {",
      "a: (x) => {",
      "a: x => {",
      "a: @{",
      "if (x) {",
      "#web /path {",
    ];
    for (const opener of openers) {
      const tree = exported(read(`${opener}\n  b: 1\n  c ? d\n}\ne: 1`));
      expect(tree, opener).toMatchObject({ e: 1 });
      expect(tree, opener).not.toHaveProperty("b");
    }
  });

  refuses("are parts that depend on a condition", [
    ["#if x\na: 1\n#endif\nb: 1", CONDITION("1:1")],
    ["a: 1\n#ifdef X\nb: 1\n#else\nb: 2\n#endif\nc: 3", CONDITION("2:1")],
    ['#!if @env("X")\na {\n  b: 1\n}\n#!endif\nc: 1', CONDITION("1:1")],
    ["#if x\n#if y\na: 1\n#endif\na: 2\n#endif\nb: 1", CONDITION("1:1")],
    ["a: {\n  #if x\n  b: 1\n  #endif\n  c: 2\n}", CONDITION("2:3")],
    ["a: 1\n#endif", CONDITION("2:1")],
    ["@if true\n  a: 1\n@endif\nb: 1", AT_CONDITION("1:1")],
    ["@if ($x)\na: 1\n@else\n@if y\na: 2\n@endif\n@endif\nb: 1", AT_CONDITION("1:1")],
    ["o:\n  @unless @env.X\n  a: 1\n  @endunless\n  b: 1", AT_CONDITION("2:3")],
  ]);

  it("are left out as a whole, and what stands below them is read", () => {
    const { tree } = read("o:\n  @if x\n    a: 1\n  @endif\n  b: 1\nc: 2");
    expect(exported({ tree })).toEqual({ o: { b: 1 }, c: 2 });
  });

  reads("are comments when every line is one", [
    ["#web /path {\n#  method: get\n#}\na: 1", { a: 1 }],
    ["# web {\na: 1\n#word\nb: 2", { a: 1, b: 2 }],
    ["#if you must\na: 1\n#!api\nb: 2", { a: 1, b: 2 }],
  ]);

  reads("are data in text: `fujsen` is a key like any other", [
    [
      'fujsen: """\nfunction x() { return shell("ls") }\n"""\na:\n  fujsen: |\n    () => 1',
      { fujsen: 'function x() { return shell("ls") }', a: { fujsen: "() => 1" } },
    ],
  ]);
});

describe("no text whatever", () => {
  it("reaches a way to run code", () => {
    const made = vi.spyOn(globalThis, "Function");
    const evaluated = vi.spyOn(globalThis, "eval");
    const fetched = vi.spyOn(globalThis, "fetch");
    const text = [
      ...CALLS.map(([call], index) => `k${index}: ${call}`),
      "f: (x) => {\n  globalThis.ran = true\n}",
      'fujsen: """\nglobalThis.ran = true\n"""',
      "t: \"$(touch ran) @shell('touch ran') ${globalThis}\"",
      "p: eval('globalThis.ran = true')",
    ].join("\n");
    expect(read(text).findings.length).toBe(CALLS.length + 3);
    expect(Reflect.get(globalThis, "ran")).toBeUndefined();
    for (const spy of [made, evaluated, fetched]) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});
