import type { JobDefinition } from "tsk-gen/runtime";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkInput, checkStored } from "../../../src/runtime/jobs/payload.js";

const definition: JobDefinition = {
  name: "ExportJob",
  key: "export",
  version: 1,
  queue: "default",
  payload: z.strictObject({
    user_id: z.int(),
    format: z.enum(["csv", "json"]).default("csv"),
    cc: z
      .array(z.strictObject({ email: z.email(), name: z.string().max(5).nullable().optional() }))
      .optional(),
    count: z.int().min(1).max(9).optional(),
    tags: z.array(z.string()).min(1).optional(),
    map: z.record(z.string(), z.strictObject({ x: z.boolean() })).optional(),
  }),
};
const plain: JobDefinition = { name: "CleanupJob", key: "cleanup", version: 1, queue: "default" };

function complaint(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

describe("at enqueue", () => {
  test("defaults are filled in", () => {
    expect(checkInput(definition, { user_id: 1 })).toEqual({ user_id: 1, format: "csv" });
  });

  test("an unknown field is an error that names it, at any depth", () => {
    const payload = { user_id: 1, age: 3, cc: [{ email: "a@b.de", phone: "1" }] };
    expect(complaint(() => checkInput(definition, payload))).toBe(
      "ExportJob does not take this payload: `cc.0.phone` is not a field of it; `age` is not a field of it",
    );
  });

  test("every field that does not fit is named, and no value is shown", () => {
    const payload = {
      user_id: "geheim",
      format: "geheim",
      cc: [{ email: "geheim", name: "geheim" }],
      count: 10,
      tags: [],
    };
    const text = complaint(() => checkInput(definition, payload));
    expect(text).toBe(
      "ExportJob does not take this payload: `user_id` must be a number; " +
        '`format` must be "csv" or "json"; `cc.0.email` must be text in the format email; ' +
        "`cc.0.name` must have at most 5 characters; `count` must be at most 9; " +
        "`tags` must have at least 1 item",
    );
    expect(text).not.toContain("geheim");
  });

  test("a payload that is no object is refused", () => {
    expect(complaint(() => checkInput(definition, undefined))).toBe(
      "ExportJob does not take this payload: must be an object",
    );
  });

  test("a job without payload takes none", () => {
    expect(checkInput(plain, undefined)).toEqual({});
    expect(complaint(() => checkInput(plain, { x: 1 }))).toBe(
      "CleanupJob does not take this payload: it takes none",
    );
  });
});

describe("at run time", () => {
  test("unknown fields are dropped at any depth, and the stored payload is left alone", () => {
    const stored = {
      user_id: 1,
      later: true,
      cc: [{ email: "a@b.de", phone: 1, name: null }],
      map: { a: { x: true, y: 1 } },
    };
    const copy = structuredClone(stored);
    expect(checkStored(definition, stored)).toEqual({
      user_id: 1,
      format: "csv",
      cc: [{ email: "a@b.de", name: null }],
      map: { a: { x: true } },
    });
    expect(stored).toEqual(copy);
  });

  test("what does not fit is named without the fields that are merely unknown", () => {
    expect(complaint(() => checkStored(definition, { user_id: 1.5, later: true }))).toBe(
      "ExportJob does not take this payload: `user_id` must be a whole number",
    );
  });

  test("a field named __proto__ reaches no prototype", () => {
    const stored: unknown = JSON.parse('{ "user_id": 1, "__proto__": { "polluted": true } }');
    expect(checkStored(definition, stored)).toEqual({ user_id: 1, format: "csv" });
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  test("a job without payload gets undefined, whatever is stored", () => {
    expect(checkStored(plain, { x: 1 })).toBeUndefined();
  });
});
