import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Child, openedChild, startChild } from "./support/processes.js";
import { storeDirectory } from "./support/template.js";

const CREATE = "CREATE TABLE IF NOT EXISTS kept (id serial PRIMARY KEY, by int, text text)";
const COUNT = "SELECT count(*)::int AS count FROM kept";

async function rowCount(child: Child): Promise<number> {
  const [row] = await child.tell<{ count: number }[]>({ do: "query", sql: COUNT });
  return row?.count ?? -1;
}

interface Loaded {
  readonly ran: number;
  readonly failures: readonly string[];
}

/** Waits as long as a busy machine may need. */
const poll: typeof expect.poll = (look) => expect.poll(look, { timeout: 60_000 });

describe("processes that share a store", { timeout: 120_000 }, () => {
  it("see what the others write, and wake each other", async () => {
    const directory = await storeDirectory();
    const owner = await openedChild(directory);
    const other = await openedChild(directory);
    await other.tell({ do: "listen", queues: ["mail", "other"] });
    const woken = other.tell({ do: "next", timeout: 30_000 });
    await owner.tell({ do: "add", queue: "unheard", count: 1 });
    await owner.tell({ do: "add", queue: "mail", count: 1 });
    expect(await woken).toBe("mail");
    await other.tell({ do: "close" });
    await owner.tell({ do: "close" });
    expect(readdirSync(directory)).toEqual(["data"]);
  });

  it("keep every acknowledged row when the owner is killed, and one takes over", async () => {
    const directory = await storeDirectory();
    const owner = await openedChild(directory);
    const others = [await openedChild(directory), await openedChild(directory)];
    const [first = owner] = others;
    await first.tell({ do: "query", sql: CREATE });
    await first.tell({ do: "listen", queues: ["mail"] });
    for (const child of others)
      await child.tell({ do: "load", sql: "INSERT INTO kept (text) VALUES (repeat('x', 2000))" });
    await poll(() => rowCount(owner)).toBeGreaterThan(50);
    await owner.kill();
    const before = await rowCount(first);
    await poll(() => rowCount(first)).toBeGreaterThan(before + 50);
    const loads = await Promise.all(others.map((child) => child.tell<Loaded>({ do: "unload" })));
    const acknowledged = loads.reduce((sum, { ran }) => sum + ran, 0);
    const unsure = loads.reduce((sum, { failures }) => sum + failures.length, 0);
    const rows = await rowCount(first);
    expect(rows).toBeGreaterThanOrEqual(acknowledged);
    expect(rows).toBeLessThanOrEqual(acknowledged + unsure);
    // Whoever waits for jobs has to look at all queues after the loss.
    expect(await first.tell({ do: "next", timeout: 30_000 })).toBe("*");
  });

  it("notice nothing but a pause when the owner leaves in order", async () => {
    const directory = await storeDirectory();
    const owner = await openedChild(directory);
    const others = [await openedChild(directory), await openedChild(directory)];
    const [first = owner] = others;
    await first.tell({ do: "query", sql: CREATE });
    for (const child of others)
      await child.tell({ do: "load", sql: "INSERT INTO kept (text) VALUES ('x')" });
    await poll(() => rowCount(owner)).toBeGreaterThan(50);
    await owner.tell({ do: "close" });
    const before = await rowCount(first);
    await poll(() => rowCount(first)).toBeGreaterThan(before + 50);
    const loads = await Promise.all(others.map((child) => child.tell<Loaded>({ do: "unload" })));
    expect(loads.flatMap(({ failures }) => failures)).toEqual([]);
    expect(await rowCount(first)).toBe(loads.reduce((sum, { ran }) => sum + ran, 0));
  });

  it("lose no job when six open the directory at once, add, and leave", async () => {
    const directory = await storeDirectory();
    const children = Array.from({ length: 6 }, startChild);
    const added = children.map(async (child) => {
      await child.tell({ do: "open", directory });
      const ids = await child.tell<string[]>({ do: "add", queue: "mail", count: 10 });
      await child.tell({ do: "close" });
      return ids;
    });
    const ids = (await Promise.all(added)).flat();
    const reader = await openedChild(directory);
    const sql = "SELECT id FROM job WHERE queue = 'mail'";
    const jobs = await reader.tell<{ id: string }[]>({ do: "query", sql });
    expect(ids).toHaveLength(60);
    expect(jobs.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it("do not take a store from an owner that is paused, and fail in time", async () => {
    const directory = await storeDirectory();
    const owner = await openedChild(directory);
    const other = await openedChild(directory);
    await other.tell({ do: "query", sql: CREATE });
    await owner.pause();
    const insert = "INSERT INTO kept (text) VALUES ('late')";
    const [enqueued, ready] = await Promise.allSettled([
      other.tell({ do: "query", as: "enqueue", sql: insert }),
      startChild().tell({ do: "open", directory }),
    ]);
    expect(enqueued).toMatchObject({
      reason: { message: expect.stringMatching(/^StoreDownError: embedded:.* does not answer/) },
    });
    expect(ready.status).toBe("fulfilled");
    await expect(other.tell({ do: "ready", timeout: 300 })).rejects.toThrow("StoreDownError");
    owner.resume();
    await other.tell({ do: "ready", timeout: 30_000 });
    // The client was gone when its statement could have run.
    expect(await rowCount(other)).toBe(0);
  });

  it("can leave while the owner is paused", async () => {
    const directory = await storeDirectory();
    const owner = await openedChild(directory);
    const other = await openedChild(directory);
    await other.tell({ do: "listen", queues: ["mail"] });
    await owner.pause();
    void other.tell({ do: "load", sql: "SELECT 1" });
    await other.tell({ do: "close" });
  });

  it("begin anew when the making of the database was cut short", async () => {
    const directory = await storeDirectory();
    rmSync(join(directory, "data/global"), { recursive: true });
    writeFileSync(join(directory, "creating"), "");
    const child = await openedChild(directory);
    await child.tell({ do: "ready", timeout: 30_000 });
    expect(existsSync(join(directory, "creating"))).toBe(false);
    expect(child.said[0]).toMatch(/^making the embedded store in .* the first time only$/);
    expect(child.said.at(-1)).toBe(`the embedded store in ${directory} is ready`);
  });

  it("give up a directory that was removed under them, and make it anew", async () => {
    const directory = await storeDirectory();
    const owner = await openedChild(directory);
    await owner.tell({ do: "query", sql: CREATE });
    rmSync(directory, { recursive: true });
    await poll(() => owner.said.at(-1)).toBe(
      `the embedded store in ${directory} cannot be kept open: its directory was removed`,
    );
  });
});
