// Section 3 of the language: quoted text, numbers, and what a value without quotes is.

import { describe, expect, it } from "vitest";
import { read, reads, refuses } from "../support/language.js";

const AFTER = (at: string) => `TSK1018 ${at} nothing may follow a value on its line`;
const CONTAINS = (at: string, what: string) => `TSK3001 ${at} text without quotes contains ${what}`;

describe("quoted text", () => {
  reads('in `"` knows its escapes, and leaves other backslashes', [
    [String.raw`a: "x\r\ny"`, { a: "x\r\ny" }],
    [String.raw`a: "\n\t\r\\\"\'\u0041\$x"`, { a: "\n\t\r\\\"'A$x" }],
    [String.raw`a: "\q\d C:\x \u12"`, { a: String.raw`\q\d C:\x \u12` }],
    [String.raw`a: "\\n \\"`, { a: "\\n \\" }],
    ['a: ""', { a: "" }],
  ]);

  reads("in `'` is raw", [
    [String.raw`a: '\n \u0041 "q" \'`, { a: '\\n \\u0041 "q" \\' }],
    ["a: '${x} $y @env(\"Z\")'\nb: ''", { a: '${x} $y @env("Z")', b: "" }],
  ]);

  refuses("runs over no lines unless its quotes are three", [
    ['a: "one\ntwo"\nb: 1', 'TSK1023 1:4 text in `"` does not run over lines'],
    ['size: "5\nnote: 3.5"\nb: 1', 'TSK1023 1:7 text in `"` does not run over lines'],
    ["a: 'one\ntwo'\nb: 1", "TSK1023 1:4 text in `'` does not run over lines"],
    ['a: "one\nb: 1', 'TSK1006 1:4 this `"` has no closing `"`'],
  ]);

  it("over lines is no text for sure where one of them may be a statement", () => {
    const isSafe = (text: string) => read(text).diagnostics[0]?.fix?.safe;
    expect(isSafe('a: "one\ntwo"')).toBe(true);
    for (const line of ["note: 3.5", "note = 1", "  x.y: 1", "[s]", "- x"])
      expect(isSafe(`a: "5\n${line}"\nb: 1`), line).toBe(false);
  });

  it("over lines can be mended to three quotes, which means what was meant", () => {
    const [found] = read('a: "one\ntwo"\nb: 1').diagnostics;
    expect(found?.help).toBe('put it between `"""` and `"""`');
    expect(found?.fix?.edits.map(({ insert }) => insert)).toEqual(['"""', '"""']);
  });

  reads('in `"""` reads like in `"`', [
    ['x: 1\na: """\\t"q" ${x} \\"\\"\\" \\q"""', { x: 1, a: '\t"q" 1 """ \\q' }],
  ]);

  reads("in `'''` is raw", [["a: '''it's \\n ${x} \"'''", { a: "it's \\n ${x} \"" }]]);

  reads("drops the break behind the opening fence and the last before the closing one", [
    ['a: """\n  one\n    two\n  """', { a: "  one\n    two" }],
    ["a: '''\n\none\n\n'''", { a: "\none\n" }],
    ['a: """one\ntwo"""', { a: "one\ntwo" }],
    ['a: """\n"""\nb: """"""', { a: "", b: "" }],
  ]);

  reads("behind `|` is raw, without its common indentation and last line breaks", [
    ["a: |\n  one\n    two # x\n\n  ${x} \\n\n\n\nb: 1", { a: "one\n  two # x\n\n${x} \\n", b: 1 }],
    ["a:\n  b: |\n      one\n     two\n  c: 1", { a: { b: " one\ntwo", c: 1 } }],
    ["a: |\nb: 1", { a: "", b: 1 }],
  ]);
});

