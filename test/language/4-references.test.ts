// Section 4 of the language, first half: variables and what refers to values above.

import { describe, expect, it } from "vitest";
import { readTree } from "../../src/evaluate/read-tree.js";
import { SourceFile } from "../../src/source/source.js";
import { read, reads, refuses } from "../support/language.js";

const UNDECLARED = (at: string, name: string) =>
  `TSK3101 ${at} the variable \`$${name}\` is not declared above`;
const UNKNOWN = (at: string, name: string) => `TSK3102 ${at} nothing above is called \`${name}\``;
const NO_NAME = (at: string) => `TSK3103 ${at} only a name can stand in \`\${...}\``;

describe("variables", () => {
  reads("are not in the tree, and hold from where they stand until declared again", [
    ["$x: 1\na: $x\n$x = 2\nb: $x", { a: 1, b: 2 }],
    ["$x: 1\n$x: $x\na: $x", { a: 1 }],
  ]);

  reads("are global wherever they are declared", [
    [
      "a:\n  $x: 1\n  b: $x\n[s]\nc: $x\n$y: 2\n[t]\nd: $y",
      { a: { b: 1 }, s: { c: 1 }, t: { d: 2 } },
    ],
    ["a: { $x: 1, b: $x }\nc: $x", { a: { b: 1 }, c: 1 }],
    ["a:\n  - $x: 1\n    b: $x\nc: $x", { a: [{ b: 1 }], c: 1 }],
  ]);

  reads("hold every form of value, and are looked into by `.`", [
    [
      "$o: { a: { b: 1 } }\n$l: [1, 2]\nc: $o.a.b\nd: $l\ne: $o.a",
      { c: 1, d: [1, 2], e: { b: 1 } },
    ],
    ["$o:\n  a: 1\n  l:\n    - 1\nb: $o", { b: { a: 1, l: [1] } }],
  ]);

  refuses("are an error when they are not declared above", [
    ["a: $x\n$x: 1", UNDECLARED("1:4", "x")],
    ["$x: $x", UNDECLARED("1:5", "x")],
    ["$o: { a: 1 }\nb: $o.c", "TSK3101 2:4 `$o` has no key `c` above"],
    ["$o: { a: 1 }\nb: $o.a.c", "TSK3101 2:4 `$o.a` is a number and has no key `c`"],
    ["a: [1, $x]", UNDECLARED("1:8", "x")],
    ["x: 1\na: $x", UNDECLARED("2:4", "x")],
  ]);

  it("that are undefined come with a suggestion", () => {
    const help = (text: string) => read(text).diagnostics[0]?.help;
    expect(help("$port: 1\na: $prot")).toBe("did you mean `$port`?");
    expect(help("port: 1\na: $port")).toBe("write `${port}` for the value of the key");
    expect(help("$port: 1\na: (port)")).toBe("write `$port` for the variable");
    expect(help("$db: { host: 1 }\na: $db.hots")).toBe("did you mean `$db.host`?");
    expect(help("$db: { host: 1, user: 2 }\na: $db.max")).toBe("`$db` has `host` and `user`");
    expect(help("db: { pool: { size: 1 } }\na: ${db.pool.sizes}")).toBe(
      "did you mean `db.pool.size`?",
    );
  });
});

