import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { nodeDisk } from "../../../src/emit/write/disk.js";
import { replaceFile } from "../../../src/emit/write/temporary.js";
import { plant, scratch } from "../../support/scratch.js";

it("makes the unfinished file with the permissions of the finished one", () => {
  const root = scratch();
  plant(root, { "a.ts": "old\n" });
  const path = join(root, "a.ts");
  nodeDisk.setMode(path, 0o600);
  const modes: unknown[] = [];
  const create: typeof nodeDisk.create = (...args) => {
    modes.push(args[2]);
    nodeDisk.create(...args);
  };
  replaceFile({ disk: { ...nodeDisk, create }, pid: process.pid }, path, "new\n");
  expect(modes).toEqual([0o600]);
});

it("leaves nothing unfinished when the file cannot take its place", () => {
  const root = scratch();
  plant(root, { "a.ts": "old\n" });
  const rename = () => {
    throw new Error("no");
  };
  const writer = { disk: { ...nodeDisk, rename }, pid: process.pid };
  expect(() => replaceFile(writer, join(root, "a.ts"), "new\n")).toThrow("no");
  expect(readdirSync(root)).toEqual(["a.ts"]);
});