describe("numbers, literals, and ranges", () => {
  reads("are numbers as in JSON", [
    [
      "a: 30\nb: -1\nc: 0.5\nd: 1.5e6\ne: 1E-2\nf: 0",
      { a: 30, b: -1, c: 0.5, d: 1.5e6, e: 0.01, f: 0 },
    ],
    ["a: [1, -2.5]\nb: { c: 3 }", { a: [1, -2.5], b: { c: 3 } }],
  ]);

  refuses("hold no whole digits past 2^53", [
    [
      "a: 9007199254740993",
      "TSK3003 1:4 `9007199254740993` is larger than a number can say exactly",
    ],
    [
      "a: -9007199254740994",
      "TSK3003 1:4 `-9007199254740994` is larger than a number can say exactly",
    ],
    [
      "a: 1-9007199254740993",
      "TSK3003 1:4 `9007199254740993` is larger than a number can say exactly",
    ],
    [
      "a: 9007199254740993.0",
      "TSK3003 1:4 `9007199254740993.0` is larger than a number can say exactly",
    ],
    [
      "a: 9007199254740993e0",
      "TSK3003 1:4 `9007199254740993e0` is larger than a number can say exactly",
    ],
    [
      "a: 0.9007199254740993e16",
      "TSK3003 1:4 `0.9007199254740993e16` is larger than a number can say exactly",
    ],
    ["a: 1e400", "TSK3003 1:4 `1e400` is larger than any number can be"],
  ]);
  refuses("are not so small that 0 would be left of them", [
    ["a: 1e-400", "TSK3003 1:4 `1e-400` is closer to 0 than any number can be"],
    ["a: [-0.5e-400]", "TSK3003 1:5 `-0.5e-400` is closer to 0 than any number can be"],
  ]);
  reads("are 0 in any spelling of it, and the smallest there is", [
    ["a: 0e-400\nb: 0.00\nc: 5e-324", { a: 0, b: 0, c: 5e-324 }],
  ]);
  reads("hold 2^53 itself", [["a: 9007199254740992\nb: 1e20", { a: 2 ** 53, b: 1e20 }]]);

  reads("are `true`, `false`, and `null`, in small letters", [
    ["a: true\nb: false\nc: null", { a: true, b: false, c: null }],
    ["a: True\nb: FALSE\nc: Null\nd: nil", { a: "True", b: "FALSE", c: "Null", d: "nil" }],
  ]);

  reads("are ranges of rising whole numbers", [
    [
      "a: 8000-9000\nb: 0-1",
      { a: { min: 8000, max: 9000, type: "range" }, b: { min: 0, max: 1, type: "range" } },
    ],
    [
      "a: 9-8\nb: 1-1\nc: 007-9\nd: 1.5-2\ne: 1-2-3",
      { a: "9-8", b: "1-1", c: "007-9", d: "1.5-2", e: "1-2-3" },
    ],
  ]);

  reads("are nothing that only looks like one", [
    [
      "a: 1.2.3\nb: 2025-01-15\nc: 007\nd: +5\ne: 0xFF\nf: 30s\ng: 1_000\nh: .5\ni: 1.",
      {
        a: "1.2.3",
        b: "2025-01-15",
        c: "007",
        d: "+5",
        e: "0xFF",
        f: "30s",
        g: "1_000",
        h: ".5",
        i: "1.",
      },
    ],
  ]);
});

