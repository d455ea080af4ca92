import { setTimeout as sleep } from "node:timers/promises";
import {
  type Config,
  type Death,
  defineJob,
  type Handler,
  type JobPolicy,
  QueueManager,
  QueueMonitor,
  Runtime,
  type RuntimeOptions,
} from "tsk-gen/runtime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { openQueue, type StoreQueue } from "../../src/runtime/stores/queue.js";
import { expectNothingLeft } from "../support/leaks.js";
import { memoryLogger, testConfig } from "../support/projects.js";
import { startRedis, type TestRedis } from "../support/redis.js";

expectNothingLeft();

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
beforeEach(() => redis.client.flushall());

const payload = z.strictObject({ n: z.int() });

/** A project with one job, `task`, on the queue `a`. */
function project(
  handler: Handler<{ n: number }>,
  options: RuntimeOptions & {
    readonly policy?: JobPolicy;
    readonly concurrency?: number;
    readonly shutdown?: string;
    readonly version?: number;
    readonly limits?: Config<"a" | "b">["limits"];
  } = {},
) {
  const { policy, concurrency, shutdown, version = 1, limits, ...runtimeOptions } = options;
  const config = testConfig({
    url: redis.url,
    queues: { a: 1, b: 1 },
    ...(policy !== undefined && { policy }),
    ...(concurrency !== undefined && { concurrency }),
    ...(shutdown !== undefined && { shutdown }),
    ...(limits !== undefined && { limits }),
  });
  const queues = new QueueManager(config, { environment: {} });
  const task = defineJob(queues, { name: "TaskJob", key: "task", version, queue: "a", payload });
  const logger = memoryLogger();
  const runtime = new Runtime(
    { config, queues, jobs: { task }, handlers: { task: handler } },
    { logger, ...runtimeOptions },
  );
  const run = (more = {}) => runtime.run({ signals: false, ...more });
  return { config, queues, task, runtime, logger, run };
}

/** Looks at the queue `a` while `look` runs. */
async function inQueue<T>(look: (queue: StoreQueue) => Promise<T>): Promise<T> {
  const queue = openQueue("a", { connection: redis.client, prefix: "bull" });
  try {
    return await look(queue);
  } finally {
    await queue.close();
  }
}

const counts = () =>
  inQueue((queue) => queue.getJobCounts("wait", "active", "delayed", "failed", "completed"));

