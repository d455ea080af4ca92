// Why: section 5 of the language, its imports: what another file adds, which of two values wins, and what
// cannot be imported.

import { describe, expect, it, vi } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { noFiles } from "../../src/evaluate/imports/files.js";
import { MOST_IMPORTS } from "../../src/evaluate/imports/load.js";
import { readFile } from "../../src/evaluate/read-tree.js";
import { SourceFile } from "../../src/source/source.js";
import { type Project, projectOf, readProject } from "../support/files.js";

/** Each project reads as the tree, and nothing is said about it. */
function reads(rule: string, rows: readonly (readonly [project: Project, tree: unknown])[]): void {
  it(rule, () => {
    for (const [project, tree] of rows) {
      const reading = readProject(project);
      expect(reading.findings, JSON.stringify(project)).toEqual([]);
      expect(reading.tree, JSON.stringify(project)).toEqual(tree);
    }
  });
}

/** Exactly this is said about each project. */
function refuses(
  rule: string,
  rows: readonly (readonly [project: Project, ...findings: string[]])[],
): void {
  it(rule, () => {
    for (const [project, ...findings] of rows)
      expect(readProject(project).findings, JSON.stringify(project)).toEqual(findings);
  });
}

describe("`@import` as a value", () => {
  reads("is the tree of the file", [
    [
      { "a.tusk": 'db: @import "db.tusk"', "db.tusk": "[main]\nhost: h\n\n[spare]\nhost: i" },
      { db: { main: { host: "h" }, spare: { host: "i" } } },
    ],
    [{ a: "x: [ @import 'b', @import(\"b\") ]", b: "y: 1" }, { x: [{ y: 1 }, { y: 1 }] }],
    [{ a: 'x = { y: @import "b" }', b: '{ "z": [1, 2] }' }, { x: { y: { z: [1, 2] } } }],
    [{ a: 'x:\n- @import "b"\n- 2', b: "y: 1" }, { x: [{ y: 1 }, 2] }],
    [{ a: 'x: @if(true, @import "b", 1)', b: "y: 1" }, { x: { y: 1 } }],
  ]);

  reads("is looked into like any other object", [
    [{ a: '$b: @import "b"\nx: $b.y.z', b: "y: { z: 1 }" }, { x: 1 }],
    [
      { a: 'b: @import "b"\nx: "${b.y.z}"', b: "y: { z: 1 }" },
      { b: { y: { z: 1 } }, x: "1" },
    ],
    [{ a: 'x: @import("b").y.z', b: "y: { z: 1 }" }, { x: 1 }],
    [{ a: 'x: (@import "b")["y"]', b: "y: 2" }, { x: 2 }],
  ]);

  reads("leaves the variables of the file where they are", [
    [
      { a: '$v: 1\nb: @import "b"\nx: $v', b: "$v: 2\ny: $v" },
      { b: { y: 2 }, x: 1 },
    ],
  ]);

  refuses("gives no variable", [
    [
      { a: 'b: @import "b"\nx: $v', b: "$v: 2" },
      "a:2:4 TSK3101 the variable `$v` is not declared above",
    ],
  ]);

  reads("has keys that give way to those that the file adds", [
    [{ a: 'b: @import "b"\nb.y = 2', b: "y: 1\nz: 1" }, { b: { y: 2, z: 1 } }],
    [{ a: 'b: @import "b"\n[b]\ny: 2', b: "y: 1\nz: 1" }, { b: { y: 2, z: 1 } }],
  ]);

  it("does not grow with another place that it is used in", () => {
    const b = 'x: @import "c"\ny: @import "c"\nx.k = 1';
    expect(readProject({ b, c: "z: 1" }).tree).toEqual({ x: { z: 1, k: 1 }, y: { z: 1 } });
  });

  reads("is text inside quotes, where only what is read at run time is a call", [
    [{ a: "x: \"@import('b')\"", b: "y: 1" }, { x: "@import('b')" }],
  ]);
});

