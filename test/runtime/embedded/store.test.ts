import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PgPool, Queue } from "bullmq";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openEmbeddedStore } from "../../../src/runtime/stores/embedded/index.js";
import { openQueue } from "../../../src/runtime/stores/queue.js";
import { type Store, StoreDownError, StoreUnfitError } from "../../../src/runtime/stores/store.js";
import { expectNothingLeft } from "../../support/leaks.js";
import {
  copyOfTemplate,
  removeDirectory,
  storeDirectory,
  temporaryDirectory,
} from "./support/template.js";

expectNothingLeft();

async function open(directory: string, lines: string[] = []): Promise<Store> {
  const store = await openEmbeddedStore({ directory, log: (line) => lines.push(line) });
  onTestFinished(() => store.close());
  return store;
}

function poolOf(store: Store): PgPool {
  return store.bullmq.connection;
}

describe("an embedded store", { timeout: 60_000 }, () => {
  it("is a place of its own, and leaves nothing but its data", async () => {
    const directory = await storeDirectory();
    const store = await open(directory);
    expect(store).toMatchObject({ kind: "embedded", location: `embedded:${directory}` });
    await store.ready(30_000);
    await store.close();
    await store.close();
    expect(readdirSync(directory)).toEqual(["data"]);
    await expect(store.ready(1000)).rejects.toThrow(StoreDownError);
  });

  it("can be opened twice in one process, and outlives the one that kept it open", async () => {
    const directory = await storeDirectory("long".repeat(40));
    const [first, second] = [await open(directory), await open(directory)];
    await poolOf(second).query("CREATE TABLE shared (n int)");
    await first.close();
    await poolOf(second).query("INSERT INTO shared VALUES (1)");
    expect((await poolOf(second).query("SELECT n FROM shared")).rows).toEqual([{ n: 1 }]);
  });

  it("opens its engine anew after a statement that broke it, with all rows", async () => {
    const lines: string[] = [];
    const store = await open(await storeDirectory(), lines);
    const pool = poolOf(store);
    await pool.query("CREATE TABLE kept AS SELECT 1 AS n");
    await expect(pool.query("COPY (SELECT 1) TO PROGRAM 'cat'")).rejects.toMatchObject({
      name: "StoreDownError",
      code: "ECONNREFUSED",
    });
    await store.ready(30_000);
    expect((await pool.query("SELECT n FROM kept")).rows).toEqual([{ n: 1 }]);
    expect(lines.join()).toContain("cannot be kept open: a query was not answered");
  });

  it("does not touch a directory whose data are somebody else's", async () => {
    const directory = await temporaryDirectory();
    mkdirSync(join(directory, "data"));
    writeFileSync(join(directory, "data/poem.txt"), "roses");
    await expect(open(directory)).rejects.toThrow(StoreUnfitError);
    await expect(open(directory)).rejects.toThrow(
      `${directory}/data holds other files than those of an embedded store; name another directory`,
    );
    expect(readdirSync(join(directory, "data"))).toEqual(["poem.txt"]);
  });

  it("says so when the data are of another version of the engine", async () => {
    const directory = await storeDirectory();
    writeFileSync(join(directory, "data/PG_VERSION"), "9\n");
    await expect(open(directory)).rejects.toThrow(
      /cannot be opened \(FATAL: {2}database files are incompatible with server\); use the version of @electric-sql\/pglite that wrote it/,
    );
  });
});

describe("an open store", { timeout: 60_000 }, () => {
  let directory: string;
  let store: Store;

  beforeAll(async () => {
    directory = await copyOfTemplate();
    store = await openEmbeddedStore({ directory, log: () => {} });
  });

  afterAll(async () => {
    await store.close();
    await removeDirectory(directory);
  });

  it("holds as many connections for twenty queues as for one", async () => {
    const pipes = () =>
      process.getActiveResourcesInfo().filter((kind) => kind === "PipeWrap").length;
    const before = pipes();
    const queues = Array.from({ length: 20 }, (_, number) =>
      openQueue(`q${number}`, store.producer),
    );
    await Promise.all(queues.map((queue) => queue.add("job", {})));
    expect(pipes() - before).toBeLessThanOrEqual(6);
    await Promise.all(queues.map((queue) => queue.close()));
  });

  it("opens a queue whose first contact failed once the store is back", async () => {
    const pool = poolOf(store);
    let refuse = true;
    const connection: Partial<PgPool> = {
      query: (text, params) => pool.query(text, params),
      connect: () => (refuse ? Promise.reject(new Error("connect ECONNREFUSED")) : pool.connect()),
      end: async () => {},
      on: () => pool,
      removeAllListeners: () => pool,
    };
    const queue: Queue = openQueue("mail", { ...store.bullmq, connection }) as never;
    await expect(queue.add("job", {})).rejects.toThrow("ECONNREFUSED");
    refuse = false;
    expect((await queue.add("job", {})).id).toBe("1");
    await queue.close();
  });

  it("tells of the queues that a wake-up is for, each once, until cancelled", async () => {
    const wakeUp = await store.listen(["mail", "news"]);
    // In one statement: told one by one, the last could arrive after the first was asked for.
    const told = ["mail", "other", "news", "mail"];
    await poolOf(store).query(
      "SELECT pg_notify('bullmq_jobs', told) FROM unnest($1::text[]) told",
      [told],
    );
    expect(await wakeUp.next(5000)).toBe("mail");
    expect(await wakeUp.next(5000)).toBe("news");
    const waiting = wakeUp.next(60_000);
    wakeUp.cancel();
    expect(await waiting).toBeUndefined();
    expect(await wakeUp.next(1)).toBeUndefined();
    await wakeUp.close();
  });
});