describe("`${x}`", () => {
  reads('stands in `"` and `"""`, and unquoted as an operand', [
    [
      'k: 5\na: "<${k}>"\nb: """<${k}>"""\nc: ${k}\nd: ${k} + 1',
      { k: 5, a: "<5>", b: "<5>", c: 5, d: 6 },
    ],
    [
      'o: { p: { q: true } }\na: "${o.p.q}"\nb: ${o.p}',
      { o: { p: { q: true } }, a: "true", b: { q: true } },
    ],
  ]);

  reads("looks in the variables first", [
    ['k: 1\n$k: 2\na: ${k}\nb: "${k}"', { k: 1, a: 2, b: "2" }],
  ]);

  reads("looks outwards through the enclosing keys", [
    ["k: 1\na:\n  k: 2\n  b:\n    c: ${k}\nd: ${k}", { k: 1, a: { k: 2, b: { c: 2 } }, d: 1 }],
    ["k: 1\n[s]\na: ${k}\n[s.t]\nb: ${a}\nc: ${s.a}", { k: 1, s: { a: 1, t: { b: 1, c: 1 } } }],
    [
      "a: { k: 1, b: [${k}] }\nl:\n  - k: 2\n    m: ${k}",
      { a: { k: 1, b: [1] }, l: [{ k: 2, m: 2 }] },
    ],
    ["k: 1\na.k: 2\na.b: ${k}\na.c.d: [${k}]", { k: 1, a: { k: 2, b: 2, c: { d: [2] } } }],
    ["a.k: 1\na.b: k + 1", { a: { k: 1, b: 2 } }],
  ]);

  refuses("sees only what stands above", [
    ['a: "${k}"\nk: 1', UNKNOWN("1:5", "k")],
    ["a:\n  b: 1\nc: ${b}", UNKNOWN("3:4", "b")],
    ["[s]\nb: 1\n[t]\nc: ${b}", UNKNOWN("4:4", "b")],
    ["o: { p: 1 }\na: ${o.q}", "TSK3102 2:4 `o` has no key `q` above"],
    ['l: [1]\na: "${l.x}"', "TSK3102 2:5 `l` is a list and has no key `x`"],
    ['$o: { p: 1 }\na: "${o.q}"', "TSK3102 2:5 `o` has no key `q` above"],
    ["a: ${a}", UNKNOWN("1:4", "a")],
  ]);

  it("that is undefined comes with a suggestion of what is above", () => {
    const help = (text: string) => read(text).diagnostics[0]?.help;
    expect(help("timeout: 1\n$level: 2\na: ${timeuot}")).toBe("did you mean `timeout`?");
    expect(help('a: "${X}"')).toBe("declare it above, or write `\\${` for the text `${`");
    expect(help("m:\n  n:\n    o: ${k}")).not.toMatch(/did you mean/);
  });

  it("in capitals is looked for in the environment, unless it is here in small letters", () => {
    const help = (text: string) => read(text).diagnostics[0]?.help;
    const remedy = "write `@env('DB_NAME')` for the variable of the environment";
    expect(help('app_name: 1\na: "${DB_NAME}"')).toBe(remedy);
    expect(help("a: $DB_NAME")).toBe(remedy);
    expect(help('db_name: 1\na: "${DB_NAME}"')).toBe("did you mean `db_name`?");
  });

  it("of a shell is shown as the variable of the environment that it is", () => {
    const help = (text: string) => read(text).diagnostics[0]?.help;
    expect(help('a: "x-${STAGE:-live}"')).toBe("write `@env('STAGE', 'live')`");
    expect(help('a: "${stage:-}"')).toBe("write `@env('stage', '')`");
    expect(help('a: "${@env.STAGE}"')).toBe("write `@env('STAGE')`");
    expect(help('a: "${a + b}"')).toMatch(/^declare a variable above/);
    for (const value of ["\"x-@env('STAGE', 'live')\"", "@env('STAGE')"])
      expect(read(`a: ${value}`).findings).toEqual([]);
  });

  refuses("puts no object or list into text, and is what is underlined", [
    ['o: { x: 1 }\na: "x ${o}"', "TSK3104 2:7 an object cannot be put into text"],
    ['l: [1]\na: "${l}"', "TSK3104 2:5 a list cannot be put into text"],
    ['r: 1-2\na: "${r}"', "TSK3104 2:5 a range cannot be put into text"],
    ['$h: @env("H", ["a", "b"])\np: "p-${h}"', "TSK3104 2:7 a list cannot be put into text"],
    [
      '$o: @env("A") ? {a: 1} : {b: 2}\nt: "x ${o}"',
      "TSK3104 2:7 an object cannot be put into text",
    ],
    ['$m: @env("A") ? "x" : [1]\nt: "${m}"', "TSK3104 2:5 a list cannot be put into text"],
    ['r: 1-2\nm: @env("A") || ${r}\nt: "<${m}>"', "TSK3104 3:6 an object cannot be put into text"],
  ]);

  refuses("holds a name and nothing else", [
    ['a: "${X:-d}"', NO_NAME("1:5")],
    ['a: "${}"', NO_NAME("1:5")],
    ['a: "${1 + 2}"', NO_NAME("1:5")],
    ['a: "${a b}"', NO_NAME("1:5")],
  ]);

  reads("is empty text for null", [
    ['k: null\na: "<${k}>"\nb: ${k}', { k: null, a: "<>", b: null }],
  ]);

  reads("is text behind a backslash, and in `'`", [
    ["k: 1\na: \"\\${k}\"\nb: '${k}'\nc: '''${k}'''", { k: 1, a: "${k}", b: "${k}", c: "${k}" }],
  ]);

  reads("is one form only: `$x`, `{x}`, `{{x}}`, and `#{x}` in quotes are text", [
    [
      '$x: 1\na: "$x {x} {{x}} #{x} $ {x}"',
      { a: "$x {x} {{x}} #{x} $ {x}" },
      "TSK3111 2:5 `$x` within text is no variable and stays as it is",
    ],
  ]);

  const AS_TEXT = "TSK3111 2:6 `$x` within text is no variable and stays as it is";

  reads("is missed, with a warning, where text has `$x` of a declared variable", [
    ['$x: 1\na: "b$x"', { a: "b$x" }, AS_TEXT],
    ['$x: 1\na: "b$x ${x}"', { a: "b$x 1" }, AS_TEXT],
    ["$x: 1\na: bc$x", { a: "bc$x" }, AS_TEXT],
    ["$x: 1\na: 'b$x'\nb: \"\\$x $xy $5\"", { a: "b$x", b: "$x $xy $5" }],
    ['a: "b$x"\n$x: 1', { a: "b$x" }],
  ]);

  it("is offered for it, and means the variable", () => {
    const [found] = read('$x: 1\na: "b$x"').diagnostics;
    expect(found?.help).toBe("write `${x}` for the variable, or `\\$x` for the text");
    expect(found?.fix?.edits.map(({ insert }) => insert)).toEqual(["${x}"]);
    expect(read("$x: 1\na: b$x").diagnostics[0]?.help).toBe(
      "write the text in `\"` with `${x}` for the variable, or in `'` as it is",
    );
  });

  const ENCLOSING = (at: string) =>
    `TSK3006 ${at} a value cannot hold the object that it is part of`;

  refuses("cannot put an object into itself", [
    ["a:\n  b: ${a}", ENCLOSING("2:6")],
    ["a.b: ${a}", ENCLOSING("1:6")],
    ["b.c.d: [${b}]", ENCLOSING("1:9")],
    ["a.b.c: { d: ${b} }", ENCLOSING("1:13")],
    ["[s]\na.b: ${s}", ENCLOSING("2:6")],
    ["a.b: 1\na.c.d: [${a.c}]", ENCLOSING("2:9")],
  ]);

  refuses("of a value that is an error costs no second one", [
    ['a: $x\nb: ${a}\nc: "${a}"\nd: a + 1', UNDECLARED("1:4", "x")],
  ]);
});