describe("`@import` as a statement", () => {
  reads("adds the keys of the file to the object that it stands in", [
    [
      { a: '@import "b"', b: "x: 1\ny: { z: 2 }" },
      { x: 1, y: { z: 2 } },
    ],
    [
      { a: '@import "b";\nx: 1', b: "y: 1" },
      { y: 1, x: 1 },
    ],
    [{ a: '[s]\n@import "b"\nx: 1', b: "y: 1\n[t]\nz: 1" }, { s: { y: 1, t: { z: 1 }, x: 1 } }],
    [
      { a: 's:\n  @import "b"\n  x: 1\nw: 1', b: "y: 1" },
      { s: { y: 1, x: 1 }, w: 1 },
    ],
    [{ a: 's { @import "b", x: 1 }', b: "y: 1" }, { s: { y: 1, x: 1 } }],
    [
      { a: '{\n  @import "b"\n  "x": 1\n}', b: "y: 1" },
      { y: 1, x: 1 },
    ],
    [{ a: 's:\n  - k: 1\n    @import "b"', b: "y: 1" }, { s: [{ k: 1, y: 1 }] }],
  ]);

  reads("is called `@include` too, and takes parentheses", [
    [{ a: '@include "b"', b: "x: 1" }, { x: 1 }],
    [
      { a: "@include('b')\n@import( 'c' )", b: "x: 1", c: "y: 1" },
      { x: 1, y: 1 },
    ],
  ]);

  reads("gives its variables from there on, to the end of the file", [
    [
      { a: '@import "b"\nx: $v\n[s]\ny: "${v}"', b: "$v: 1" },
      { x: 1, s: { y: "1" } },
    ],
    [
      { a: 's:\n  @import "b"\nx: $v', b: "$v: 1" },
      { s: {}, x: 1 },
    ],
    [{ a: '@import "b"\nx: $v', b: '@import "c"', c: "$v: 1" }, { x: 1 }],
  ]);

  refuses("gives no variable above itself", [
    [
      { a: 'x: $v\n@import "b"', b: "$v: 1" },
      "a:1:4 TSK3101 the variable `$v` is not declared above",
    ],
  ]);

  refuses("gives the imported file nothing: it sees its own names and what it imports", [
    [
      { a: '$v: 1\nk: 1\n@import "b"', b: "x: $v\ny: ${k}" },
      "b:1:4 TSK3101 the variable `$v` is not declared above",
      "b:2:4 TSK3102 nothing above is called `k`",
    ],
  ]);

  reads("gives keys that later lines refer to", [
    [
      { a: '@import "b"\nx: ${y.z}', b: "y: { z: 1 }" },
      { y: { z: 1 }, x: 1 },
    ],
    [{ a: '[s]\n@import "b"\nx: total * 2', b: "total: 2" }, { s: { total: 2, x: 4 } }],
  ]);
});

describe("an import with something behind it", () => {
  it("is one error, and brings what it imports all the same", () => {
    for (const a of ['@import "b.tsk" x\nk: $v', 'z: {\n  @import "b.tsk" x\n}\nk: $v'])
      expect(readProject({ a, "b.tsk": "$v: 1\n" }).findings, a).toHaveLength(1);
  });
});