/** A promise and what settles it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

async function roundTrips(): Promise<number> {
  const stats = await redis.client.info("commandstats");
  const calls = stats.matchAll(/cmdstat_(?:evalsha|bzpopmin):calls=(\d+)/g);
  return [...calls].reduce((sum, [, n]) => sum + Number(n), 0);
}

describe("shares", () => {
  const weights = { critical: 10, high: 5, default: 1, low: 1 };
  type Name = keyof typeof weights;
  const names: Name[] = ["critical", "high", "default", "low"];

  /** A runtime whose jobs all call `handle` with their queue; each queue has `amount` of them. */
  async function backlogged(
    fetch: "weighted" | "fair",
    amount: number,
    handle: (name: Name) => unknown,
  ) {
    const config = testConfig({ url: redis.url, queues: weights, concurrency: 10, fetch });
    const queues = new QueueManager(config, { environment: {} });
    const job = (queue: Name) =>
      defineJob(queues, { name: `${queue}Job`, key: queue, version: 1, queue, payload });
    const jobs = {
      critical: job("critical"),
      high: job("high"),
      default: job("default"),
      low: job("low"),
    };
    const handlers = {
      critical: () => handle("critical"),
      high: () => handle("high"),
      default: () => handle("default"),
      low: () => handle("low"),
    };
    const items = Array.from({ length: amount }, (_, n) => ({ n }));
    for (const name of names) await queues.batchEnqueue(jobs[name], items, { batchSize: 500 });
    return new Runtime({ config, queues, jobs, handlers }, { logger: memoryLogger() });
  }

  test("are those of the weights, within 1 % over 4,000 picks, in few round trips", async () => {
    const picked: Name[] = [];
    const runtime = await backlogged("weighted", 2600, (name) => {
      picked.push(name);
      if (picked.length === 4000) runtime.stop();
    });
    const before = await roundTrips();
    expect(await runtime.run({ signals: false })).toBe(0);
    const trips = ((await roundTrips()) - before) / picked.length;
    for (const name of names) {
      const share = picked.slice(0, 4000).filter((candidate) => candidate === name).length / 4000;
      expect(Math.abs(share - weights[name] / 17)).toBeLessThan(0.01);
    }
    expect(trips).toBeLessThan(1.15);
  });

  test("are of time where `fetch` is fair, from the start, though one queue's jobs are slow", async () => {
    const times = { critical: 0, high: 0, default: 0, low: 0 };
    const begin = performance.now();
    const end = begin + 6000;
    const runtime = await backlogged("fair", 2000, async (name) => {
      const start = performance.now();
      await sleep(name === "low" ? 1000 : 20);
      times[name] += Math.max(Math.min(performance.now(), end) - start, 0);
    });
    const running = runtime.run({ signals: false });
    await sleep(end - performance.now());
    runtime.stop();
    expect(await running).toBe(0);
    const total = Object.values(times).reduce((sum, time) => sum + time, 0);
    for (const name of names)
      expect(Math.abs(times[name] / total - weights[name] / 17)).toBeLessThan(0.02);
  });

  test("in strict order leave a queue alone until those before it are empty", async () => {
    const order: number[] = [];
    const config = testConfig({ url: redis.url, queues: ["first", "second"], concurrency: 1 });
    const queues = new QueueManager(config, { environment: {} });
    const jobs = {
      one: defineJob(queues, { name: "One", key: "one", version: 1, queue: "first" }),
      two: defineJob(queues, { name: "Two", key: "two", version: 1, queue: "second" }),
    };
    const handlers = { one: () => order.push(1), two: () => order.push(2) };
    for (let n = 0; n < 20; n++)
      await Promise.all([jobs.two.performAsync(), jobs.one.performAsync()]);
    const runtime = new Runtime({ config, queues, jobs, handlers }, { logger: memoryLogger() });
    expect(await runtime.run({ signals: false, drain: true })).toBe(0);
    expect(order).toEqual([...Array(20).fill(1), ...Array(20).fill(2)]);
  });

  test("do not let a queue that fills up wait for slots that others keep busy", async () => {
    const config = testConfig({ url: redis.url, queues: { busy: 1, late: 1 }, concurrency: 1 });
    const queues = new QueueManager(config, { environment: {} });
    const jobs = {
      busy: defineJob(queues, { name: "Busy", key: "busy", version: 1, queue: "busy" }),
      late: defineJob(queues, { name: "Late", key: "late", version: 1, queue: "late" }),
    };
    let runs = 0;
    const handlers = {
      busy: async () => {
        runs++;
        if (runs === 5) await jobs.late.performAsync();
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
      late: () => end.open(),
    };
    const end = gate();
    await queues.batchEnqueue(
      jobs.busy,
      Array.from({ length: 2000 }, () => undefined),
      { batchSize: 1000 },
    );
    const runtime = new Runtime({ config, queues, jobs, handlers }, { logger: memoryLogger() });
    void end.opened.then(() => runtime.stop());
    await runtime.run({ signals: false });
    expect(runs).toBeLessThan(100);
  });
});