describe("what a value is", () => {
  reads("an array or object of values when it starts with `[` or `{`", [
    [
      'a: [b, 1-2, "c", true, [d]]',
      { a: ["b", { min: 1, max: 2, type: "range" }, "c", true, ["d"]] },
    ],
    ["a: { b: c d, e: 1 }", { a: { b: "c d", e: 1 } }],
  ]);

  reads("an expression when it starts with a quote, `( $ @ !`, or `env(`", [
    [
      '$x: 2\na: "b" + 1\nb: (1 + 2)\nc: $x\nd: -$x\ne: !$x',
      { a: "b1", b: 3, c: 2, d: -2, e: false },
    ],
    ['a: @env("X", 1) + 1\nb: env("X", 2) + 1', { a: 2, b: 3 }],
    ['a: env\nb: env ("X")', { a: "env", b: 'env ("X")' }],
  ]);

  reads("an expression when `-` stands in front of `( $ @`, or `env(`, and nothing else", [
    ["a: -(2 * 3)\nb: [-(1), -(2)]", { a: -6, b: [-1, -2] }],
    ['a: -@env("X", 4)\nb: -env("X", 5)', { a: -4, b: -5 }],
    [
      'a: -x\nb: -"x"\nc: -environment\nd: --(1)',
      { a: "-x", b: '-"x"', c: "-environment", d: "--(1)" },
    ],
  ]);

  refuses("has its text quoted in an expression", [
    ['a: "b" + c', "TSK3102 1:10 nothing above is called `c`"],
    ["a: (b c)", AFTER("1:7")],
  ]);

  refuses("has nothing behind it", [
    ["a: [1] b", AFTER("1:8")],
    ["a: { b: 1 } c", AFTER("1:13")],
    ['a: "b" c', AFTER("1:8")],
    ["a: (1) c", AFTER("1:8")],
    ['a: "b" "c"', AFTER("1:8")],
    ["$x: 1\na: $x c", AFTER("2:7")],
  ]);

  reads("an expression when scalar keys above and literals are joined by spaced operators", [
    ["total: 8\ncores: 4\na: total / cores", { total: 8, cores: 4, a: 2 }],
    ['a: 1\nb: a * 2 - 1 > 0 ? "y" : "n"', { a: 1, b: "y" }],
    ["a: { b: 2 }\nc: a.b + 1", { a: { b: 2 }, c: 3 }],
    ["a: 10 / 4\nb: 1 - 2", { a: 2.5, b: -1 }],
    ["a: 1\nb:\n  c: 2\n  d: [a + c]", { a: 1, b: { c: 2, d: [3] } }],
  ]);

  reads("text when one of the names is no scalar key above, or no operator has its spaces", [
    [
      "a: 1\nb: a+a\nc: a /b\nd: a - z\ne: z * 2\nz: 1",
      { a: 1, b: "a+a", c: "a /b", d: "a - z", e: "z * 2", z: 1 },
    ],
    ["a: { b: 1 }\nc: a + 1\nd: [1]\ne: d - 1", { a: { b: 1 }, c: "a + 1", d: [1], e: "d - 1" }],
  ]);

  reads("bare text to the end of the line, less a comment", [
    [
      "a: info\nb: redis://h:6379/1\nc: a-b\nd: 1/2",
      { a: "info", b: "redis://h:6379/1", c: "a-b", d: "1/2" },
    ],
    [
      "a: 0 3 * * *\nb: int(1..9) = 5\nc: two words  # c\nd: int(1..9) # a, b,",
      { a: "0 3 * * *", b: "int(1..9) = 5", c: "two words", d: "int(1..9)" },
    ],
    ["a: x, y; z\nb: x,", { a: "x, y; z", b: "x" }],
  ]);

  reads("bare text inside brackets to `, ; ] }` outside its own brackets", [
    [
      "a: { ids: int[], n: int(1, 2), t: a (b; c]) d }",
      { a: { ids: "int[]", n: "int(1, 2)", t: "a (b; c]) d" } },
    ],
  ]);

  reads("bare text in which quotes mean nothing", [
    [
      `a: it's\nb: the "x" and 'y'\nc: O'Neil, "q"`,
      { a: "it's", b: `the "x" and 'y'`, c: `O'Neil, "q"` },
    ],
  ]);
});

