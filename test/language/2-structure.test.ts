// Section 2 of the language: keys, blocks, lists, sections, brackets, and what may be said only once.

import { describe, expect, it } from "vitest";
import { printTree } from "../../src/evaluate/export-tree.js";
import { exported, read, reads, refuses } from "../support/language.js";

const COLON = (at: string, key: string) => `TSK1007 ${at} expected ":" after the key "${key}"`;
const UNSPACED = (at: string) =>
  `TSK1038 ${at} this \`-\` has no space behind it, which an item of a list needs`;
const EMPTY = (at: string) => `TSK3002 ${at} there is no value here, which reads as null`;
const DEEPER = (at: string) =>
  `TSK1004 ${at} this line is deeper than the line above, which opens no block`;

describe("keys", () => {
  reads("are letters, digits, `_`, and `-`", [
    ["a-b_C9: 1\n9: 2\n_: 3", { "a-b_C9": 1, "9": 2, _: 3 }],
  ]);

  reads("take `:` and `=` alike, spaces optional", [
    ["a: 1\nb = 2\nc=3\nd :4\ne : 5\nf=  6", { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }],
  ]);

  refuses("take no `==`, `=>`, `:=`, or `::`", [
    ["a == 1", "TSK1011 1:3 `==` does not assign a value"],
    ["a => 1", "TSK1011 1:3 `=>` does not assign a value"],
    ["a := 1", "TSK1011 1:3 `:=` does not assign a value"],
    ["a:: 1", "TSK1011 1:2 `::` does not assign a value"],
    ["a: { b == 1 }", "TSK1011 1:8 `==` does not assign a value"],
    ["a === 1", "TSK1011 1:3 `===` does not assign a value"],
    ["a >= 1", "TSK1011 1:3 `>=` does not assign a value"],
    ["a += 1", "TSK1011 1:3 `+=` does not assign a value"],
    ["a||=1", "TSK1011 1:2 `||=` does not assign a value"],
    ['"a" ??= 1', "TSK1011 1:5 `??=` does not assign a value"],
  ]);

  refuses("need what assigns, and quotes when they are not bare", [
    ["a 1", COLON("1:2", "a")],
    ["a", COLON("1:2", "a")],
    ["a: { b 1 }", COLON("1:7", "b")],
    ["a b: 1", "TSK1021 1:1 the key `a b` needs quotes"],
    ["a(b: 1", "TSK1021 1:1 the key `a(b` needs quotes"],
    ["A::B::C: 1", "TSK1021 1:1 the key `A::B::C` needs quotes"],
    ["A::B = 1", "TSK1021 1:1 the key `A::B` needs quotes"],
    ["-: 1", "TSK1024 1:1 `-` has no meaning here"],
  ]);

  reads("nest by their dots when bare, never when quoted", [
    ["a.b = 1\na.c.d = 2", { a: { b: 1, c: { d: 2 } } }],
    ['"a.b": 1\n"quoted key": 2\n\'x y\' = 3', { "a.b": 1, "quoted key": 2, "x y": 3 }],
    ["a: { b.c: 1 }\nd:\n  - e.f: 2", { a: { b: { c: 1 } }, d: [{ e: { f: 2 } }] }],
  ]);

  reads("without a value are null, with a warning", [
    ["a:\nb: 1", { a: null, b: 1 }, EMPTY("1:2")],
    ["a:\n  -\n  - 1", { a: [null, 1] }, EMPTY("2:3")],
    ["a =", { a: null }, EMPTY("1:3")],
  ]);

  reads("may end their statement by `,` or `;`", [
    ['a: 1,\nb: "x";\nc: x,\nd: [1],\ne { f: 1 };', { a: 1, b: "x", c: "x", d: [1], e: { f: 1 } }],
  ]);

  it("keep the order of the file", () => {
    const { tree } = read("b: 1\n2: 1\na: 1\n1: 1");
    expect(printTree(tree, {})).toBe('{\n  "b": 1,\n  "2": 1,\n  "a": 1,\n  "1": 1\n}\n');
  });
});

