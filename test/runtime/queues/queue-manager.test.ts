import { defineJob, QueueManager, QueueMonitor } from "tsk-gen/runtime";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { StoredOptions } from "../../../src/runtime/jobs/options.js";
import { openQueue, type StoreQueue } from "../../../src/runtime/stores/queue.js";
import { expectNothingLeft } from "../../support/leaks.js";
import { testConfig } from "../../support/projects.js";
import { startRedis, type TestRedis } from "../../support/redis.js";

expectNothingLeft();

let redis: TestRedis;
let queues: QueueManager<"high" | "low">;
/** BullMQ's own view of the queue `high`. */
let stored: StoreQueue;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.client.flushall();
  queues = new QueueManager(testConfig({ url: redis.url, queues: { high: 5, low: 1 } }), {
    environment: {},
  });
  stored = openQueue("high", { connection: redis.client, prefix: "bull" });
});
afterEach(async () => {
  await stored.close();
  await queues.close();
});

function welcome(manager: QueueManager<"high" | "low"> = queues) {
  return defineJob(manager, {
    name: "WelcomeJob",
    key: "welcome",
    version: 2,
    queue: "high",
    payload: z.strictObject({ user_id: z.int(), format: z.string().default("html") }),
    policy: { retry_attempts: 2, retry_delay: "1s", keep_completed: 0, priority: 7 },
  });
}

function cleanup() {
  return defineJob(queues, { name: "CleanupJob", key: "cleanup", version: 1, queue: "low" });
}