describe("bare text that looks like something else", () => {
  refuses("is an error at what looks so", [
    ["a: b ${c} d", CONTAINS("1:6", "`${`")],
    ['a: 5" disk', CONTAINS("1:5", 'a `"` without its other half')],
    ["a: b == c", CONTAINS("1:6", "`==`")],
    ["a: b != c", CONTAINS("1:6", "`!=`")],
    ["a: b <= c", CONTAINS("1:6", "`<=`")],
    ["a: b >= c", CONTAINS("1:6", "`>=`")],
    ["a: b && c", CONTAINS("1:6", "`&&`")],
    ["a: b || c", CONTAINS("1:6", "`||`")],
    ["a: b ?? c", CONTAINS("1:6", "`??`")],
    ["a: b c => d", CONTAINS("1:8", "`=>`")],
    ["a: b ? c : d", CONTAINS("1:6", "`?` and `:`")],
    ["a: b @c(d)", CONTAINS("1:6", "`@c(`")],
    ["a: [b: c]", CONTAINS("1:5", "a key")],
    ["a: { b: c: d }", CONTAINS("1:10", "`:` behind a word")],
    ["a: true &&", CONTAINS("1:9", "`&&` without a second value")],
    ["x: 1\na: x ==", CONTAINS("2:6", "`==` without a second value")],
    ["a: 1 +", CONTAINS("1:6", "`+` without a second value")],
    ["x: 1\na: x * 2 /", CONTAINS("2:10", "`/` without a second value")],
    ['a: 5 > 3 ? "y"', CONTAINS("1:10", "`?` without its `:`")],
    ["a: 2**3", CONTAINS("1:5", "`**`, which is no operator")],
    ["a: 60*60*24", CONTAINS("1:6", "`*` without a space on each side")],
    ["a: [1 2]", CONTAINS("1:5", "two values side by side")],
    ["a: \u201cb\u201d", CONTAINS("1:4", "`\u201c`, which is no quote of TuskLang")],
    ["a: \u2018b\u2019", CONTAINS("1:4", "`\u2018`, which is no quote of TuskLang")],
    ["a: - b", CONTAINS("1:4", "`- ` at its start")],
    ["a:\n  - - b", CONTAINS("2:5", "`- ` at its start")],
  ]);

  reads("is text without the spaces that would make it so", [
    ["a: b==c\nb: b=>c\nc: b&&c\nd: what? no", { a: "b==c", b: "b=>c", c: "b&&c", d: "what? no" }],
    ["a: me@x.org\nb: m@x(y)\nd: [http://x]", { a: "me@x.org", b: "m@x(y)", d: ["http://x"] }],
  ]);

  reads("is text where a sentence or a schedule has the same signs", [
    [
      "a: really ?\nb: grade A +\nc: */5 * * * *\nd: it\u2019s \u201cso\u201d\ne: 1 2",
      { a: "really ?", b: "grade A +", c: "*/5 * * * *", d: "it\u2019s \u201cso\u201d", e: "1 2" },
    ],
  ]);

  reads("is text with a warning if it starts like a key", [
    ["a: b: 1", { a: "b: 1" }, "TSK3008 1:4 `b:` is read as part of a text"],
    ["a:\n  - see http://x: it", { a: ["see http://x: it"] }],
  ]);

  reads("is text with a warning if it is a number or a constant before a `;`", [
    ["a: 80 ; x", { a: "80 ; x" }, "TSK3017 1:7 `;` starts no comment here, so this is text"],
    ["a: true ;x", { a: "true ;x" }, "TSK3017 1:9 `;` starts no comment here, so this is text"],
    ["a: 80;\nb: x ; y\nc: 80;1", { a: 80, b: "x ; y", c: "80;1" }],
  ]);

  it("offers quotes", () => {
    expect(read("a: b == c").diagnostics[0]?.help).toBe('put it in quotes: `"b == c"`');
    expect(read("a:\n  - - 1").diagnostics[0]?.help).toBe(
      'for a list, end this line in front of it and write `- 1` on a line below it; for text, `"- 1"`',
    );
    expect(read("a: [- 1]").diagnostics[0]?.help).toBe('put it in quotes: `"- 1"`');
    expect(read('a: 5" disk').diagnostics[0]?.help).toBe("put it in quotes: `'5\" disk'`");
  });

  it("offers parentheses where they make an expression of names that are known", () => {
    for (const [above, value] of [
      ["port: 1", 'port + @env("X", 1)'],
      ["port: 1", 'port == 1 ? @env("Y","n") : "m"'],
      ["", "true ? [1, 2] : {a: 1}"],
      ["$v: 1", "1 + ${v} + @env('X', 1)"],
    ] as const) {
      const [found] = read(`${above}\na: ${value}`).diagnostics;
      const help = `put an expression in parentheses: \`(${value})\`; put text in quotes`;
      if (found) expect(found, value).toMatchObject({ code: "TSK3001", help });
      expect(read(`${above}\na: (${value})`).findings, value).toEqual([]);
    }
  });

  it("offers quotes alone where a name is unknown or parentheses would be wrong", () => {
    for (const value of ["other + @env(X)", "nothing && @env('A')", "5 == 5 units"])
      expect(read(`a: ${value}`).diagnostics[0]?.help, value).toMatch(/^put it in quotes/);
  });

  it("tells of a refused call in what parentheses would make an expression", () => {
    expect(read('port: 1\na: true && @shell("x")').findings).toEqual([
      "TSK4006 2:12 `@shell` cannot run while a file is being compiled",
    ]);
  });

  it("offers what was likely meant, and that means it", () => {
    const help = (value: string) => read(`a: ${value}`).diagnostics[0]?.help;
    expect(help("\u201cb c\u201d")).toBe('write `"b c"`');
    expect(help("60*60*24")).toBe("write `60 * 60 * 24`, or put the text in quotes");
    expect(help("b: 1")).toBe('write `"b: 1"` for text, or `b:` on a line below');
    for (const text of ['a: "b c"', "a: 60 * 60 * 24", 'a: "b: 1"', "a:\n  b: 1"])
      expect(read(text).findings).toEqual([]);
  });

  it("says which word keeps it from being an expression", () => {
    const found = (text: string) => read(text).diagnostics[0];
    expect(found("debug: true\na: debug ? verbose : info")).toMatchObject({
      notes: ["no key above is called `verbose`"],
      help: 'put it in quotes: `"debug ? verbose : info"`',
    });
    expect(found("$plan: 1\na: plan == 1")).toMatchObject({
      notes: ["no key above is called `plan`"],
      help: "write `$plan` for the variable",
    });
    expect(found("o: { p: 1 }\na: o == 1")?.notes).toEqual(["the key `o` above is an object"]);
    expect(found('cache: 1\nfile: 2\na: b(1) == "files" || false')).toMatchObject({ notes: [] });
  });

  it("offers the key that was misspelt", () => {
    const [found] = read("total: 1\na: totl == 1").diagnostics;
    expect(found?.notes).toEqual(["no key above is called `totl`"]);
    expect(found?.help).toBe("did you mean `total`?");
  });
});

