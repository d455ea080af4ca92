import { describe, expect, it } from "vitest";
import { openedChild } from "./support/processes.js";
import { storeDirectory } from "./support/template.js";

const JOBS = 500;
const SLOTS = 5;

describe("BullMQ on the embedded store", { timeout: 120_000 }, () => {
  it("finishes every job when the owner, a worker too, is killed in the middle", async () => {
    const directory = await storeDirectory();
    const owner = await openedChild(directory);
    const other = await openedChild(directory);
    await owner.tell({ do: "add", queue: "mail", count: JOBS });
    for (const child of [owner, other])
      await child.tell({ do: "work", queue: "mail", concurrency: SLOTS, milliseconds: 5 });
    const linesOf = (word: string) => (line: string) => line.startsWith(word);
    await expect
      .poll(() => owner.said.filter(linesOf("completed")).length, { timeout: 60_000, interval: 5 })
      .toBeGreaterThan(JOBS / 10);
    await owner.kill();

    const sql = "SELECT state, count(*)::int AS count FROM job GROUP BY state";
    await expect
      .poll(() => other.tell({ do: "query", sql }), { timeout: 60_000, interval: 500 })
      .toEqual([{ state: "completed", count: JOBS }]);
    const started = [...owner.said, ...other.said].filter(linesOf("active"));
    expect(new Set(started).size).toBe(JOBS);
    expect(started.length - JOBS).toBeLessThanOrEqual(SLOTS);
  });
});