describe("enqueue", () => {
  test("stores the payload with its defaults, under the job's policy", async () => {
    const { id } = await queues.enqueue(welcome(), { user_id: 1 });
    const job = await stored.getJob(id);
    expect([job?.name, job?.data]).toEqual(["WelcomeJob", { user_id: 1, format: "html" }]);
    const options: StoredOptions = job?.opts ?? {};
    expect(options).toMatchObject({
      version: 2,
      attempts: 3,
      backoff: { type: "tusk", kind: "exponential", delay: 1000, jitter: 0 },
      removeOnComplete: { count: 0 },
      removeOnFail: { age: 180 * 86_400, count: 10_000 },
      priority: 7,
    });
  });

  test("answers with id, queue, and whether it was there already", async () => {
    const first = await welcome().performAsync({ user_id: 1 }, { id: "one", queue: "low" });
    expect(first).toEqual({ id: "one", queue: "low", deduplicated: false });
    const again = await welcome().performAsync({ user_id: 2 }, { id: "one", queue: "low" });
    expect(again).toEqual({ ...first, deduplicated: true });
    expect(await queues.queueSize("low")).toBe(1);
  });

  test("adds one job for an id, and only one caller is told that it was new", async () => {
    const enqueue = () => queues.enqueue(welcome(), { user_id: 1 }, { id: "same" });
    const answers = await Promise.all(Array.from({ length: 8 }, enqueue));
    expect(answers.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
    expect(await queues.queueSize("high")).toBe(1);
  });

  test("takes no payload for a job that has none", async () => {
    const { id, queue } = await cleanup().performAsync({ id: "c" });
    expect([id, queue]).toEqual(["c", "low"]);
    await expect(queues.enqueue(cleanup(), { x: 1 } as never)).rejects.toThrow("it takes none");
  });

  test("refuses what does not fit before anything is sent", async () => {
    const job = welcome();
    await expect(job.performAsync({ user_id: 1, age: 2 } as never)).rejects.toThrow("`age`");
    await expect(job.performAsync({ user_id: 1 }, { id: "a:b" })).rejects.toThrow(
      'the id is "a:b"',
    );
    await expect(job.performAsync({ user_id: 1 }, { id: "42" })).rejects.toThrow('the id is "42"');
    await expect(job.performAsync({ user_id: 1 }, { priority: -1 })).rejects.toThrow(
      "the priority is -1",
    );
    await expect(job.performAsync({ user_id: 1 }, { queue: "hihg" })).rejects.toThrow(
      'no queue is named "hihg"; sidekiq has high, low',
    );
    await expect(job.performIn("5 minutes", { user_id: 1 })).rejects.toThrow("the delay is");
    await expect(job.performAt(new Date(Number.NaN), { user_id: 1 })).rejects.toThrow("valid date");
    expect(await redis.client.dbsize()).toBe(0);
  });

  test("delays a job by a duration, or until a time; a past one means now", async () => {
    const job = welcome();
    const later = await job.performIn("1h", { user_id: 1 });
    const tomorrow = new Date(Date.now() + 86_400_000);
    const at = await queues.enqueueAt(tomorrow, job, { user_id: 2 });
    const past = await job.performAt(new Date(0), { user_id: 3 });
    expect((await stored.getJob(later.id))?.opts.delay).toBe(3_600_000);
    const wait = (await stored.getJob(at.id))?.opts.delay ?? 0;
    expect(Math.abs(wait - 86_400_000)).toBeLessThan(1000);
    expect((await stored.getJob(past.id))?.opts.delay).toBeUndefined();
    expect(await stored.getJobCounts("delayed", "prioritized")).toEqual({
      delayed: 2,
      prioritized: 1,
    });
  });
});

describe("batchEnqueue", () => {
  test("enqueues what it can and reports the rest by item", async () => {
    const items = [
      { user_id: 1 },
      { user_id: "2" } as never,
      { user_id: 3 },
      { user_id: 4, x: 1 } as never,
    ];
    const { ids, errors } = await queues.batchEnqueue(welcome(), items, { batchSize: 2 });
    expect(ids.map((id) => id !== undefined)).toEqual([true, false, true, false]);
    expect(errors.map(({ index, item, error }) => [index, item, error.name])).toEqual([
      [1, items[1], "PayloadError"],
      [3, items[3], "PayloadError"],
    ]);
    expect(await queues.queueSize("high")).toBe(2);
    expect((await stored.getJob(ids[2] ?? ""))?.data).toEqual({ user_id: 3, format: "html" });
  });

  test("refuses a slice size that is none", async () => {
    const batch = queues.batchEnqueue(welcome(), [{ user_id: 1 }], { batchSize: 0 });
    await expect(batch).rejects.toThrow("the batch size is 0");
  });
});

describe("batchProcess", () => {
  test("runs slice after slice and keeps what is thrown by item", async () => {
    let running = 0;
    let most = 0;
    const work = async (item: number) => {
      running++;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (item === 3) throw new Error("three");
      return item * 10;
    };
    const { succeeded, failed } = await queues.batchProcess([1, 2, 3, 4, 5], work, {
      batchSize: 2,
    });
    expect(succeeded.map(({ index, item, result }) => [index, item, result])).toEqual([
      [0, 1, 10],
      [1, 2, 20],
      [3, 4, 40],
      [4, 5, 50],
    ]);
    expect(failed).toEqual([{ index: 2, item: 3, error: new Error("three") }]);
    expect(most).toBe(2);
  });

  test("takes what a function throws at once for a failure of its item", async () => {
    const { failed } = await queues.batchProcess(["a"], () => {
      throw "plain text";
    });
    expect(failed[0]?.error.message).toBe("plain text");
  });
});

describe("queues", () => {
  test("are cleared of all jobs that wait, and schedules stay with their next job", async () => {
    await welcome().performAsync({ user_id: 1 });
    await welcome().performIn("1h", { user_id: 2 });
    await welcome().performAsync({ user_id: 3 }, { priority: 0 });
    await stored.upsertJobScheduler("daily", { every: 86_400_000 }, { name: "X", data: {} });
    await welcome().performAsync({ user_id: 4 }, { priority: 0 });
    await stored.add("skewed", {}, { timestamp: Date.now() + 60_000 });
    expect(await queues.clearQueue("high")).toBe(5);
    const left = await stored.getJobs(["wait", "delayed", "prioritized"]);
    expect(left.map(({ name }) => name)).toEqual(["X"]);
    expect(await stored.getJobSchedulersCount()).toBe(1);
  });

  test("are paused and resumed for the whole fleet", async () => {
    await queues.pause("high");
    expect(await stored.isPaused()).toBe(true);
    await queues.resume("high");
    expect(await stored.isPaused()).toBe(false);
  });
});

describe("QueueMonitor", () => {
  test("tells the state of every queue in the order of the file", async () => {
    await stored.add("x", {}, { timestamp: Date.now() - 60_000 });
    await welcome().performIn("1h", { user_id: 1 });
    await welcome().performAsync({ user_id: 1 });
    const [high, low] = await new QueueMonitor(queues).stats();
    expect(high).toMatchObject({
      name: "high",
      size: 2,
      waiting: 1,
      active: 0,
      delayed: 1,
      failed: 0,
      paused: false,
      healthy: true,
    });
    expect(Math.round((high?.oldestAge ?? 0) / 1000)).toBe(60);
    expect(low).toMatchObject({ name: "low", size: 0, oldestAge: 0, healthy: true });
  });

  test("is unhealthy when a queue is too long", async () => {
    await stored.addBulk(Array.from({ length: 1000 }, () => ({ name: "x", data: {} })));
    const health = await new QueueMonitor(queues).healthCheck();
    expect([health.status, health.queues.map(({ healthy }) => healthy)]).toEqual([
      "unhealthy",
      [false, true],
    ]);
    expect(Date.parse(health.timestamp)).toBeGreaterThan(Date.now() - 5000);
  });
});

test("connects again after close", async () => {
  await welcome().performAsync({ user_id: 1 });
  await queues.close();
  expect(await queues.queueSize("high")).toBe(1);
});

test("holds one connection", async () => {
  await Promise.all([queues.queueSize("high"), queues.queueSize("low"), cleanup().performAsync()]);
  const list = String(await redis.client.client("LIST")).match(/name=tsk:\w+/g);
  expect(list).toEqual(["name=tsk:enqueue"]);
});