describe("a queue with all the slots it may have", () => {
  const limited = () => project(() => held.opened, { limits: { a: { max: 1 } } });
  let held = gate();
  beforeEach(() => {
    held = gate();
  });

  test("leaves its jobs to other workers, and is not asked for in vain", async () => {
    const first = limited();
    const second = limited();
    await first.queues.batchEnqueue(first.task, [{ n: 1 }, { n: 2 }, { n: 3 }]);
    const running = [first.run()];
    await expect.poll(async () => (await counts()).active).toBe(1);
    const before = await roundTrips();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await roundTrips()) - before).toBeLessThan(10);
    running.push(second.run());
    await expect.poll(async () => (await counts()).active).toBe(2);
    held.open();
    await expect.poll(async () => (await counts()).completed).toBe(3);
    first.runtime.stop();
    second.runtime.stop();
    expect(await Promise.all(running)).toEqual([0, 0]);
  });

  test("is listened to again once it has room", async () => {
    const { task, runtime, run } = limited();
    const running = run();
    await task.performAsync({ n: 1 });
    await expect.poll(async () => (await counts()).active).toBe(1);
    held.open();
    await expect.poll(async () => (await counts()).completed).toBe(1);
    const before = performance.now();
    await task.performAsync({ n: 2 });
    await expect.poll(async () => (await counts()).completed, { interval: 5 }).toBe(2);
    expect(performance.now() - before).toBeLessThan(1500);
    runtime.stop();
    expect(await running).toBe(0);
  });
});

test("a queue that has started what its rate allows is looked into when it may go on, not before", async () => {
  const started: number[] = [];
  const { queues, task, runtime, run } = project(() => started.push(performance.now()), {
    limits: { a: { rate: "2/1s" } },
  });
  await queues.batchEnqueue(task, [{ n: 1 }, { n: 2 }, { n: 3 }]);
  const running = run();
  await expect.poll(() => started.length).toBe(2);
  const before = await roundTrips();
  await expect.poll(() => started.length, { timeout: 5000 }).toBe(3);
  runtime.stop();
  expect(await running).toBe(0);
  expect((started[2] ?? 0) - (started[0] ?? 0)).toBeGreaterThan(900);
  expect((await roundTrips()) - before).toBeLessThan(12);
});

