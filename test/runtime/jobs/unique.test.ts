import { expect, test } from "vitest";
import { deduplicationOf } from "../../../src/runtime/jobs/unique.js";
import type { ResolvedPolicy } from "../../../src/runtime/settings/policy.js";

const key = (by: readonly string[], data: unknown, job = "TaskJob") =>
  deduplicationOf(job, { unique: { by } } as ResolvedPolicy, data)?.id;

test("only the fields that are named count, however the values are written", () => {
  const first = key(["a", "b"], { a: { x: 1, y: [2] }, b: "b", c: 1 });
  expect(key(["a", "b"], { c: 2, b: "b", a: { y: [2], x: 1 } })).toBe(first);
  expect(key(["a", "b"], { a: { x: 1, y: [2] }, b: "B" })).not.toBe(first);
});

test.each([
  ["a field that is absent and one that is null", { a: null }, {}],
  ["a text and a number", { a: "1" }, { a: 1 }],
  ["values that look alike side by side", { a: 'x","b', b: "y" }, { a: "x", b: 'b","y' }],
  ["an empty object and an empty list", { a: {} }, { a: [] }],
])("keeps apart %s", (_, one, other) => {
  expect(key(["a", "b"], one)).not.toBe(key(["a", "b"], other));
});

test("each job has keys of its own, and one without fields has one", () => {
  expect(key([], {})).toBe(key([], { a: 1 }));
  expect(key([], {})).not.toBe(key([], {}, "OtherJob"));
});

test("a key lasts as long as `for` says", () => {
  const policy = { unique: { by: [], ttl: 600_000 } } as unknown as ResolvedPolicy;
  expect(deduplicationOf("TaskJob", policy, {})?.ttl).toBe(600_000);
  expect(deduplicationOf("TaskJob", {} as ResolvedPolicy, {})).toBeUndefined();
});
