// The contract with BullMQ: what worker/bullmq.ts leans on. When a new version fails here, the runtime
// needs work before it can be used.
import type { WorkerOptions } from "bullmq";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openQueue, type StoreQueue } from "../../../src/runtime/stores/queue.js";
import { openRedisStore } from "../../../src/runtime/stores/redis.js";
import type { Store } from "../../../src/runtime/stores/store.js";
import {
  BASE_MARKER,
  markerKey,
  SlotWorker,
  type StoredJob,
} from "../../../src/runtime/worker/bullmq.js";
import { expectNothingLeft } from "../../support/leaks.js";
import { startRedis, type TestRedis } from "../../support/redis.js";

expectNothingLeft();

let redis: TestRedis;
let store: Store;
let queue: StoreQueue;
const workers: SlotWorker[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

beforeEach(async () => {
  await redis.client.flushall();
  store = openRedisStore({ scheme: "redis", url: redis.url });
  await store.ready(5000);
  queue = openQueue("q", store.producer);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close(true)));
  await queue.close();
  await store.close();
});

async function open(
  process: (job: StoredJob, token: string | undefined) => Promise<unknown> = async () => undefined,
  options: Partial<WorkerOptions> = {},
): Promise<SlotWorker> {
  const worker = new SlotWorker("q", process, { ...store.bullmq, ...options }, undefined);
  worker.on("error", () => {});
  workers.push(worker);
  await worker.arm();
  return worker;
}

function marker(): Promise<string | null> {
  return redis.client.zscore(markerKey("bull", "q"), BASE_MARKER);
}

async function fetchJob(worker: SlotWorker, token = "t"): Promise<StoredJob> {
  const { job } = await worker.fetch(token);
  if (job === undefined) throw new Error("nothing to fetch");
  return job;
}

test("a job marks its queue, and so does starting one", async () => {
  const worker = await open();
  expect(await marker()).toBeNull();
  await queue.add("a", {});
  expect(await marker()).toBe("0");
  await redis.client.del(markerKey("bull", "q"));
  await worker.fetch("t");
  expect(await marker()).toBe("0");
});

test("a look into an empty queue finds nothing and no reason to come back", async () => {
  const worker = await open();
  expect(await worker.fetch("t")).toEqual({ job: undefined, limit: 0, until: 0 });
});

test("a look tells when the next delayed job is due, and takes it once it is", async () => {
  const worker = await open();
  const before = Date.now();
  await queue.add("a", {}, { delay: 60 });
  const { job, until } = await worker.fetch("t");
  expect(job).toBeUndefined();
  expect(Math.floor(until)).toBeGreaterThanOrEqual(before + 60);
  expect(until).toBeLessThan(Date.now() + 61);
  await new Promise((resolve) => setTimeout(resolve, Math.ceil(until) - Date.now() + 2));
  expect((await fetchJob(worker)).name).toBe("a");
});

test("a look tells how long the rate limit lasts", async () => {
  const worker = await open();
  await queue.setGlobalRateLimit(1, 60_000);
  await queue.addBulk([
    { name: "a", data: {} },
    { name: "b", data: {} },
  ]);
  await worker.fetch("t1");
  const { job, limit } = await worker.fetch("t2");
  expect(job).toBeUndefined();
  expect(limit).toBeGreaterThan(0);
  expect(limit).toBeLessThanOrEqual(60_000);
});

test("a paused queue looks empty and is marked again when it is resumed", async () => {
  const worker = await open();
  await queue.add("a", {});
  await queue.pause();
  expect(await marker()).toBeNull();
  expect((await worker.fetch("t")).job).toBeUndefined();
  await queue.resume();
  expect(await marker()).toBe("0");
});