describe("a job", () => {
  test("starts at once when the worker is idle, its result is kept, and its context is right", async () => {
    const seen: unknown[] = [];
    const started = gate();
    const { task, run, runtime, queues } = project(async ({ n }, context) => {
      const { job, attempt, progress, log, signal } = context;
      await progress({ half: true });
      log.info({ n }, "hello");
      seen.push([n, attempt, job.name, job.queue, job.enqueuedAt instanceof Date, signal.aborted]);
      started.open();
      return { twice: 2 * n };
    });
    const running = run();
    await expect
      .poll(async () => (await redis.client.info("clients")).includes("blocked_clients:1"))
      .toBe(true);
    const { id } = await task.performAsync({ n: 21 });
    const before = performance.now();
    await started.opened;
    expect(performance.now() - before).toBeLessThan(500);
    await expect.poll(async () => (await counts()).completed).toBe(1);
    const job = await inQueue((queue) => queue.getJob(id));
    expect([job?.returnvalue, job?.progress]).toEqual([{ twice: 42 }, { half: true }]);
    expect(seen).toEqual([[21, 1, "TaskJob", "a", true, false]]);
    runtime.stop();
    expect(await running).toBe(0);
    await queues.close();
  });

  test("is retried after waits that double, and dies when its retries are spent", async () => {
    const waits: number[] = [];
    const deaths: Death[] = [];
    const { task, run, runtime, logger } = project(
      () => {
        throw "no such user";
      },
      { policy: { retry_delay: "4ms" }, onDead: (death) => deaths.push(death) && runtime.stop() },
    );
    await task.performAsync({ n: 1 }, { id: "mortal" });
    expect(await run()).toBe(0);
    for (const { message } of logger.lines) {
      const wait = /runs again in (\d+)ms/.exec(message)?.[1];
      if (wait !== undefined) waits.push(Number(wait));
    }
    expect(waits).toEqual([4, 8, 16]);
    expect(deaths).toMatchObject([
      { id: "mortal", job: "TaskJob", queue: "a", payload: { n: 1 }, attempts: 4 },
    ]);
    expect(deaths[0]?.error.message).toBe("threw no such user");
    const dead = await inQueue((queue) => queue.getJob("mortal"));
    expect([dead?.failedReason, dead?.attemptsMade, dead?.data]).toEqual([
      "threw no such user",
      4,
      { n: 1 },
    ]);
    expect(dead?.stacktrace).toHaveLength(4);
    expect(dead?.finishedOn).toBe(deaths[0]?.diedAt.getTime());
    expect(logger.lines.filter(({ level }) => level === "error")).toMatchObject([
      { message: "dead: failed for good" },
    ]);
  });

  test("stores the waits of the seed's series: 60, 120, and 240 s", async () => {
    const { task, run, runtime } = project(
      () => {
        runtime.stop();
        throw new Error("no");
      },
      { policy: { retry_delay: "1m" } },
    );
    await task.performAsync({ n: 1 }, { id: "slow" });
    for (const wait of [60_000, 120_000, 240_000]) {
      await run();
      const job = await inQueue((queue) => queue.getJob("slow"));
      expect(job?.delay).toBe(wait);
      await job?.promote();
    }
    await run();
    expect(await counts()).toMatchObject({ failed: 1, delayed: 0 });
  });

  test("dies at once of a payload that does not fit, which names the field", async () => {
    const deaths: Death[] = [];
    let runs = 0;
    const { run, runtime } = project(
      () => {
        runs++;
      },
      { onDead: (death) => deaths.push(death) && runtime.stop() },
    );
    await inQueue((queue) => queue.add("TaskJob", { n: "one", x: 1 }, { attempts: 4 }));
    await run();
    expect(runs).toBe(0);
    expect(deaths[0]?.error.message).toBe(
      "TaskJob does not take this payload: `n` must be a number",
    );
    expect(deaths[0]?.attempts).toBe(1);
  });

  test("gets a payload of a newer producer without the fields it does not know", async () => {
    const seen: unknown[] = [];
    const { run } = project((given) => seen.push(given));
    await inQueue((queue) => queue.add("TaskJob", { n: 1, later: true }));
    await run({ drain: true });
    expect(seen).toEqual([{ n: 1 }]);
  });

  test("of a newer version waits 30 s for newer code and spends no retry", async () => {
    let runs = 0;
    const { run, logger } = project(() => {
      runs++;
    });
    const newer = project(() => undefined, { version: 2 });
    await newer.task.performAsync({ n: 1 }, { id: "newer" });
    await newer.queues.close();
    const before = Date.now();
    await run({ drain: true });
    const job = await inQueue((queue) => queue.getJob("newer"));
    expect(runs).toBe(0);
    expect(await counts()).toMatchObject({ delayed: 1, failed: 0, active: 0 });
    expect(job?.attemptsMade).toBe(0);
    expect(Math.abs((job?.delay ?? 0) - 30_000)).toBeLessThan(Date.now() - before + 100);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ message: "waits for newer code" }),
    );
  });

  test("of an older version is brought up to date by its handler", async () => {
    const seen: unknown[] = [];
    const handler: Handler<{ n: number }> = Object.assign(({ n }: { n: number }) => seen.push(n), {
      upcast: (old: unknown, version: number) => ({
        n: Number(Reflect.get(Object(old), "number")) + version,
      }),
    });
    const { run } = project(handler, { version: 3 });
    await inQueue((queue) => queue.add("TaskJob", { number: "40" }));
    await run({ drain: true });
    expect(seen).toEqual([41]);
  });

  test("that this code does not know fails like any other", async () => {
    const deaths: Death[] = [];
    const { run, runtime } = project(() => undefined, {
      onDead: (death) => deaths.push(death) && runtime.stop(),
    });
    await inQueue((queue) => queue.add("OtherJob", {}, { attempts: 1 }));
    await run();
    expect(deaths[0]?.error.message).toBe("this code has no job named OtherJob");
  });

  test("that is too old is not run and not dead", async () => {
    let runs = 0;
    const { run, logger } = project(
      () => {
        runs++;
      },
      { policy: { expires_in: "1m" } },
    );
    await inQueue((queue) => queue.add("TaskJob", { n: 1 }, { timestamp: Date.now() - 61_000 }));
    await run({ drain: true });
    expect([runs, (await counts()).completed]).toEqual([0, 1]);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ message: "expired: too old to run" }),
    );
  });

  test("that has become too old is not retried", async () => {
    let runs = 0;
    const { task, run, runtime } = project(
      () => {
        runs++;
        runtime.stop();
        throw new Error("no");
      },
      { policy: { expires_in: "1h", retry_delay: "1m" } },
    );
    await task.performAsync({ n: 1 }, { id: "old" });
    await run();
    await redis.client.hset("bull:a:old", "timestamp", Date.now() - 3_601_000);
    await inQueue(async (queue) => (await queue.getJob("old"))?.promote());
    await run({ drain: true });
    expect(runs).toBe(1);
    expect(await counts()).toMatchObject({ completed: 1, failed: 0, delayed: 0 });
    expect((await inQueue((queue) => queue.getJob("old")))?.returnvalue).toEqual({ expired: true });
  });

  test.each([
    [
      "an error that looks like one of BullMQ's",
      Object.assign(new Error("x"), { name: "DelayedError" }),
    ],
    ["nothing", undefined],
    ["something that is not JSON", 1n],
  ])("fails for good although its handler throws %s", async (_, thrown) => {
    const deaths: Death[] = [];
    const { task, run, runtime } = project(
      () => {
        throw thrown;
      },
      { policy: { retry_attempts: 0 }, onDead: (death) => deaths.push(death) && runtime.stop() },
    );
    await task.performAsync({ n: 1 });
    await run();
    expect(deaths).toHaveLength(1);
    expect(await counts()).toMatchObject({ failed: 1, active: 0 });
  });

  test.each([
    ["longer than 32 KiB", "x".repeat(33_000)],
    ["not JSON", { big: 1n }],
  ])("succeeds although its result is %s", async (_, result) => {
    const { task, run, logger } = project(() => result);
    await task.performAsync({ n: 1 }, { id: "r" });
    await run({ drain: true });
    expect(await counts()).toMatchObject({ completed: 1, failed: 0 });
    expect((await inQueue((queue) => queue.getJob("r")))?.returnvalue).toBeNull();
    expect(logger.lines.some(({ message }) => message.startsWith("the result is not kept"))).toBe(
      true,
    );
  });

  test("does not bring the worker down when the hook for its death throws", async () => {
    const { task, run, runtime, logger } = project(
      () => {
        throw new Error("no");
      },
      {
        policy: { retry_attempts: 0 },
        onDead: () => {
          runtime.stop();
          throw new Error("hook");
        },
      },
    );
    await task.performAsync({ n: 1 });
    expect(await run()).toBe(0);
    expect(logger.lines).toContainEqual(expect.objectContaining({ message: "onDead failed" }));
  });
});