describe("statements", () => {
  refuses("end by one separator", [
    ["a: 1,,", "TSK1030 1:6 this `,` separates nothing"],
    [
      "a: 1;; # c\nb: x;,\n",
      "TSK1030 1:6 this `;` separates nothing",
      "TSK1030 2:6 this `,` separates nothing",
    ],
    ["a: [1], ;,", "TSK1030 1:9 this `;,` separates nothing"],
    ["x: 1\na: x + 1,,", "TSK1030 2:10 this `,` separates nothing"],
    ["a:\n  - 1,,", "TSK1030 2:7 this `,` separates nothing"],
  ]);

  reads("hold separators in front of more text as part of it", [
    ["a: 1,, b\nb: x; y,", { a: "1,, b", b: "x; y" }],
  ]);
});

describe("blocks", () => {
  reads("take their column from their first line", [
    ["a:\n  b: 1\n  c: 2\nd: 3", { a: { b: 1, c: 2 }, d: 3 }],
    ["a:\n      b:\n       c: 1\n      d: 2\ne:\n f: 3", { a: { b: { c: 1 }, d: 2 }, e: { f: 3 } }],
    ["a =\n  b: 1", { a: { b: 1 } }],
  ]);

  refuses("are left to an open column only", [
    ["a:\n    b: 1\n  c: 2", "TSK1003 3:3 this line starts at column 3, where no block is open"],
    [
      "a:\n  b:\n    c: 1\n   d: 1\ne: 1",
      "TSK1003 4:4 this line starts at column 4, where no block is open",
    ],
  ]);

  it("take a line between two columns for one of the nearest block", () => {
    const open = "a:\n    b:\n        c: 1\n";
    const rows: readonly (readonly [text: string, tree: unknown])[] = [
      [`${open}     d: 2`, { a: { b: { c: 1 }, d: 2 } }],
      [`${open} d: 2`, { a: { b: { c: 1 } }, d: 2 }],
      [`${open}       d: 2`, { a: { b: { c: 1, d: 2 } } }],
      [`${open}   - 2\n`, { a: { b: { c: 1 } } }],
      ["a:\n  - 1\n - 2", { a: [1, 2] }],
    ];
    for (const [text, tree] of rows) {
      const reading = read(text);
      expect(reading.findings, text).toHaveLength(1);
      expect(exported(reading), text).toEqual(tree);
    }
  });

  it("take a line as near to two columns for what its value suggests", () => {
    const open = "a:\n  b:\n    c: 1\n";
    expect(exported(read(`${open}   d: 2`))).toEqual({ a: { b: { c: 1, d: 2 } } });
    expect(exported(read(`${open}   d:\n     e: 2`))).toEqual({ a: { b: { c: 1 }, d: { e: 2 } } });
    expect(read(`${open}   d:\n     e: 2`).diagnostics[0]?.help).toBe(
      "remove 1 space to put `d` next to `b`, or add 1 space to put it next to `c`",
    );
  });

  refuses("cannot leave their section, which costs one error however much follows", [
    [
      "[a]\n  b: 1\nc:\n  d: 1\ne:\n  f: 1",
      "TSK1003 3:1 this line starts at column 1, where no block is open",
    ],
  ]);

  refuses("are opened by a key alone", [
    ["a: 1\n  b: 2", DEEPER("2:3")],
    ["a:\n  b: 1\n    c: 2", DEEPER("3:5")],
    ['a: "x"\n  y', DEEPER("2:3")],
  ]);
});