describe("a bare word", () => {
  reads("is text", [["level: 1\na: level\nb: word", { level: 1, a: "level", b: "word" }]]);

  reads("directly under a section names an earlier scalar key of it", [
    ["[s]\nlevel: 1\na: level\nb: other", { s: { level: 1, a: 1, b: "other" } }],
    ["[s]\na: level\nlevel: 1", { s: { a: "level", level: 1 } }],
    ["[s]\nl: [1]\no: { x: 1 }\na: l\nb: o", { s: { l: [1], o: { x: 1 }, a: "l", b: "o" } }],
    [
      "x: 1\n[s]\na: x\nb:\n  c: 1\n  d: c\ne: [a]",
      { x: 1, s: { a: "x", b: { c: 1, d: "c" }, e: ["a"] } },
    ],
  ]);

  refuses(
    "that names one is an error in a checked file",
    [
      [
        "[s]\nlevel: 1\na: level",
        "TSK3004 3:4 `level` is text, or the value of the key `level` above",
      ],
    ],
    true,
  );

  it("that names one can be written as either in a checked file", () => {
    const [found] = read("[s]\nlevel: 1\na: level", true).diagnostics;
    expect(found?.help).toBe('write `"level"` for the text, or `${level}` for the value');
  });
  reads(
    "in quotes or braces is one of the two in a checked file",
    [['[s]\nlevel: 1\na: "level"\nb: ${level}', { s: { level: 1, a: "level", b: 1 } }]],
    true,
  );
});