describe("a run that takes too long", () => {
  const policy = { timeout: "30ms", timeout_grace: "30ms", retry_attempts: 0 } as const;

  test("fails when its handler obeys the signal", async () => {
    const deaths: Death[] = [];
    const { task, run, runtime } = project(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
      { policy, onDead: (death) => deaths.push(death) && runtime.stop() },
    );
    await task.performAsync({ n: 1 });
    expect(await run()).toBe(0);
    expect(deaths[0]?.error.message).toBe("timed out after 30ms");
  });

  test("succeeds when its handler ends within the grace", async () => {
    const { task, run } = project(
      (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve("just in time"));
        }),
      { policy },
    );
    await task.performAsync({ n: 1 }, { id: "late" });
    await run({ drain: true });
    expect((await inQueue((queue) => queue.getJob("late")))?.returnvalue).toBe("just in time");
  });

  test("fails although its handler goes on, which keeps its slot until it ends", async () => {
    const end = gate();
    const order: string[] = [];
    const { task, run, runtime, logger } = project(
      async ({ n }) => {
        order.push(`start ${n}`);
        if (n === 1) await end.opened;
        if (n === 2) runtime.stop();
        order.push(`end ${n}`);
      },
      {
        policy,
        concurrency: 2,
        onDead: () => {
          order.push("dead 1");
          setTimeout(end.open, 100);
        },
      },
    );
    await task.performAsync({ n: 1 });
    const running = run();
    await expect.poll(() => order.includes("dead 1")).toBe(true);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ message: "the handler ignores its signal and keeps its slot" }),
    );
    await end.opened;
    await task.performAsync({ n: 2 });
    expect(await running).toBe(0);
    expect(order).toEqual(["start 1", "dead 1", "end 1", "start 2", "end 2"]);
  });

  test("is not retried under on_timeout: fail", async () => {
    const deaths: Death[] = [];
    const { task, run, runtime } = project(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
      {
        policy: { ...policy, retry_attempts: 5, on_timeout: "fail" },
        onDead: (death) => deaths.push(death) && runtime.stop(),
      },
    );
    await task.performAsync({ n: 1 });
    await run();
    expect(deaths[0]).toMatchObject({ attempts: 1 });
  });

  test("does not keep a drained worker from ending", async () => {
    const { task, run } = project(() => new Promise(() => {}), { policy, concurrency: 2 });
    await task.performAsync({ n: 1 });
    expect(await run({ drain: true })).toBe(0);
    expect(await counts()).toMatchObject({ failed: 1, active: 0 });
  });

  test("ends the process with 1 when such handlers hold all slots", async () => {
    const { task, run, logger } = project(() => new Promise(() => {}), { policy, concurrency: 2 });
    await task.performAsync({ n: 1 });
    await task.performAsync({ n: 2 });
    expect(await run()).toBe(1);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({
        message: "all slots are held by handlers that ignore their signals",
      }),
    );
  });
});