describe("lists", () => {
  reads("stand deeper than their key or level with it", [
    ["a:\n  - 1\n  - x\nb:\n- 1\n- 2\nc: 3", { a: [1, "x"], b: [1, 2], c: 3 }],
    ["a:\n  b:\n  - 1\n  c: 2", { a: { b: [1], c: 2 } }],
  ]);

  reads("have objects whose keys align with the first one", [
    ["a:\n  - k: v\n    l:\n      m: 1\n  - k = 2", { a: [{ k: "v", l: { m: 1 } }, { k: 2 }] }],
    ["a:\n-   k: 1\n    l: 2", { a: [{ k: 1, l: 2 }] }],
    ["a:\n  - k:\n      - 1\n    l: 2", { a: [{ k: [1], l: 2 }] }],
  ]);

  reads("have objects whose first key has an object in brackets, on one line or over more", [
    [
      "a:\n  - i { j: 1 }\n    k: 2\n  - i{ j = 1 },\n  - x",
      { a: [{ i: { j: 1 }, k: 2 }, { i: { j: 1 } }, "x"] },
    ],
    ['a:\n  - i {}\n  - k.l { "m": 1 } # c', { a: [{ i: {} }, { k: { l: { m: 1 } } }] }],
    [
      'a:\n  - "k" { j { l: 1 } }\n  - i { j: 1,\n k: 2 }',
      { a: [{ k: { j: { l: 1 } } }, { i: { j: 1, k: 2 } }] },
    ],
    ["a:\n  - g > # c\n\n      b: 1\n  <\n    c: 2", { a: [{ g: { b: 1 }, c: 2 }] }],
  ]);

  reads(
    "take an item for text when what is in its braces is no member, or something follows them",
    [
      [
        "a:\n  - Hello {name}\n  - GET {id: int}/x\n  - g >\n  - h",
        { a: ["Hello {name}", "GET {id: int}/x", "g >", "h"] },
      ],
    ],
  );

  reads("take an item for text when no white space follows its separator", [
    ["a:\n  - A=b\n  - http://x\n  - k:v", { a: ["A=b", "http://x", "k:v"] }],
  ]);

  reads("give the deeper lines to a `-` alone", [
    ["a:\n  -\n    k: 1\n    l: 2\n  -\n    - 1\n    - 2", { a: [{ k: 1, l: 2 }, [1, 2]] }],
  ]);

  reads("hold every form of value", [
    ['a:\n  - [1, 2]\n  - { b: 1 }\n  - |\n    x\n  - "y"', { a: [[1, 2], { b: 1 }, "x", "y"] }],
  ]);

  refuses("need a space behind their `-`, which costs one error a line", [
    ["a:\n  -x\n  -  y", UNSPACED("2:3")],
    ["a:\n  - x\n  -y # c\n  - z", UNSPACED("3:3")],
    ['a:\n-x\n-"y z"', UNSPACED("2:1"), UNSPACED("3:1")],
    ["-x", COLON("1:3", "-x")],
  ]);

  reads("leave keys that start with `-` alone", [
    ["a:\n  -x: 1\n  -y=2", { a: { "-x": 1, "-y": 2 } }],
  ]);

  refuses("have a key, and no keys among their items", [
    ["- 1\n- 2", "TSK1022 1:1 this list has no key"],
    ["a: 1\n- 2", "TSK1022 2:1 this list item stands among keys"],
    ["a:\n  - 1\n  b: 2", "TSK1022 3:3 this line stands among list items and is none"],
  ]);
});

describe("sections", () => {
  reads("hold until the next header, and their dots nest", [
    ["z: 0\n[a]\nx: 1\n[a.b]\ny: 2\n[c]\nz: 3", { z: 0, a: { x: 1, b: { y: 2 } }, c: { z: 3 } }],
    ["[a]\n[b.c]", { a: {}, b: { c: {} } }],
  ]);

  reads("end every open block, and hold the blocks after them", [
    ["a:\n  b:\n    c: 1\n[s]\nd:\n  e: 1\nf: 2", { a: { b: { c: 1 } }, s: { d: { e: 1 }, f: 2 } }],
  ]);

  reads("stand at any column, and their statements at another", [
    ["  [a]\n      x: 1\n [b]\n  y:\n   z: 1\n  w: 2", { a: { x: 1 }, b: { y: { z: 1 }, w: 2 } }],
  ]);

  reads("merge when they are repeated, with a warning", [
    [
      "[a]\nx: 1\n[b]\n[a]\ny: 2",
      { a: { x: 1, y: 2 }, b: {} },
      "TSK2003 4:1 the section `[a]` is opened again",
    ],
  ]);

  refuses("are named between `[` and `]`, with nothing behind", [
    ["[a\nb: 1", "TSK1027 1:1 this section header has no closing `]`"],
    ["[a] b\nc: 1", "TSK1018 1:5 nothing may follow a section header on its line"],
  ]);
});