describe("what references add", () => {
  reads("does not grow with what they refer to", [
    ["a.b: 1\nc: ${a}\na.d: 2", { a: { b: 1, d: 2 }, c: { b: 1 } }],
  ]);

  it("is bounded", () => {
    const doubled = (n: number) => `$a${n + 1}: "\${a${n}}\${a${n}}"`;
    const text = ['$a0: "xxxxxxxx"', ...Array.from({ length: 30 }, (_, n) => doubled(n))].join(
      "\n",
    );
    expect(read(text).findings).toEqual([
      expect.stringMatching(/^TSK1016 \d+:\d+ this text is longer than 1 MiB$/),
    ]);
    const lists = (n: number) => `$l${n + 1}: [$l${n}, $l${n}]`;
    const wide = ["$l0: [1]", ...Array.from({ length: 40 }, (_, n) => lists(n))].join("\n");
    expect(read(wide).findings).toEqual([
      expect.stringMatching(
        /^TSK3005 \d+:\d+ the references of this file add up to more than 64 MiB$/,
      ),
    ]);
  });
});

describe("a file full of misspelt names", () => {
  it("is told what could be meant by the first of them, so that it is read in time", () => {
    const lines = Array.from({ length: 300 }, (_, index) => `k${index}: $nmae`);
    const helps: (string | undefined)[] = [];
    const source = new SourceFile("a.tusk", `$name: 1\n${lines.join("\n")}`);
    readTree(source, ({ help }) => helps.push(help), { checked: false });
    expect(helps.slice(0, 200).every((help) => help === "did you mean `$name`?")).toBe(true);
    expect(helps.slice(200).every((help) => help === undefined)).toBe(true);
  });
});
