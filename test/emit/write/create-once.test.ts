import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createOnce } from "../../../src/emit/write/create-once.js";
import { nodeDisk } from "../../../src/emit/write/disk.js";
import { harvest, plant, scratch } from "../../support/scratch.js";

const FILES = [
  { path: "a.ts", contents: "a\n" },
  { path: "b.ts", contents: "b\n" },
];

describe("createOnce", () => {
  it("makes what is missing and leaves the rest alone, even an empty file", () => {
    const root = scratch();
    plant(root, { "handlers/a.ts": "" });
    expect(createOnce(FILES, { root, directory: "handlers" })).toEqual({
      created: ["b.ts"],
      existing: ["a.ts"],
      refused: [],
    });
    expect(harvest(root)).toEqual({ "handlers/a.ts": "", "handlers/b.ts": "b\n" });
  });

  it("loses against a file that is made at the same moment", () => {
    const root = scratch();
    const disk = {
      ...nodeDisk,
      link: (from: string, to: string) => {
        plant(root, { "handlers/a.ts": "theirs\n", "handlers/b.ts": "theirs\n" });
        nodeDisk.link(from, to);
      },
    };
    expect(createOnce(FILES, { root, directory: "handlers", disk })).toMatchObject({
      created: [],
      existing: ["a.ts", "b.ts"],
    });
    expect(harvest(root)).toEqual({ "handlers/a.ts": "theirs\n", "handlers/b.ts": "theirs\n" });
  });

  it("does without second names where a disk has none", () => {
    const root = scratch();
    const link = () => {
      throw Object.assign(new Error("not supported"), { code: "EPERM" });
    };
    const { created } = createOnce(FILES, { root, directory: "h", disk: { ...nodeDisk, link } });
    expect(created).toEqual(["a.ts", "b.ts"]);
    expect(harvest(root)).toEqual({ "h/a.ts": "a\n", "h/b.ts": "b\n" });
  });

  it("clears what a killed run left and never makes half a file", () => {
    const root = scratch();
    plant(root, { [`handlers/.a.ts.${2 ** 22 + 1}.tsk-tmp`]: "hal" });
    createOnce(FILES, { root, directory: "handlers" });
    expect(Object.keys(harvest(root))).toEqual(["handlers/a.ts", "handlers/b.ts"]);
  });

  it("refuses links that lead out of the project or nowhere", () => {
    const root = scratch();
    mkdirSync(join(root, "handlers"));
    const outside = scratch();
    symlinkSync("nowhere.ts", join(root, "handlers/a.ts"));
    symlinkSync(outside, join(root, "more"));
    expect(createOnce(FILES, { root, directory: "handlers" })).toMatchObject({
      created: ["b.ts"],
      refused: [{ path: "a.ts", reason: "blocked" }],
    });
    expect(createOnce(FILES, { root, directory: "more" }).refused).toHaveLength(2);
  });

  it("only tells what it would do when it is asked to", () => {
    const root = scratch();
    const { created } = createOnce(FILES, { root, directory: "handlers", dryRun: true });
    expect(created).toEqual(["a.ts", "b.ts"]);
    expect(existsSync(join(root, "handlers"))).toBe(false);
  });
});