describe("brackets", () => {
  reads("hold objects, over lines or on one, with or without a separator before them", [
    ["a {\n  b: 1\n}\nc: {\n  d: 1\n}\ne = { f: 1 }", { a: { b: 1 }, c: { d: 1 }, e: { f: 1 } }],
    ["a { }\nb: {}\nc: {\n}", { a: {}, b: {}, c: {} }],
  ]);

  reads("end members at a line break, `,`, or `;`", [
    ["a: { b: 1, c: 2; d: 3 }", { a: { b: 1, c: 2, d: 3 } }],
    ["a: {\n  b: 1,\n  c: 2;\n  d: 3\n  e: 4,\n}", { a: { b: 1, c: 2, d: 3, e: 4 } }],
  ]);

  reads("give indentation no meaning", [
    ["a {\nb: 1\n        c: 2\n   d {\n e: 3 }\n}\nf: 4", { a: { b: 1, c: 2, d: { e: 3 } }, f: 4 }],
  ]);

  refuses("hold no blocks, items, headers, or empty keys", [
    ["a: {\n  b:\n    c: 1\n}", "TSK1017 2:3 the key `b` has no value"],
    ["a: { b: }", "TSK1017 1:6 the key `b` has no value"],
    ["a: {\n  - x\n}", "TSK1025 2:3 a `- item` line has no place inside brackets"],
    [
      "a: {\n  [x]\n}",
      "TSK1025 2:3 a section header or list without a key has no place inside brackets",
    ],
  ]);

  reads("may be `key >` and `<`, each ending its line", [
    ["a >\n  b: 1\n  c >\n    d: 2\n  <\n<\ne: 3", { a: { b: 1, c: { d: 2 } }, e: 3 }],
    ["a >\nb: 1, c: 2\n    <", { a: { b: 1, c: 2 } }],
  ]);

  reads("hold arrays, separated by commas or line breaks, a trailing comma allowed", [
    ["a: [1, 2]\nb: []\nc: [\n  1\n  2,\n  3\n]", { a: [1, 2], b: [], c: [1, 2, 3] }],
    ["a: [\n  1, 2,\n]\nb: [[1], { c: 2 },]", { a: [1, 2], b: [[1], { c: 2 }] }],
  ]);

  refuses("separate by one separator at a time", [
    ["a: [1,, 2]", "TSK1030 1:7 this `,` separates nothing"],
    ["a: { , b: 1 }", "TSK1030 1:6 this `,` separates nothing"],
    ["a: { ; b: 1 }", "TSK1030 1:6 this `;` separates nothing"],
    ["a: { ; x\n  c: 1\n}", "TSK1030 1:6 this `;` separates nothing"],
    ['a: ["x" "y"]', "TSK1029 1:9 two values stand side by side without a separator"],
    ["a: [{x: 1} {y: 2}]", "TSK1029 1:12 two values stand side by side without a separator"],
    ["a: [[1]\t{y: 2}, 3]", "TSK1029 1:9 two values stand side by side without a separator"],
    ["a: [1; 2]", "TSK1037 1:6 a `;` does not separate the items of a list"],
  ]);

  it("leave it to the writer whether two texts are two items or one", () => {
    for (const text of [`a: ["x" "y"]`, `a: ["x" 'y']`])
      expect(read(text).diagnostics[0]?.fix, text).toMatchObject({ title: "add `,`", safe: false });
    expect(read("a: [[1] [2]]").diagnostics[0]?.fix?.safe).toBe(true);
  });

  reads("may hold the whole file", [
    ['{ "a": 1, b: [1] }', { a: 1, b: [1] }],
    ['// x\n{\n  "a": { "b.c": null },\n  "d": true\n}\n', { a: { "b.c": null }, d: true }],
  ]);
  refuses("that hold the whole file have nothing behind them", [
    ["{ a: 1 }\nb: 2", "TSK1026 2:1 nothing may follow a file that is one `{ ... }`"],
  ]);

  refuses("open on their key's line", [
    ["a:\n  [1]", "TSK1012 2:3 this `[` belongs on the line of its key"],
    ["a: 1\n{ b: 1 }", "TSK1012 2:1 this `{` belongs on the line of its key"],
    ["a:\n{\n  b: 1\n}", "TSK1012 2:1 this `{` belongs on the line of its key"],
    ["a: # c\n\n{ b: 1 }", "TSK1012 3:1 this `{` belongs on the line of its key"],
    [
      "a:\n[\n  1\n]",
      "TSK1028 2:1 a line that starts with `[` is a section header, and this is none",
    ],
    ["a:\nb == 1", EMPTY("1:2"), "TSK1011 2:3 `==` does not assign a value"],
  ]);
  reads("at a line's start are a header even behind an empty key", [
    ["a:\n[b]\nc: 1", { a: null, b: { c: 1 } }, EMPTY("1:2")],
  ]);
});

