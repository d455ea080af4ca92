import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareOutput, isUpToDate } from "../../../src/emit/write/compare-output.js";
import { harvest } from "../../support/scratch.js";
import { output, project } from "./output.js";

const FILES = { "a.ts": "a\n", "b.ts": "b\n", "c.ts": "c\n", "d.ts": "d\n", "g.ts": "g\n" };

describe("compareOutput", () => {
  it("finds nothing after a run", () => {
    const { place, write } = project();
    write(FILES);
    expect(isUpToDate(compareOutput(output(FILES), place))).toBe(true);
  });

  it("calls everything missing before the first", () => {
    const { place } = project();
    const difference = compareOutput(output(FILES), place);
    expect(difference.missing).toHaveLength(6);
    expect(isUpToDate(difference)).toBe(false);
  });

  it("tells missing, stale, orphaned, and refused files apart, and changes nothing", () => {
    const { root, place, write } = project();
    write(FILES);
    writeFileSync(join(root, "generated/b.ts"), "edited\n");
    rmSync(join(root, "generated/c.ts"));
    mkdirSync(join(root, "generated/e.ts"));
    writeFileSync(join(root, "generated/f.ts"), "theirs\n");
    writeFileSync(join(root, "generated/g.ts"), "edited, too\n");
    const before = harvest(root);
    const wanted = {
      "a.ts": "new a\n",
      "b.ts": "b\n",
      "c.ts": "c\n",
      "e.ts": "e\n",
      "f.ts": "f\n",
    };
    const difference = compareOutput(output(wanted), place);
    expect(difference).toMatchObject({
      missing: [{ path: "c.ts" }],
      stale: [{ path: "a.ts", expected: "new a\n", actual: "a\n" }, { path: "manifest.json" }],
      orphaned: [{ path: "d.ts", actual: "d\n" }],
      refused: [
        { path: "b.ts", reason: "edited", expected: "b\n", actual: "edited\n" },
        { path: "e.ts", reason: "blocked", expected: "e\n" },
        { path: "f.ts", reason: "foreign", expected: "f\n", actual: "theirs\n" },
        { path: "g.ts", reason: "edited", actual: "edited, too\n" },
      ],
    });
    expect(harvest(root)).toEqual(before);
  });

  it("sees that only the source has changed", () => {
    const { place, write } = project();
    write(FILES);
    const { stale, ...others } = compareOutput(output(FILES, "2"), place);
    expect(stale.map(({ path }) => path)).toEqual(["manifest.json"]);
    expect(Object.values(others).flat()).toEqual([]);
  });
});