describe("stopping", () => {
  test("waits for what runs and starts nothing more", async () => {
    const ran: number[] = [];
    const { task, run, runtime } = project(
      async ({ n }) => {
        runtime.stop();
        await new Promise((resolve) => setTimeout(resolve, 50));
        ran.push(n);
      },
      { concurrency: 1 },
    );
    await task.performAsync({ n: 1 });
    await task.performAsync({ n: 2 });
    expect(await run()).toBe(0);
    expect(ran).toEqual([1]);
    expect(await counts()).toMatchObject({ completed: 1, wait: 1, active: 0 });
  });

  test("gives back a job whose handler obeys the signal, no retry spent", async () => {
    const { task, run, runtime } = project(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          runtime.stop();
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
      { shutdown: "20ms", policy: { retry_attempts: 0 } },
    );
    await task.performAsync({ n: 1 }, { id: "back" });
    expect(await run()).toBe(0);
    expect(await counts()).toMatchObject({ wait: 1, failed: 0, active: 0 });
    expect((await inQueue((queue) => queue.getJob("back")))?.attemptsMade).toBe(0);
  });

  test("gives back a job whose handler ignores the signal, and what that does later is not heard", async () => {
    const end = gate();
    const { task, run, runtime } = project(
      async () => {
        runtime.stop();
        await end.opened;
      },
      { shutdown: "20ms", policy: { timeout_grace: "20ms", retry_attempts: 0 } },
    );
    await task.performAsync({ n: 1 }, { id: "back" });
    expect(await run()).toBe(0);
    expect(await counts()).toMatchObject({ wait: 1, active: 0 });
    end.open();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await counts()).toMatchObject({ wait: 1, completed: 0, failed: 0 });
  });

  test("asked for twice gives back at once", async () => {
    const { task, run, runtime } = project(
      () => {
        runtime.stop();
        setTimeout(() => runtime.stop(), 20);
        return new Promise(() => {});
      },
      { shutdown: "1h" },
    );
    await task.performAsync({ n: 1 });
    const before = performance.now();
    expect(await run()).toBe(0);
    expect(performance.now() - before).toBeLessThan(3000);
    expect(await counts()).toMatchObject({ wait: 1, active: 0 });
  });

  test("ends in time with 1 when the store is gone and a job cannot be given back", async () => {
    const own = await startRedis();
    const config = testConfig({
      url: own.url,
      queues: { a: 1 },
      shutdown: "50ms",
      policy: { timeout_grace: "50ms" },
    });
    const queues = new QueueManager(config, { environment: {} });
    const task = defineJob(queues, { name: "T", key: "t", version: 1, queue: "a" });
    const handler = async () => {
      await own.stop();
      runtime.stop();
    };
    const runtime = new Runtime(
      { config, queues, jobs: { task }, handlers: { task: handler } },
      { logger: memoryLogger() },
    );
    await task.performAsync();
    const before = performance.now();
    expect(await runtime.run({ signals: false })).toBe(1);
    expect(performance.now() - before).toBeLessThan(6000);
  });

  test("is over before the store was reached when it was asked for then", async () => {
    const config = testConfig({ url: "redis://127.0.0.1:1/0", queues: { a: 1 } });
    const queues = new QueueManager(config, { environment: {} });
    const logger = memoryLogger();
    const runtime = new Runtime({ config, queues, jobs: {}, handlers: {} }, { logger });
    const running = runtime.run({ signals: false });
    await expect.poll(() => logger.lines.length, { timeout: 3000 }).toBeGreaterThan(0);
    runtime.stop();
    expect(await running).toBe(0);
    expect(logger.lines[0]).toMatchObject({
      level: "error",
      message: expect.stringMatching(
        /^redis:\/\/127\.0\.0\.1:1\/0 does not answer .*; trying again$/,
      ),
    });
  });
});

