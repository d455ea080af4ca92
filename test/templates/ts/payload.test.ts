import { describe, expect, it } from "vitest";
import { z } from "zod";
import { exportConst } from "../../../src/emit/ts/code.js";
import { printModule } from "../../../src/emit/ts/file.js";
import type { PayloadType } from "../../../src/ir/ir.js";
import { payloadSchema, schemaOf } from "../../../templates/ts/payload.js";
import { field, payload } from "../../support/project.js";

/** The schema that the emitted code makes. */
function schema(type: PayloadType): z.ZodType {
  const module = printModule([
    exportConst("schema", type.kind === "object" ? payloadSchema(type) : schemaOf(type)),
  ]);
  const body = module.replace(/^import .*$/m, "").replace("export const schema =", "return");
  return new Function("z", body)(z);
}

const accepts = (type: PayloadType, value: unknown) => schema(type).safeParse(value).success;

describe("payload types", () => {
  it.each<[PayloadType, readonly unknown[], readonly unknown[]]>([
    [{ kind: "string" }, ["", "a"], [1, null]],
    [{ kind: "string", min: 1, max: 2 }, ["a", "ab"], ["", "abc"]],
    [{ kind: "int" }, [0, -1, Number.MAX_SAFE_INTEGER], [0.5, 2 ** 53, "1", Number.NaN]],
    [{ kind: "int", min: -5, max: 5 }, [-5, 5], [-6, 6]],
    [{ kind: "float", max: 0.5 }, [0.5, -1e300], [0.6, Number.POSITIVE_INFINITY]],
    [{ kind: "bool" }, [true, false], ["true", 0]],
    [{ kind: "json" }, [null, [1, { a: "b" }]], [undefined, () => 1]],
    [
      { kind: "datetime" },
      ["2024-02-29T23:59:59Z", "2024-01-01T00:00:00.123+01:00"],
      ["2024-01-01T00:00:00", "2024-02-30T00:00:00Z", "2024-01-01", new Date()],
    ],
    [{ kind: "date" }, ["2024-02-29"], ["2023-02-29", "2024-1-1"]],
    [{ kind: "uuid" }, ["f47ac10b-58cc-4372-a567-0e02b2c3d479"], ["f47ac10b"]],
    [{ kind: "email" }, ["a@b.example"], ["a@", "a b@c.example"]],
    [{ kind: "url" }, ["https://example.org/x"], ["example.org"]],
    [{ kind: "texts", values: ["a", "b c", "1"] }, ["a", "b c", "1"], ["A", 1]],
    [{ kind: "map", values: { kind: "int" } }, [{}, { a: 1 }], [{ a: "1" }, []]],
    [
      { kind: "list", items: { kind: "int" }, min: 1, max: 2 },
      [[1], [1, 2]],
      [[], [1, 2, 3], ["1"]],
    ],
    [{ kind: "nullable", inner: { kind: "int" } }, [null, 1], [undefined, "1"]],
  ])("%j accepts %j and refuses %j", (type, good, bad) => {
    expect(good.map((value) => accepts(type, value))).not.toContain(false);
    expect(bad.map((value) => accepts(type, value))).not.toContain(true);
  });

  it("keeps dates and times as the text they came as", () => {
    expect(schema({ kind: "datetime" }).parse("2024-01-01T00:00:00+01:00")).toBe(
      "2024-01-01T00:00:00+01:00",
    );
  });

  it("refuses fields that it does not know, at any depth", () => {
    const inner = payload(field("a", { kind: "int" }));
    const type = payload(field("x", { kind: "list", items: inner }));
    expect(accepts(type, { x: [{ a: 1 }] })).toBe(true);
    expect(accepts(type, { x: [{ a: 1, b: 2 }] })).toBe(false);
    expect(accepts(type, { x: [], y: 1 })).toBe(false);
  });

  it("fills in defaults, of the fields of an object that was left out too", () => {
    const inner = payload(field("limit", { kind: "int" }, { default: 100 }));
    const type = payload(
      field("format", { kind: "texts", values: ["csv", "pdf"] }, { default: "csv" }),
      field("filters", inner, { default: {} }),
      field("none", { kind: "nullable", inner: { kind: "int" } }, { default: null }),
      field("list", { kind: "list", items: { kind: "int" } }, { default: [] }),
      field("maybe", { kind: "int" }, { optional: true }),
    );
    expect(schema(type).parse({})).toEqual({
      format: "csv",
      filters: { limit: 100 },
      none: null,
      list: [],
    });
    expect(schema(type).parse({ filters: { limit: 1 }, maybe: 2 })).toMatchObject({
      filters: { limit: 1 },
      maybe: 2,
    });
  });

  it("takes any name for a field", () => {
    const names = ["a-b", "1", "class", "a b", 'say "hi"', "constructor"];
    const type = payload(...names.map((name) => field(name, { kind: "int" })));
    const value = Object.fromEntries(names.map((name) => [name, 1]));
    expect(schema(type).parse(value)).toEqual(value);
  });
});
