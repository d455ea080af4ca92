import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Disk, nodeDisk } from "../../../src/emit/write/disk.js";
import { writeOutput } from "../../../src/emit/write/write-output.js";
import { harvest, plant } from "../../support/scratch.js";
import { output, project } from "./output.js";

const OLD = { "a.ts": "old a\n", "gone.ts": "old\n", "jobs/b.ts": "old b\n", "same.ts": "same\n" };
const NEW = {
  "a.ts": "new a\n",
  "jobs/b.ts": "new b\n",
  "jobs/c.ts": "new c\n",
  "same.ts": "same\n",
};
const LATER = { ...NEW, "a.ts": "later a\n", "jobs/c.ts": "later c\n" };
/** No process has it: it is above the largest one that the system gives. */
const DEAD = 2 ** 22 + 1;

class Killed extends Error {}

/** A disk that stops after so many operations, with half a file written if that was the last one. */
function dyingDisk(operations: number): Disk {
  let left = operations;
  const changing = [
    "makeDirectory",
    "create",
    "setMode",
    "rename",
    "link",
    "remove",
    "removeDirectory",
  ];
  return new Proxy(nodeDisk, {
    get(target, name: keyof Disk) {
      const operation = target[name] as (...args: readonly unknown[]) => unknown;
      if (!changing.includes(name)) return operation;
      return (...args: readonly unknown[]) => {
        if (left-- > 0) return operation(...args);
        if (name === "create") writeFileSync(String(args[0]), String(args[1]).slice(0, 5));
        throw new Killed();
      };
    },
  });
}

describe("a run that is killed", () => {
  it("leaves every file old or new, and the next one repairs, wherever it stopped", () => {
    for (let operations = 0; ; operations++) {
      const { root, place, write } = project();
      write(OLD);
      const disk = dyingDisk(operations);
      const run = () => writeOutput(output(NEW), { ...place, disk, pid: DEAD });
      try {
        run();
        expect(operations).toBeGreaterThan(10);
        return;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
      for (const [path, contents] of Object.entries(harvest(root)))
        if (!path.endsWith(".tsk-tmp") && !path.endsWith("manifest.json"))
          expect(contents.replace(/^(old|new)( .)?\n|same\n$/, "")).toBe("");
      // What the source says may have changed in the meantime.
      const wanted = operations % 2 === 0 ? NEW : LATER;
      expect(write(wanted).refused).toEqual([]);
      const { "generated/manifest.json": _, ...files } = harvest(root);
      const expected = Object.entries(wanted).map(([path, text]) => [`generated/${path}`, text]);
      expect(files).toEqual(Object.fromEntries(expected));
      expect(write(wanted).updated).toEqual([]);
    }
  });

  it("leaves nothing of itself after two more that are killed too", () => {
    const { root, place, write } = project();
    write(OLD);
    for (const files of [NEW, LATER])
      expect(() => writeOutput(output(files), { ...place, disk: dyingDisk(6), pid: DEAD })).toThrow(
        Killed,
      );
    expect(write(NEW).refused).toEqual([]);
    expect(Object.keys(harvest(root)).filter((path) => path.endsWith("tmp"))).toEqual([]);
  });

  it("does not disturb one that is under way", async () => {
    const { root, write } = project();
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      await once(other, "spawn");
      const name = `generated/.index.ts.${other.pid}.tsk-tmp`;
      plant(root, { [name]: "half" });
      write(NEW);
      expect(readFileSync(join(root, name), "utf8")).toBe("half");
    } finally {
      other.kill("SIGKILL");
    }
  });
});