describe("a start", () => {
  async function refused(
    run: (project: ReturnType<typeof base>) => Promise<number>,
  ): Promise<string[]> {
    const given = base();
    expect(await run(given)).toBe(2);
    return given.logger.lines.map(({ message }) => message);
  }
  const base = () => project(() => undefined);

  test("is refused for a queue that the profile lacks", async () => {
    expect(await refused(({ run }) => run({ queues: ["a", "c"] }))).toEqual([
      'queues has "c", which sidekiq does not have; accepted: a or b',
    ]);
  });

  test("is refused for a job whose queue the profile lacks, and for one without handler", async () => {
    const messages = await refused(({ config, queues, logger }) => {
      const definition = { name: "J", key: "lost_job", version: 1, queue: "nowhere" };
      return new Runtime(
        { config, queues, jobs: { lost: { definition } }, handlers: { lost: () => undefined } },
        { logger },
      ).run({ signals: false });
    });
    expect(messages).toEqual([
      'the job lost_job goes to the queue "nowhere", which sidekiq does not have; accepted: a or b',
    ]);
    const unhandled = await refused(({ config, queues, logger, task }) =>
      new Runtime({ config, queues, jobs: { task }, handlers: {} as never }, { logger }).run({
        signals: false,
      }),
    );
    expect(unhandled).toEqual(["handlers.task is missing; accepted: a function"]);
  });

  test("serves only the queues asked for", async () => {
    const { task, run } = project(() => undefined);
    await task.performAsync({ n: 1 });
    await run({ queues: ["b"], drain: true });
    expect(await counts()).toMatchObject({ wait: 1 });
    await run({ queues: ["a"], drain: true });
    expect(await counts()).toMatchObject({ wait: 0, completed: 1 });
  });
});