describe("where several files say something", () => {
  reads("the importer wins, in whatever order", [
    [
      { a: '@import "b"\nx: 1', b: "x: 2\ny: 2" },
      { x: 1, y: 2 },
    ],
    [
      { a: 'x: 1\n@import "b"', b: "x: 2\ny: 2" },
      { x: 1, y: 2 },
    ],
    [{ a: '@import "b"\nx: null', b: "x: 2" }, { x: null }],
    [{ a: '@import "b"\nx: [1]', b: "x: [2, 3]" }, { x: [1] }],
    [{ a: '@import "b"\nx: 1', b: "x: { y: 2 }" }, { x: 1 }],
    [{ a: '@import "b"\nx: { y: 1 }', b: "x: 2" }, { x: { y: 1 } }],
    [{ a: 'x: { y: 1 }\n@import "b"', b: "x: 2" }, { x: { y: 1 } }],
    [{ a: '@import "b"\n[x]\ny: 1', b: "x: 2" }, { x: { y: 1 } }],
    [{ a: '@import "b"\nx.y = 1', b: "x: 2" }, { x: { y: 1 } }],
  ]);

  const base = "q:\n  a: 2\n  b:\n    c: 2\n    d: 2";
  const merged = { q: { a: 2, b: { c: 2, d: 1 } } };
  reads("objects are merged key by key, in every form", [
    [{ a: '@import "b"\nq:\n  b:\n    d: 1', b: base }, merged],
    [{ a: 'q:\n  b:\n    d: 1\n@import "b"', b: base }, merged],
    [{ a: '@import "b"\nq { b { d: 1 } }', b: base }, merged],
    [{ a: '@import "b"\nq.b.d = 1', b: base }, merged],
    [{ a: 'q.b.d = 1\n@import "b"', b: base }, merged],
    [{ a: '@import "b"\n[q.b]\nd: 1', b: base }, merged],
    [{ a: '@import "b"\n$b: { d: 1 }\nq.b = $b', b: base }, merged],
    [{ a: '@import "b"\nq: @import "c"', b: base, c: "b: { d: 1 }" }, merged],
  ]);

  reads("a later import wins over an earlier one", [
    [
      { a: '@import "b"\n@import "c"', b: "x: 1\ny: 1", c: "x: 2" },
      { x: 2, y: 1 },
    ],
    [
      { a: '@import "b"\n@import "c"', b: "x: { y: 1, z: 1 }", c: "x: { z: 2 }" },
      { x: { y: 1, z: 2 } },
    ],
    [{ a: '@import "b"\n@import "c"', b: "x: { y: 1 }", c: "x: 2" }, { x: 2 }],
    [{ a: '@import "b"\n@import "c"\nr: $v', b: "$v: 1", c: "$v: 2" }, { r: 2 }],
    [
      {
        a: '@import "b"\nx: { z: 3 }\n@import "c"',
        b: "x: { y: 1, z: 1 }",
        c: "x: { y: 2, z: 2 }",
      },
      { x: { y: 2, z: 3 } },
    ],
  ]);

  reads("a variable that the file declares itself stays, whichever stands first", [
    [{ a: '$v: 1\n@import "b"\nx: $v', b: "$v: 2" }, { x: 1 }],
    [{ a: '@import "b"\n$v: 1\nx: $v', b: "$v: 2" }, { x: 1 }],
    [
      { a: '@import "b"\nx: $v\n$v: 1\ny: $v', b: "$v: 2" },
      { x: 2, y: 1 },
    ],
  ]);

  it("keys stand where they were first", () => {
    const { keys } = readProject({ a: 'x: 1\n@import "b"\nz: 1\ny: 1', b: "y: 2\nx: 2" });
    expect(keys).toEqual(["x", "y", "z"]);
  });

  it("an imported object stays as it is for others that import it", () => {
    const a = '@import "b"\nq.x = 1\ncopy: @import "b"';
    expect(readProject({ a, b: "q: { x: 2 }" }).tree).toEqual({
      q: { x: 1 },
      copy: { q: { x: 2 } },
    });
  });

  refuses("a key that the file itself has twice is still an error", [
    [{ a: '@import "b"\nx: 1\nx: 3', b: "x: 2" }, "a:3:1 TSK2001 the key `x` is already there"],
    [
      { a: 'x: 1\n@import "b"\n[x.y]\nz: 1', b: "x: 2" },
      "a:3:2 TSK2002 `x` is a number and cannot have keys",
    ],
  ]);
});

