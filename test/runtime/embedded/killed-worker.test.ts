// Two workers on one embedded store; the one that owns it, so that the engine dies with it, is killed.
import { Redis } from "ioredis";
import { QueueManager } from "tsk-gen/runtime";
import { expect, it, onTestFinished } from "vitest";
import { startProcess } from "../../support/process.js";
import { testConfig } from "../../support/projects.js";
import { startRedis } from "../../support/redis.js";
import { WorkJob } from "../fixture/worker.js";
import { storeDirectory } from "./support/template.js";

const JOBS = 500;
const SLOTS = 5;
const PATIENCE = { timeout: 60_000, interval: 10 };

it("finishes all jobs when the worker that owns the store is killed", async () => {
  const store = `embedded:${await storeDirectory()}`;
  // Only notes of what ran are kept there.
  const redis = await startRedis();
  const notes = new Redis(redis.url);
  const environment = {
    TEST_REDIS: redis.url,
    TEST_LOCK: "5s",
    TEST_CONCURRENCY: String(SLOTS),
    QUEUE_STORE: store,
  };
  const start = () => startProcess("runtime/fixture/worker.ts", environment);
  const owner = start();
  await owner.logged(/^started$/);
  const other = start();
  await other.logged(/^started$/);
  const queues = new QueueManager(testConfig({ url: redis.url, queues: { a: 1 } }), {
    environment: { QUEUE_STORE: store },
  });
  onTestFinished(async () => {
    await Promise.all([owner.kill(), other.kill()]);
    await queues.close();
    notes.disconnect();
    await redis.stop();
  });

  const items = Array.from({ length: JOBS }, (_, n) => ({ n, ms: 5 }));
  expect((await queues.batchEnqueue(WorkJob, items)).errors).toEqual([]);
  await expect.poll(() => notes.hlen("done"), PATIENCE).toBeGreaterThan(JOBS / 5);
  await owner.kill();
  expect(await notes.hlen("done")).toBeLessThan(JOBS);
  await expect.poll(() => notes.hlen("done"), PATIENCE).toBe(JOBS);
  other.signal("SIGTERM");
  expect(await other.exit).toBe(0);

  const runs = Object.values(await notes.hgetall("ran")).map(Number);
  expect(runs).toHaveLength(JOBS);
  expect(runs.filter((times) => times > 1).length).toBeLessThanOrEqual(SLOTS);
}, 120_000);