test("a drained worker leaves delayed jobs for later and can run again", async () => {
  let runs = 0;
  const { task, run } = project(() => {
    runs++;
  });
  await task.performAsync({ n: 1 });
  await task.performIn("1h", { n: 2 });
  expect([await run({ drain: true }), await run({ drain: true }), runs]).toEqual([0, 0, 1]);
  expect(await counts()).toMatchObject({ delayed: 1, completed: 1 });
});

test("a delayed job starts when it is due", async () => {
  const { task, run, runtime } = project(() => runtime.stop());
  const running = run();
  const before = performance.now();
  await task.performIn("150ms", { n: 1 });
  await running;
  const took = performance.now() - before;
  expect(took).toBeGreaterThan(140);
  expect(took).toBeLessThan(2000);
});

test("two workers share a queue and run every job once", async () => {
  const ran: number[] = [];
  const both = [0, 1].map(() => project(({ n }) => ran.push(n)));
  const [first, second] = both;
  const items = Array.from({ length: 300 }, (_, n) => ({ n }));
  await first?.queues.batchEnqueue(first.task, items);
  await Promise.all([first?.run({ drain: true }), second?.run({ drain: true })]);
  expect([...ran].sort((a, b) => a - b)).toEqual(items.map(({ n }) => n));
});

test("a worker holds three connections, whatever the number of queues", async () => {
  const config = testConfig({
    url: redis.url,
    queues: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`q${index}`, 1])),
  });
  const queues = new QueueManager(config, { environment: {} });
  const runtime = new Runtime(
    { config, queues, jobs: {}, handlers: {} },
    { logger: memoryLogger() },
  );
  const running = runtime.run({ signals: false });
  await expect
    .poll(async () => (await redis.client.info("clients")).includes("blocked_clients:1"))
    .toBe(true);
  const names = String(await redis.client.client("LIST")).match(/name=tsk:\w+/g);
  expect(names?.sort()).toEqual(["name=tsk:blocking", "name=tsk:enqueue", "name=tsk:jobs"]);
  runtime.stop();
  await running;
});

test("a worker survives a store that is killed under load: nothing is lost, failed, or stuck", async () => {
  let own = await startRedis({ args: ["--appendonly", "yes", "--appendfsync", "always"] });
  const config = testConfig({ url: own.url, queues: { a: 1 }, policy: { lock: "1s" } });
  const queues = new QueueManager(config, { environment: {} });
  const task = defineJob(queues, { name: "T", key: "t", version: 1, queue: "a", payload });
  const runs = new Map<number, number>();
  const deaths: Death[] = [];
  const handler: Handler<{ n: number }> = async ({ n }) => {
    runs.set(n, (runs.get(n) ?? 0) + 1);
    await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const runtime = new Runtime(
    { config, queues, jobs: { task }, handlers: { task: handler } },
    { logger: memoryLogger(), onDead: (death) => deaths.push(death) },
  );
  await queues.batchEnqueue(
    task,
    Array.from({ length: 600 }, (_, n) => ({ n })),
  );
  const running = runtime.run({ signals: false });
  for (const done of [100, 300]) {
    await expect.poll(() => runs.size, { timeout: 10_000, interval: 2 }).toBeGreaterThan(done);
    own = await own.restart();
  }
  const left = () =>
    new QueueMonitor(queues).stats().then(([a]) => (a?.size ?? 1) + (a?.active ?? 1));
  await expect.poll(left, { timeout: 15_000, interval: 100 }).toBe(0);
  await task.performAsync({ n: 600 });
  await expect.poll(() => runs.has(600), { timeout: 5000 }).toBe(true);
  runtime.stop();
  expect(await running).toBe(0);
  expect(runs.size).toBe(601);
  expect([...runs.values()].filter((times) => times > 1).length).toBeLessThanOrEqual(2 * 4);
  expect(deaths).toEqual([]);
  await own.stop();
});