describe("a value below its key", () => {
  const BELOW = (at: string) => `TSK1035 ${at} this value is not on the line of its key`;
  const LINES = (at: string, lines: number) =>
    `TSK1035 ${at} these ${lines} lines are the block of a key, and none of them has a key`;

  refuses("is an error, and so is text over lines", [
    ['a:\n  "b"\nc: 1', BELOW("2:3")],
    ["a:\n  5 # c\nd: 1", BELOW("2:3")],
    ["a:\n  b:\n    true\n  c: 1", BELOW("3:5")],
    ["a:\n  three words here", BELOW("2:3")],
    ["a:\n  three words here\n    and\n\n  # c\n  two more\nb: 1", LINES("2:3", 3)],
    ['a:\n  "b"\n  "c"\nd: 1', LINES("2:3", 2)],
    ['a =\n  b.c &&\n  d >= 1 &&\n  e == "f"\ng: 1', LINES("2:3", 3)],
  ]);

  refuses("is told from keys whose separator is missing", [
    ['a:\n  b "c"', COLON("2:4", "b")],
    ["a:\n  b", COLON("2:4", "b")],
    ["a:\n  b c\n  d e", COLON("2:4", "b"), COLON("3:4", "d")],
    ["a:\n  three words here\n  b: 1", COLON("2:8", "three")],
    ["a:\n  5\n    b: 1", COLON("2:4", "5")],
    ['"a"\nb: 1', COLON("1:4", "a")],
    [
      'a:\n  b: "c" +\n    "d"\n  e: 1',
      "TSK1034 2:10 this expression goes on behind the end of its line",
    ],
  ]);

  reads("is told from items and keys, whatever stands at the end of their lines", [
    ["a:\n  - 0 3 * * *\n  - b +", { a: ["0 3 * * *", "b +"] }],
    ["a:\n  b: 0 3 * * *\n  c: d +", { a: { b: "0 3 * * *", c: "d +" } }],
  ]);

  it("can be put behind its key, and text be told what it is", () => {
    const found = (text: string) => read(text).diagnostics[0];
    const value = found('a:\n  "b"');
    expect(value?.help).toBe('write `a: "b"`');
    expect(value?.fix).toMatchObject({
      safe: true,
      edits: [{ span: { start: 2, end: 5 }, insert: " " }],
    });
    expect(found("a: # why\n  5")?.fix).toBeUndefined();
    expect(found("a:\n  three words here")?.fix).toBeUndefined();
    expect(found("a:\n  three words here\n  and more")?.help).toBe(
      "for text over lines, write `a: |` above it",
    );
    expect(found("a:\n  b ||\n  c")?.help).toBe(
      "for an expression, write `a: (` above it and `)` below",
    );
    expect(found("a:\n  1\n  2")?.help).toBe("for a list, write `- ` in front of each");
  });

  it("offers no colon within a sentence without asking", () => {
    expect(read("a long sentence").diagnostics[0]?.fix?.safe).toBe(false);
    expect(read(`backend "sidekiq"`).diagnostics[0]?.fix?.safe).toBe(true);
  });
});

