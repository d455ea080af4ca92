import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Disk, nodeDisk } from "../../../src/emit/write/disk.js";
import { LOCK, withLock } from "../../../src/emit/write/lock.js";
import { harvest, plant, scratch } from "../../support/scratch.js";

/** A disk on which only these processes run. */
function diskWith(...alive: readonly number[]): Disk {
  return { ...nodeDisk, isAlive: (pid) => alive.includes(pid) };
}

/** Sleeps by doing something instead, and counts how long it was. */
function sleeper(act: (slept: number) => void = () => {}) {
  const slept = { total: 0 };
  const sleep = async (milliseconds: number) => {
    slept.total += milliseconds;
    act(slept.total);
  };
  return { slept, sleep };
}

function place(files: Readonly<Record<string, string>> = {}) {
  const root = scratch();
  plant(root, files);
  return { root, directory: "generated", lock: join(root, "generated", LOCK) };
}

describe("the lock of the output directory", () => {
  it("is there while something is done, says who does it, and is gone afterwards", async () => {
    const { lock, ...options } = place();
    const seen = await withLock({ ...options, pid: 77 }, () => readFileSync(lock, "utf8"));
    expect([seen, harvest(options.root)]).toEqual(["77\n", {}]);
  });

  it("is gone after a failure, too", async () => {
    const { lock, ...options } = place();
    const failing = withLock(options, () => {
      throw new Error("the disk is full");
    });
    await expect(failing).rejects.toThrow("the disk is full");
    expect(existsSync(lock)).toBe(false);
  });

  it("is waited for, and says for whom after a second", async () => {
    const { lock, ...options } = place({ [`generated/${LOCK}`]: "78\n" });
    const told: unknown[] = [];
    const { slept, sleep } = sleeper((total) => {
      if (total === 1500) nodeDisk.remove(lock);
    });
    const waiting = {
      disk: diskWith(77, 78),
      pid: 77,
      sleep,
      onWait: (pid: unknown) => told.push(pid),
    };
    expect(await withLock({ ...options, ...waiting }, () => slept.total)).toBe(1500);
    expect(told).toEqual([78]);
  });

  it("is given up after ten seconds, with the process that has it", async () => {
    const { lock, ...options } = place({ [`generated/${LOCK}`]: "78\n" });
    const { slept, sleep } = sleeper();
    const waiting = withLock({ ...options, disk: diskWith(77, 78), pid: 77, sleep }, () => "done");
    await expect(waiting).rejects.toMatchObject({ name: "Locked", path: lock, pid: 78 });
    expect([slept.total, readFileSync(lock, "utf8")]).toEqual([10_000, "78\n"]);
  });

  it("is taken over from a process that is gone", async () => {
    const { lock, ...options } = place({ [`generated/${LOCK}`]: "78\n" });
    const { slept, sleep } = sleeper();
    const taken = await withLock({ ...options, disk: diskWith(77), pid: 77, sleep }, () =>
      readFileSync(lock, "utf8"),
    );
    expect([taken, slept.total, harvest(options.root)]).toEqual(["77\n", 0, {}]);
  });

  it("is taken over by one of two only", async () => {
    const { lock, ...options } = place({ [`generated/${LOCK}`]: "78\n" });
    // Another run takes it over between our look at it and our hand on it.
    const quicker: Disk = {
      ...diskWith(77, 79),
      rename: (from, to) => {
        if (from === lock && readFileSync(lock, "utf8") === "78\n") writeFileSync(lock, "79\n");
        nodeDisk.rename(from, to);
      },
    };
    const { sleep } = sleeper();
    await expect(
      withLock({ ...options, disk: quicker, pid: 77, sleep }, () => "done"),
    ).rejects.toMatchObject({ pid: 79 });
    expect(harvest(options.root)).toEqual({ [`generated/${LOCK}`]: "79\n" });
  });

  it("does not say who has it when it was cut off", async () => {
    const { lock: _, ...options } = place({ [`generated/${LOCK}`]: "" });
    const { sleep } = sleeper();
    await expect(withLock({ ...options, sleep }, () => "done")).rejects.toMatchObject({
      pid: undefined,
    });
  });

  it("does without second names where a disk has none", async () => {
    const { lock, ...options } = place();
    const disk: Disk = {
      ...nodeDisk,
      link: () => {
        throw new Error("not supported");
      },
    };
    const run = () => withLock({ ...options, disk, pid: 77 }, () => readFileSync(lock, "utf8"));
    expect([await run(), await run(), existsSync(lock)]).toEqual(["77\n", "77\n", false]);
  });
});
