// A bug that one file finds must not keep the others from their form: what was written is told, and the rest done.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type * as Format from "../../src/format/format.js";

const MODULE = "../../src/format/format.js";

beforeEach(() => {
  vi.resetModules();
  vi.doMock(MODULE, async (load) => {
    const real = await load<typeof Format>();
    const format: typeof real.format = (source) => {
      if (source.path === "b.tusk") throw new Error("formatting b.tusk would change what it says");
      return real.format(source);
    };
    return { ...real, format };
  });
});

afterEach(() => {
  vi.doUnmock(MODULE);
  vi.resetModules();
});

it("tsk-gen fmt does every other file, says so, and ends with 70", async () => {
  const { folderWith, tskGen } = await import("./folder.js");
  const folder = folderWith({ "a.tusk": "a=1\n", "b.tusk": "b=1\n", "c.tusk": "c=1\n" });
  const { exitCode, stdout, stderr } = await tskGen(folder, ["fmt", "a.tusk", "b.tusk", "c.tusk"]);
  expect(stdout).toBe("changed  a.tusk\nchanged  c.tusk\n");
  expect(stderr).toContain("this is a bug in tsk-gen: formatting b.tusk would change what it says");
  expect(exitCode).toBe(70);
  expect(readFileSync(join(folder, "b.tusk"), "utf8")).toBe("b=1\n");
});
