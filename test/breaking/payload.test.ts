import { describe, expect, it } from "vitest";
import { changeOf, marksOf, withFields, withJob } from "../support/change.js";

describe("a field that must be there", () => {
  it("breaks jobs that were queued before it was declared", () => {
    expect(marksOf(withFields("id: int"), withFields("id: int", "language: string"))).toEqual([
      "required-field: language <- welcome_email",
    ]);
  });

  it("breaks none when it is optional or has a default", () => {
    const after = withFields("id: int", "a: string?", "b: string = x", "c: { d: int? }");
    expect(marksOf(withFields("id: int"), after)).toEqual([]);
  });

  it("breaks jobs that could leave it out, unless a default was filled in then", () => {
    expect(marksOf(withFields("a: int?"), withFields("a: int"))).toEqual([
      "required-field: a <- a",
    ]);
    expect(marksOf(withFields("a: int = 1"), withFields("a: int"))).toEqual([]);
  });

  it("is found in blocks, lists, and maps, once, with its path", () => {
    const before = withFields("a: { b: int? }", '"list": [ { c: int } ]', "m: map<int>");
    const after = withFields(
      "a: { b: int?, x: int }",
      "list: [ { c: int, y: int } ]",
      "m: map<int>",
    );
    expect(changeOf(before, after).map(({ message }) => message)).toEqual([
      "`a.x` of job `welcome_email` must be there now",
      "`list[].y` of job `welcome_email` must be there now",
    ]);
  });

  it("breaks jobs that took nothing", () => {
    expect(marksOf(withJob(), withFields("id: int"))).toEqual([
      "required-field: id <- welcome_email",
    ]);
  });
});

describe("a field that is gone", () => {
  it("is dropped from queued jobs", () => {
    expect(marksOf(withFields("id: int", "note: string?"), withFields("id: int"))).toEqual([
      "removed-field: welcome_email <- note",
    ]);
  });

  it("is told once for a job that takes nothing any more", () => {
    expect(marksOf(withFields("id: int", "note: string"), withJob())).toEqual([
      "removed-field: welcome_email <- id, note",
    ]);
  });

  it("points at the field that it may have become", () => {
    const after = withFields("id: int", "greeting: string = hi");
    expect(marksOf(withFields("id: int", "note: string"), after)).toEqual([
      "removed-field: greeting <- note",
    ]);
  });
});

describe("a type", () => {
  const change = (before: string, after: string) =>
    marksOf(withFields(`a: ${before}`), withFields(`a: ${after}`));

  it.each([
    ["int", "float"],
    ["int", "int?"],
    ["int", '"int | null"'],
    ["int", "json"],
    ["uuid", "string"],
    ["a | b", "b | c | a"],
    ["a | b", "string"],
    ["int(1..10)", "int(0..)"],
    ["string(1..10)", "string"],
    ["int[]", "float[]"],
    ["map<int>", "map<float>"],
    ["{ b: int }", "{ b: float, c: int? }"],
  ])("may become wider: %s to %s", (before, after) => {
    expect(change(before, after)).toEqual([]);
  });

  it.each([
    ["int", "uuid", "changed-type: uuid <- int"],
    ["float", "int", "changed-type: int <- float"],
    ["json", "int", "changed-type: int <- json"],
    ["string", "email", "changed-type: email <- string"],
    ["string", "a | b", "changed-type: a | b <- string"],
    ["int", "int[]", "changed-type: int[] <- int"],
    ["int[]", "string[]", "changed-type: string <- int"],
    ["map<int>", "map<bool>", "changed-type: bool <- int"],
    ["int", "int(1..)", "narrowed-bounds: int(1..) <- int"],
    ["int(0..9)", "float(1..9)", "narrowed-bounds: float(1..9) <- int(0..9)"],
    ["string(..9)", "string(..8)", "narrowed-bounds: string(..8) <- string(..9)"],
    ["int[]", "int[](..3)", "narrowed-bounds: int[](..3) <- int[]"],
    ["a | b | c", "a | c", "removed-choice: a | c <- a | b | c"],
    ['"int | null"', "int", "removed-null: int <- int | null"],
  ])("breaks when it takes less: %s to %s", (before, after, expected) => {
    expect(change(before, after)).toEqual([expected]);
  });
});

it("tells of another default as a hint, since queued jobs have the one before", () => {
  const found = changeOf(withFields("a: int = 1"), withFields("a: int = 2"));
  expect(found.map(({ name, severity }) => [name, severity])).toEqual([
    ["changed-default", "hint"],
  ]);
});

it("says which applied schedule goes on with the old payload", () => {
  const schedule = (value: string) =>
    `schedules:\n  daily: { job: welcome_email, every: "1d", payload: { a: ${value} } }\n`;
  const [found] = changeOf(
    `${withFields("a: int")}${schedule("1")}`,
    `${withFields("a: email")}${schedule('"a@b.example"')}`,
  );
  expect(found?.notes).toContain("until `tsk-gen apply` is run, `daily` enqueues the old payload");
});

describe("version", () => {
  const versioned = (version: number, ...fields: string[]) =>
    withJob(`version: ${version}`, "payload:", ...fields.map((line) => `  ${line}`));

  it("that is raised turns breaks into a hint of what `upcast` has to convert", () => {
    const before = versioned(1, "a: int", "b: int", "c: int = 1");
    const [found, ...others] = changeOf(before, versioned(2, "a: uuid", "c: int = 2"));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      name: "upcast-needed",
      severity: "hint",
      message: "queued jobs `welcome_email` of version 1 need the handler's `upcast`",
      notes: ["without it they are checked as they are; what changed: `b` and `a`"],
    });
  });

  it("that is raised for nothing is a hint", () => {
    expect(marksOf(withFields("a: int"), versioned(2, "a: int", "b: int?"))).toEqual([
      "needless-version: 2 <- welcome_email",
    ]);
  });

  it("that goes down leaves newer jobs waiting, whatever the payload", () => {
    expect(marksOf(versioned(3, "a: int"), withFields("a: uuid"))).toEqual([
      "lowered-version: welcome_email <- 3",
    ]);
  });
});