describe("`@NAME.tsk.get`", () => {
  reads("is one value of NAME.tsk or NAME.tusk", [
    [{ a: 'x: @b.tsk.get("y")', "b.tsk": "y: 1" }, { x: 1 }],
    [{ a: "x: @b.tsk.get('y.z')", "b.tusk": "y: { z: [1] }" }, { x: [1] }],
    [{ a: 'x: @b.c.tsk.get("y")', "b.c.tsk": "y: 1" }, { x: 1 }],
    [{ a: 'x: @b.tsk.get("y") + 1', "b.tsk": "y: 1" }, { x: 2 }],
    [{ "d/a": 'x: @b.tsk.get("y")', "d/b.tsk": "y: 1", "b.tsk": "y: 2" }, { x: 1 }],
  ]);

  refuses("names a file that is there once, and a key that is there", [
    [
      { a: 'x: @b.tsk.get("y")', "bb.tsk": "" },
      "a:1:4 TSK4013 there is no file `b.tsk` or `b.tusk`",
    ],
    [
      { a: 'x: @b.tsk.get("y")', "b.tsk": "y: 1", "b.tusk": "y: 1" },
      "a:1:4 TSK4018 this may be `b.tsk` or `b.tusk`: both are there",
    ],
    [
      { a: 'x: @b.tsk.get("y.z")', "b.tsk": "y: { zz: 1 }" },
      "a:1:15 TSK4019 `b.tsk` has no value `y.z`",
    ],
    [{ a: 'x: @b.tsk.get("y.z")', "b.tsk": "y: 1" }, "a:1:15 TSK4019 `b.tsk` has no value `y.z`"],
  ]);

  refuses("takes its keys as plain text and stands behind a key", [
    [
      { a: "x: @b.tsk.get()", "b.tsk": "y: 1" },
      "a:1:4 TSK4001 `@b.tsk.get` takes the keys that lead to a value, as plain text in quotes",
    ],
    [
      { a: '$k: "y"\nx: @b.tsk.get($k)', "b.tsk": "y: 1" },
      "a:2:4 TSK4001 `@b.tsk.get` takes the keys that lead to a value, as plain text in quotes",
    ],
    [
      { a: '@b.tsk.get("y")', "b.tsk": "y: 1" },
      "a:1:1 TSK4009 `@b.tsk.get` stands on a line of its own, and a line needs a key",
    ],
  ]);
});

describe("the path of an import", () => {
  reads("starts from the folder of the file that imports", [
    [
      {
        "c/a": '@import "p/b"',
        "c/p/b": '@import "../d"\n@import "../../e"',
        "c/d": "x: 1",
        e: "y: 1",
      },
      { x: 1, y: 1 },
    ],
    [{ a: '@import "./b"', b: "x: 1" }, { x: 1 }],
  ]);

  refuses("never leads out of the project", [
    [{ "c/a": '@import "../../b"' }, "c/a:1:9 TSK4014 `../../b` leads out of the project"],
  ]);

  refuses("is a path, and no url or path of this machine", [
    [
      { a: '@import "/etc/passwd"' },
      "a:1:9 TSK4012 `/etc/passwd` does not start from the folder of this file",
    ],
    [{ a: "@import 'C:\\b'" }, "a:1:9 TSK4012 `C:\\b` does not start from the folder of this file"],
    [{ a: '@import "~/b"' }, "a:1:9 TSK4012 `~/b` does not start from the folder of this file"],
    [
      { a: 'x: @import "https://h/b"' },
      "a:1:12 TSK4012 `https://h/b` is a url, and only files of the project are imported",
    ],
    [
      { a: '@import "file:b"' },
      "a:1:9 TSK4012 `file:b` is a url, and only files of the project are imported",
    ],
    [{ a: "@import 'p\\b'" }, "a:1:9 TSK4012 `p\\b` has a `\\`, and folders are separated by `/`"],
    [{ a: '@import "b\\u0000"' }, "a:1:9 TSK4012 `b\0` has a control character"],
    [{ a: '@import " "' }, "a:1:9 TSK4012 ` ` names no file"],
  ]);

  refuses("is plain text, so that nothing is computed before all files are known", [
    [{ a: '$f: "b"\nx: @import $f' }, "a:2:12 TSK1018 nothing may follow a value on its line"],
    [
      { a: '$f: "b"\n@import($f)', b: "x: 1" },
      "a:2:9 TSK4011 the path after `@import` is not plain text in quotes",
    ],
    [
      { a: 'x: @import(@env("F", "b"))', b: "x: 1" },
      "a:1:12 TSK4011 the path after `@import` is not plain text in quotes",
    ],
    [
      { a: '$f: "b"\n@import "${f}"', b: "x: 1" },
      "a:2:9 TSK4011 the path after `@import` is not plain text in quotes",
    ],
    [{ a: "@import b", b: "x: 1" }, "a:1:9 TSK1018 nothing may follow a value on its line"],
    [{ a: "@import" }, "a:1:1 TSK4001 `@import` takes the path of one file"],
    [{ a: '@import("b", "c")' }, "a:1:1 TSK4001 `@import` takes the path of one file"],
  ]);

  it("that leads to no file is an error that names those that could be meant", () => {
    const { printed } = readProject({
      "config/a.tusk": '@import "dta.tusk"',
      "config/data.tusk": "",
    });
    expect(printed).toBe(`error[TSK4013 missing-import]: there is no file \`dta.tusk\`
 --> config/a.tusk:1:9
  |
1 | @import "dta.tusk"
  |         ^^^^^^^^^^
  |
  = note: paths start from the folder of \`config/a.tusk\`
  = help: did you mean \`data.tusk\`?

1 error in config/a.tusk
`);
  });
});