test("finishing a job fetches the next of its queue when the callback agrees, asked after the handler", async () => {
  const steps: string[] = [];
  const worker = await open(async (job) => {
    steps.push(job.name);
  });
  await queue.addBulk(["a", "b", "c"].map((name) => ({ name, data: {} })));
  const first = await fetchJob(worker);
  const second = await worker.processJob(first, "t", () => steps.push("asked") > 0);
  expect(second?.name).toBe("b");
  expect(second?.token).toBe("t");
  expect(steps).toEqual(["a", "asked"]);
  const none = await worker.processJob(second ?? first, "t", () => false);
  expect(none).toBeUndefined();
  expect(await queue.getWaitingCount()).toBe(1);
});

test("a processor with two parameters gets no signal made", async () => {
  let received = -1;
  const worker = await open((...given) => {
    received = given.filter((value) => value !== undefined).length;
    return Promise.resolve();
  });
  await queue.add("a", {});
  await worker.processJob(await fetchJob(worker), "t", () => false);
  expect(received).toBe(2);
});

test("an armed worker keeps the lock of a job that runs longer than the lock lasts", async () => {
  let end: () => void = () => {};
  const worker = await open(() => new Promise<void>((resolve) => (end = resolve)), {
    lockDuration: 200,
    stalledInterval: 100,
  });
  await queue.add("a", {});
  const running = worker.processJob(await fetchJob(worker), "t", () => false);
  await new Promise((resolve) => setTimeout(resolve, 600));
  end();
  await running;
  expect(await queue.getJobCounts("completed", "wait", "active")).toEqual({
    completed: 1,
    wait: 0,
    active: 0,
  });
});

test("an armed worker finds the jobs of a process that is gone, and no run is counted", async () => {
  const gone = await open(undefined, { lockDuration: 100, stalledInterval: 100 });
  await queue.add("a", {});
  await fetchJob(gone);
  await gone.close(true);
  const worker = await open(undefined, { lockDuration: 100, stalledInterval: 100 });
  const stalled = await new Promise<string>((resolve) => worker.on("stalled", resolve));
  const job = await fetchJob(worker, "t2");
  expect([job.id, job.stalledCounter, job.attemptsMade]).toEqual([stalled, 1, 0]);
});

test("a job that was given back runs next and has spent no run", async () => {
  const worker = await open();
  await queue.addBulk(["a", "b"].map((name) => ({ name, data: {}, opts: { attempts: 1 } })));
  await worker.giveBack(await fetchJob(worker));
  const again = await fetchJob(worker, "t2");
  expect([again.name, again.attemptsMade]).toEqual(["a", 0]);
});

test("resume starts no loop of BullMQ's own", async () => {
  let runs = 0;
  const worker = await open(async () => {
    runs++;
  });
  await queue.add("a", {});
  await worker.resume();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([worker.isRunning(), runs]).toEqual([false, 0]);
});

test("close does not wait for a job that runs", async () => {
  const worker = await open(() => new Promise(() => {}));
  await queue.add("a", {});
  void worker.processJob(await fetchJob(worker), "t", () => false);
  await worker.close(true);
  expect(await queue.getActiveCount()).toBe(1);
});

test("a failure asks our strategy with the count of failures and the job's own backoff", async () => {
  const asked: unknown[] = [];
  const worker = await open(() => Promise.reject(new Error("no")), {
    settings: {
      backoffStrategy: (failures, type, _error, job) => {
        asked.push([failures, type, job?.opts.backoff]);
        return 40;
      },
    },
  });
  const backoff = { type: "tusk", kind: "list", delays: [1000, 5000] };
  await queue.add("a", {}, { attempts: 3, backoff });
  await worker.processJob(await fetchJob(worker), "t", () => false);
  expect(asked).toEqual([[1, "tusk", backoff]]);
  expect(await queue.getDelayedCount()).toBe(1);
});

test("workers have no connections of their own", async () => {
  const connections = async () =>
    String(await redis.client.client("LIST"))
      .trim()
      .split("\n").length;
  await open();
  const before = await connections();
  await Promise.all([open(), open(), open()]);
  expect(await connections()).toBe(before);
});