describe("forms of other languages", () => {
  refuses("are named, and what belongs to them costs no second error", [
    ["[a:b]\nx: 1", "TSK1010 1:1 a section that inherits is not a form of TuskLang"],
    ["[a/b]\nx: 1", "TSK1010 1:1 a section name with `/` is not a form of TuskLang"],
    ["[[a]]\nx: 1", "TSK1010 1:1 a list of tables (`[[name]]`) is not a form of TuskLang"],
    ["<a>\n  <b>1</b>\n</a>", "TSK1010 1:1 an XML element is not a form of TuskLang"],
    ['route "/" {\n  x: 1\n}', "TSK1010 1:7 a block with a label is not a form of TuskLang"],
    [
      'route "/ # x" { // y\n  x: 1\n}\na: 1',
      "TSK1010 1:7 a block with a label is not a form of TuskLang",
    ],
    ["class X\n{\n  y z\n}\na: 1", "TSK1010 1:7 a block with a label is not a form of TuskLang"],
    ["a: <<X\nb ? c\nX", "TSK1010 1:4 a heredoc (`<<NAME`) is not a form of TuskLang"],
    [
      "a: <<<\n  b ? c\n    d\n>>>\ne: 1",
      "TSK1010 1:4 a heredoc (`<<NAME`) is not a form of TuskLang",
    ],
    ["a: { ...b, c: 1 }", "TSK1010 1:6 copying by `...` is not a form of TuskLang"],
    [
      "a: {\n  ...f({ b: 1 }, [2])\n  c: 1\n}",
      "TSK1010 2:3 copying by `...` is not a form of TuskLang",
    ],
    ['a: ["b", ...c]', "TSK1010 1:10 copying by `...` is not a form of TuskLang"],
    ["a: `b`", "TSK1010 1:4 text in back quotes is not a form of TuskLang"],
    ["`b`\na: 1", "TSK1010 1:1 text in back quotes is not a form of TuskLang"],
    ["a: { `b`, c: 1 }", "TSK1010 1:6 text in back quotes is not a form of TuskLang"],
    [
      "h: <<A\ni: <<B\n  x y {\n  B\nj: 1",
      "TSK1010 1:4 a heredoc (`<<NAME`) is not a form of TuskLang",
      "TSK1010 2:4 a heredoc (`<<NAME`) is not a form of TuskLang",
    ],
    [
      'route "a" {\n  x: 1\nb:\n  route "c" {\n    y z\n  }\n  d: 1',
      "TSK1010 1:7 a block with a label is not a form of TuskLang",
      "TSK1010 4:9 a block with a label is not a form of TuskLang",
    ],
    [
      "<a>\n<c>\n  x y {\n</c>\nj: 1",
      "TSK1010 1:1 an XML element is not a form of TuskLang",
      "TSK1010 2:1 an XML element is not a form of TuskLang",
    ],
    ["a: >\n  one\n  two", "TSK1010 1:4 `>` behind a colon is not a form of TuskLang"],
    ["a: |-\n  one\n  two", "TSK1010 1:4 this block of text is not a form of TuskLang"],
  ]);

  it("come with the form that is read here", () => {
    for (const text of ["[a:b]", "[[a]]", "<a>\n</a>", 'r "/" {\n}', "a: <<X\nX", "a: `b`", "a: >"])
      expect(read(text).diagnostics[0]?.help, text).toMatch(/`/);
  });
});

describe("saying things twice", () => {
  reads("adds to an object by headers and dotted keys", [
    ["a.b: 1\n[a]\nc: 2\n[a.d]\ne: 3", { a: { b: 1, c: 2, d: { e: 3 } } }],
    ["a:\n  b: 1\na.c: 2", { a: { b: 1, c: 2 } }],
    ["[a.b]\nx: 1\n[a]\ny: 2", { a: { b: { x: 1 }, y: 2 } }],
  ]);

  refuses("is an error for a key of one object", [
    ["a: 1\na: 2", "TSK2001 2:1 the key `a` is already there"],
    ["a: { b: 1, b: 2 }", "TSK2001 1:12 the key `b` is already there"],
    ['a: 1\n"a": 2', "TSK2001 2:1 the key `a` is already there"],
    ["a.b: 1\na: 2", "TSK2001 2:1 the key `a` is already there"],
    ["a:\n  b: 1\na:\n  c: 1", "TSK2001 3:1 the key `a` is already there"],
    [
      "[a]\nb: 1\n[c]\n[a]\nb: 2",
      "TSK2003 4:1 the section `[a]` is opened again",
      "TSK2001 5:1 the key `b` is already there",
    ],
  ]);

  refuses("is an error for a scalar and a block at one path", [
    ["auth = 1\n[auth.x]\ny: 1", "TSK2002 2:2 `auth` is a number and cannot have keys"],
    ["auth: x\nauth.y: 1", "TSK2002 2:1 `auth` is text and cannot have keys"],
    ["auth: [1]\n[auth]\ny: 1", "TSK2002 2:2 `auth` is a list and cannot have keys"],
  ]);

  it("shows both places", () => {
    for (const text of ["b: 0\na: 1\na: 2", "b: 0\na: 1\n[a.b]\nc: 1"]) {
      const { source, diagnostics } = read(text);
      const lines = diagnostics.flatMap(({ related }) =>
        related.map(({ span }) => source.position(span.start).line),
      );
      expect(lines, text).toEqual([2]);
    }
  });

  it("holds `__proto__` for an ordinary key that reaches no prototype", () => {
    const texts = [
      "__proto__:\n  a: 1",
      "[__proto__]\na: 1",
      "__proto__.a: 1",
      '"__proto__" { a: 1 }',
    ];
    for (const text of texts) {
      expect(printTree(read(text).tree, {}), text).toBe(
        '{\n  "__proto__": {\n    "a": 1\n  }\n}\n',
      );
      expect(Reflect.get({}, "a")).toBeUndefined();
    }
  });
});