describe("what is wrong in an imported file", () => {
  it("is told at its place, with each import on the way to it", () => {
    const project = {
      "a.tusk": '[s]\n@import "b.tusk"',
      "b.tusk": 'x: @import "c.tusk"',
      "c.tusk": "y: $v",
    };
    expect(readProject(project).printed).toBe(
      `error[TSK3101 undefined-variable]: the variable \`$v\` is not declared above
 --> c.tusk:1:4
  |
1 | y: $v
  |    ^^
 ::: b.tusk:1:12
  |
1 | x: @import "c.tusk"
  |            -------- imported here
 ::: a.tusk:2:9
  |
2 | @import "b.tusk"
  |         -------- imported here

1 error in c.tusk
`,
    );
  });

  refuses("costs one error, whatever misses what it lacks", [
    [
      { a: '@import "b"\nx: $v\ny: ${w}\nz: @c.tsk.get("k")', b: "$v 1 2", "c.tsk": "k 1 2" },
      'b:1:3 TSK1007 expected ":" after the key "$v"',
      'c.tsk:1:2 TSK1007 expected ":" after the key "k"',
    ],
    [
      { a: '@import "bb"\nx: $v\ny: ${w}\nz: { @import "bb" }' },
      "a:1:9 TSK4013 there is no file `bb`",
      "a:4:14 TSK4013 there is no file `bb`",
    ],
    [{ a: 'b: @import "bb"\nx: ${b.c}\ny: "${b}"' }, "a:1:12 TSK4013 there is no file `bb`"],
    [{ a: '@import "b"\nx: $v', b: '@import "c"' }, "b:1:9 TSK4013 there is no file `c`"],
  ]);

  it("is told once, however many import it", () => {
    const project = { a: '@import "b"\nx: @import "b"\n@import "c"', b: "y: $v", c: '@import "b"' };
    expect(readProject(project).findings).toHaveLength(1);
  });

  it("is not told for an import that is never reached", () => {
    const { findings } = readProject({ a: "x: @shell(@import('b'), @import(1))", b: "y: 1" });
    expect(findings).toEqual(["a:1:4 TSK4006 `@shell` cannot run while a file is being compiled"]);
  });
});

describe("imports", () => {
  it("read each file once, however many import it", () => {
    const { main, files } = projectOf({
      a: '@import "b"\n@import "c"',
      b: '@import "d"\nx: 1',
      c: '@import "d"\ny: 1',
      d: "z: 1",
    });
    const { tree, importedAt } = readFile(main, () => {}, { checked: false, files });
    expect([...tree.entries.keys()]).toEqual(["z", "x", "y"]);
    expect([...importedAt.keys()].map(({ path }) => path)).toEqual(["b", "d", "c"]);
  });

  it("never lead back to a file that they started from", () => {
    const { printed } = readProject({
      "a.tusk": '@import "b.tusk"',
      "b.tusk": 'x: 1\n@import "a.tusk"',
    });
    expect(
      printed,
    ).toBe(`error[TSK4016 import-cycle]: a file imports itself: a.tusk -> b.tusk -> a.tusk
 --> b.tusk:2:9
  |
2 | @import "a.tusk"
  |         ^^^^^^^^
 ::: a.tusk:1:9
  |
1 | @import "b.tusk"
  |         -------- imports \`b.tusk\`
  |
  = help: move what both need into a file that imports neither

1 error in b.tusk
`);
  });

  refuses("find a cycle that the first file is no part of, and one of a single file", [
    [
      { a: '@import "b"', b: 'x: @c.tsk.get("y")', "c.tsk": '@import "b"' },
      "c.tsk:1:9 TSK4016 a file imports itself: b -> c.tsk -> b",
    ],
    [{ a: '@import "./a"' }, "a:1:9 TSK4016 a file imports itself: a -> a"],
  ]);

  it("need files to be read from", () => {
    const found: string[] = [];
    const source = new SourceFile("a", '@import "b"');
    readFile(source, ({ message }) => found.push(message), { checked: false });
    expect(found).toEqual(["`b` cannot be read from here"]);
    expect(noFiles.read("b", source)).toMatchObject({ kind: "unreadable" });
  });
});

