import { describe, expect, it } from "vitest";
import { compileText, projectOf, rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const file = (fields: string) => `
queue:
  backend: "bullmq"
jobs:
  a:
    payload:
${fields}
`;

/** The one field `x` of a payload. */
const field = (type: string) => projectOf(file(`      x: ${type}`)).jobs[0]?.payload?.fields[0];

/** Its type. */
const type = (text: string) => field(text)?.type;

describe("payload types", () => {
  it.each(["string", "int", "float", "bool", "json", "datetime", "date", "uuid", "email", "url"])(
    "have the base %s",
    (kind) => {
      expect(field(kind)).toEqual({ name: "x", type: { kind }, optional: false });
    },
  );

  it("have bounds: a number's value, a text's or list's length", () => {
    expect(type("int(1..1000)")).toEqual({ kind: "int", min: 1, max: 1000 });
    expect(type("int( -5 .. )")).toEqual({ kind: "int", min: -5 });
    expect(type("float(0.5..1.5)")).toEqual({ kind: "float", min: 0.5, max: 1.5 });
    expect(type("string(..255)")).toEqual({ kind: "string", max: 255 });
    expect(type("int[](1..3)")).toEqual({ kind: "list", items: { kind: "int" }, min: 1, max: 3 });
    expect(type("int(0..9)[]")).toEqual({ kind: "list", items: { kind: "int", min: 0, max: 9 } });
  });

  it("may be null", () => {
    expect(type("int | null")).toEqual({ kind: "nullable", inner: { kind: "int" } });
    expect(type("csv | json | null")).toEqual({
      kind: "nullable",
      inner: { kind: "texts", values: ["csv", "json"] },
    });
    expect(type('"(int | null)[]"')).toEqual({
      kind: "list",
      items: { kind: "nullable", inner: { kind: "int" } },
    });
  });

  it("are lists, and maps of names to values", () => {
    expect(type("int[][]")).toEqual({
      kind: "list",
      items: { kind: "list", items: { kind: "int" } },
    });
    expect(type("map<int>")).toEqual({ kind: "map", values: { kind: "int" } });
    expect(type("map<map<csv | json>>[]")).toEqual({
      kind: "list",
      items: {
        kind: "map",
        values: { kind: "map", values: { kind: "texts", values: ["csv", "json"] } },
      },
    });
    expect(type("map<string | null> | null")).toEqual({
      kind: "nullable",
      inner: { kind: "map", values: { kind: "nullable", inner: { kind: "string" } } },
    });
    expect(type('"(csv | json)[]"')).toEqual({
      kind: "list",
      items: { kind: "texts", values: ["csv", "json"] },
    });
  });

  it("are texts: words, type names too, and what stands in quotes", () => {
    expect(type("email | sms")).toEqual({ kind: "texts", values: ["email", "sms"] });
    expect(type("sms | email")).toEqual({ kind: "texts", values: ["sms", "email"] });
    expect(type("map | reduce")).toEqual({ kind: "texts", values: ["map", "reduce"] });
    expect(type(`"'a b' | c | '1' | 'null'"`)).toEqual({
      kind: "texts",
      values: ["a b", "c", "1", "null"],
    });
    expect(type("in-progress | 2fa | true")).toEqual({
      kind: "texts",
      values: ["in-progress", "2fa", "true"],
    });
  });
});

describe("fields", () => {
  it("may be absent", () => {
    expect(field("int?")).toMatchObject({ optional: true });
    expect(field("int ?")).toMatchObject({ optional: true });
    expect(field("int | null?")).toMatchObject({ optional: true, type: { kind: "nullable" } });
  });

  it.each([
    ["int(1..9) = 5", 5],
    ["float = 1.5", 1.5],
    ["float = -1e3", -1000],
    ["bool = true", true],
    ["string = hello", "hello"],
    ["string = 'a b'", "a b"],
    ['string = ""', ""],
    ["csv | json = csv", "csv"],
    ["true | false = true", "true"],
    ["int[] = []", []],
    ["map<int> = {}", {}],
    ["json = {}", {}],
    ["json = 7", 7],
    ["int | null = null", null],
    ["date = 2025-01-15", "2025-01-15"],
    ["datetime = '2025-01-15T10:00:00Z'", "2025-01-15T10:00:00Z"],
    ["int? = 5", 5],
  ])("have the default of %s", (text, value) => {
    expect(field(text)?.default).toEqual(value);
  });

  it.each([
    ["int(1..9) = 10", "10"],
    ["int = 1.5", "1.5"],
    ["int = csv", "csv"],
    ["int = null", "null"],
    ["string = 5", "5"],
    ["string(..2) = abc", "abc"],
    ["bool = yes", "yes"],
    ["csv | json = pdf", "pdf"],
    ["int[] = {}", "{}"],
    ["int[](1..) = []", "[]"],
    ["date = 2025-02-30", "2025-02-30"],
    ["email = nobody", "nobody"],
  ])("refuse the default of %s", (text, underlined) => {
    const { source, diagnostics } = compileText(file(`      x: ${text}`));
    expect(diagnostics.map(({ name }) => name)).toEqual(["payload-default"]);
    expect(diagnostics.map(({ primary }) => source.slice(primary.span))).toEqual([underlined]);
  });

  it("are refused, like bounds, where a number would not be what it says", () => {
    expectFindings(
      file(`\
      a: float = 1e400
                 ^^^^^ inexact-number
      b: float = -1e-400
                 ^^^^^^^ inexact-number
      c: int = 9007199254740993
               ^^^^^^^^^^^^^^^^ inexact-number
      d: float(1e-400..1)
               ^^^^^^ inexact-number
      e: float(1e400..)
               ^^^^^ inexact-number
      f: int(1..12345678901234567890)[]
                ^^^^^^^^^^^^^^^^^^^^ inexact-number
      g: float(0e-400..1e300) = 0.0`),
    );
  });

  it("may be blocks, which are absent when all of theirs may be", () => {
    const { jobs } = projectOf(
      file(`      filters:
        posts_limit: int(1..1000) = 100
        since: date?
        nested:
          deep: bool = true
      address:
        street: string
      hints:
        note: string?`),
    );
    expect(jobs[0]?.payload?.fields).toMatchObject([
      { name: "filters", optional: true, default: { posts_limit: 100, nested: { deep: true } } },
      { name: "address", optional: false },
      { name: "hints", optional: true },
    ]);
    expect(jobs[0]?.payload?.fields[2]).not.toHaveProperty("default");
  });

  it("may be lists of one item, and optional by their key", () => {
    const { jobs } = projectOf(
      file(`      "cc?": [ { email: email, name: string(..255)? } ]
      "who?": { id: int }
      ids: [int]
      grid: [[int(0..1)]]`),
    );
    const int = { kind: "int" };
    expect(jobs[0]?.payload?.fields).toEqual([
      {
        name: "cc",
        optional: true,
        type: {
          kind: "list",
          items: {
            kind: "object",
            fields: [
              { name: "email", type: { kind: "email" }, optional: false },
              { name: "name", type: { kind: "string", max: 255 }, optional: true },
            ],
          },
        },
      },
      {
        name: "who",
        optional: true,
        type: { kind: "object", fields: [{ name: "id", type: int, optional: false }] },
      },
      { name: "ids", optional: false, type: { kind: "list", items: int } },
      {
        name: "grid",
        optional: false,
        type: { kind: "list", items: { kind: "list", items: { kind: "int", min: 0, max: 1 } } },
      },
    ]);
  });

  it("are no argument at all where there are none", () => {
    expect(
      projectOf(file("      {}").replace("payload:\n      {}", "payload: {}")).jobs[0],
    ).not.toHaveProperty("payload");
  });
});

describe("what is wrong with a payload type", () => {
  it("is underlined where it begins to make no sense", () => {
    expectFindings(
      file(`      a: int(1..
                ^ payload-syntax
      b: int(1)
             ^ payload-syntax
      c: int[
             ^ payload-syntax
      d: map
            ^ payload-syntax
      e: map<>
             ^ payload-syntax
      f: int(..5) | csv
                    ^^^ payload-syntax
      g: int int
             ^^^ payload-syntax
      h: csv | 5
               ^ payload-syntax
      i: csv | csv
               ^^^ payload-syntax
      j: int = = 5
               ^ payload-syntax
      k: csv | null | json
               ^^^^ payload-syntax
      r: csv | null
               ^^^^ payload-syntax
      s: int | null | csv
                    ^ payload-syntax
      l: null | csv
         ^^^^ payload-syntax
      m: "'a'"
             ^ payload-syntax
      n: "(int"
              ^ payload-syntax
      o: int = 5 6
                 ^ payload-syntax
      p: csv |
              ^ payload-syntax
      q: int ! 5
             ^ payload-syntax`),
    );
  });

  it("is a name that no type has", () => {
    expectFindings(
      file(`      a: strng
         ^^^^^ unknown-payload-type
      b: map<integer>
             ^^^^^^^ unknown-payload-type
      c: csv
         ^^^ unknown-payload-type
      d: list[]
         ^^^^ unknown-payload-type`),
    );
    expect(rendered(file("      a: strng"))).toContain("did you mean `string`?   [fixable]");
    expect(rendered(file("      a: map<Boolean>"))).toContain("did you mean `bool`?   [fixable]");
  });

  it("is bounds that nothing meets, or that the type does not have", () => {
    expectFindings(
      file(`      a: int(5..1)
            ^^^^^^ payload-bounds
      b: int(..)
            ^^^^ payload-bounds
      c: int(0.5..)
            ^^^^^^^ payload-bounds
      d: string(-1..)
               ^^^^^^ payload-bounds
      e: bool(0..1)
             ^^^^^^ payload-bounds
      f: int[](1.5..)
              ^^^^^^^ payload-bounds`),
    );
  });

  it("is no error, and a warning, where texts look like a choice of types", () => {
    expectFindings(
      file(`      a: string | int
         ^^^^^^^^^^^^ types-as-texts
      b: email | sms
      c: email | null`),
    );
    expect(type("string | int")).toEqual({ kind: "texts", values: ["string", "int"] });
  });

  it("is a value that is no type", () => {
    expectFindings(
      file(`      a: 5
         ^ payload-field
      b: true
         ^^^^ payload-field
      c: []
         ^^ payload-field
      d: [int, string]
               ^^^^^^ payload-field
      e: [5]
          ^ payload-field
      f: {}
         ^^ payload-field
      g: ["int?"]
              ^ payload-syntax`),
    );
  });

  it("is a name that no field can have, or that another has", () => {
    expectFindings(
      file(`      "__proto__": int
      ^^^^^^^^^^^ payload-field
      toString: string
      ^^^^^^^^ payload-field
      "valueOf?": string
      ^^^^^^^^^^ payload-field
      "?": int
      ^^^ payload-field
      cc: int
      "cc?": int
      ^^^^^ payload-field`),
    );
  });

  it("ends at any depth without exhausting the stack", () => {
    const deep = [`"${"(".repeat(50_000)}"`, `int${"[]".repeat(50_000)}`, "map<".repeat(50_000)];
    for (const text of deep) expect(rendered(file(`      x: ${text}`))).toContain("payload-syntax");
  });

  it("leaves other fields and jobs checked", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  a:
    payload:
      x: strng
         ^^^^^ unknown-payload-type
      y: int(2..1)
            ^^^^^^ payload-bounds
schedules:
  s:
    job: a
    every: "1d"
    payload: { x: [1], y: 3, z: 4 }
                             ^ schedule-payload
`);
  });

  it("reads as designed", () => {
    expect(rendered(file("      tags: string(..255"))).toBe(`\
error[TSK3020 payload-syntax]: expected \`)\`, found the end of the type
 --> config/queue.tusk:7:25
  |
7 |       tags: string(..255
  |                         ^ in the type of \`tags\`

1 error in config/queue.tusk
`);
    expect(rendered(file("      limit: int(1..1000) = 0"))).toBe(`\
error[TSK3023 payload-default]: \`limit\` is a whole number from 1 to 1000, and its default is 0
 --> config/queue.tusk:7:29
  |
7 |       limit: int(1..1000) = 0
  |                             ^

1 error in config/queue.tusk
`);
  });
});
