import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isMain } from "tsk-gen/runtime";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

let directory: string;
const [, started] = process.argv;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "tsk-main-"));
  writeFileSync(join(directory, "worker.js"), "");
  symlinkSync(join(directory, "worker.js"), join(directory, "link.js"));
});
afterAll(() => rmSync(directory, { recursive: true }));
afterEach(() => {
  process.argv[1] = started ?? "";
});

test.each(["worker.js", "worker", "link.js", "./worker.js"])(
  "is true when %s was started",
  (name) => {
    process.argv[1] = `${directory}/${name}`;
    expect(isMain(pathToFileURL(join(directory, "worker.js")).href)).toBe(true);
  },
);

test.each([
  ["another program was started", "other.js", "worker.js"],
  ["the module does not exist", "worker.js", "gone.js"],
])("is false when %s", (_, program, module) => {
  process.argv[1] = join(directory, program);
  expect(isMain(pathToFileURL(join(directory, module)).href)).toBe(false);
});

test("is false for what is no file", () => {
  expect(isMain("data:text/javascript,1")).toBe(false);
});