describe("imports are bounded", () => {
  const chain = (length: number): Project =>
    Object.fromEntries(
      Array.from({ length: length + 1 }, (_, index) => [
        `f${index}`,
        index < length ? `@import "f${index + 1}"` : "x: 1",
      ]),
    );

  it("in depth", () => {
    expect(readProject(chain(MOST_IMPORTS.deep)).tree).toEqual({ x: 1 });
    expect(readProject(chain(MOST_IMPORTS.deep + 1)).findings).toEqual([
      "f32:1:9 TSK4017 the imports go more than 32 files deep",
    ]);
  });

  it("in number", () => {
    const names = Array.from({ length: MOST_IMPORTS.files + 1 }, (_, index) => `f${index}`);
    const all = Object.fromEntries(names.map((name) => [name, `${name}: 1`]));
    const lines = names.map((name) => `@import "${name}"`);
    expect(readProject({ a: lines.slice(1).join("\n"), ...all }).findings).toEqual([]);
    expect(readProject({ a: lines.join("\n"), ...all }).findings).toEqual([
      "a:257:9 TSK4017 the imports are more than 256 files",
    ]);
  });

  it("in the paths that are looked up", () => {
    const lines = Array.from(
      { length: MOST_IMPORTS.paths + 2 },
      (_, n) => `k${n}: @import "n${n}"`,
    );
    const { main, files } = projectOf({ a: [...lines, 'again: @import "n0"'].join("\n") });
    const found: string[] = [];
    const read = vi.fn(files.read);
    const report = ({ message }: Diagnostic) => found.push(message);
    readFile(main, report, { checked: false, files: { read } });
    expect(read).toHaveBeenCalledTimes(MOST_IMPORTS.paths);
    expect(found.slice(-4)).toEqual([
      "there is no file `n1023`",
      "the imports name more than 1024 paths",
      "the imports name more than 1024 paths",
      "there is no file `n0`",
    ]);
  });

  it("in size", () => {
    const text = `#${" ".repeat(4 * 1024 * 1024 - 1)}`;
    const project = { b: text, c: text, d: text, e: text, f: "x: 1" };
    const imports = Object.keys(project).map((name) => `@import "${name}"`);
    expect(readProject({ a: imports.join("\n"), ...project }).findings).toEqual([
      "a:5:9 TSK4017 the imports add up to more than 16 MiB of text",
    ]);
  });

  it("in what they add, however often one file is imported", () => {
    const b = `x: "${"y".repeat(1024 * 1023)}"`;
    const a = Array.from({ length: 100 }, (_, index) => `k${index}: @import "b"`).join("\n");
    expect(readProject({ a, b }).findings).toEqual([
      "a:65:6 TSK3005 the references of this file add up to more than 64 MiB",
    ]);
    const statements = Array.from({ length: 100 }, () => '@import "b"').join("\n");
    expect(readProject({ a: statements, b }).findings).toHaveLength(1);
  });

  it("in nesting", () => {
    const b = `x: ${"[".repeat(60)}${"]".repeat(60)}`;
    const inside = (levels: number) => `${"k { ".repeat(levels)}@import "b"${" }".repeat(levels)}`;
    expect(readProject({ a: inside(4), b }).findings).toEqual([]);
    expect(readProject({ a: inside(5), b }).findings).toEqual([
      "a:1:29 TSK1015 blocks and brackets nest more than 64 levels deep here",
    ]);
  });
});
