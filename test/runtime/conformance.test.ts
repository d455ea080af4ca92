// One suite for every store: what a user sees must not depend on where jobs live.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Death,
  defineJob,
  type Handler,
  QueueManager,
  QueueMonitor,
  Runtime,
} from "tsk-gen/runtime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { expectNothingLeft } from "../support/leaks.js";
import { startPostgres } from "../support/postgres.js";
import { memoryLogger, testConfig } from "../support/projects.js";
import { startRedis } from "../support/redis.js";

expectNothingLeft();

/** Where jobs live in a run of the suite, and how that ends. */
interface Place {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  end(): Promise<void>;
}

async function onRedis(): Promise<Place> {
  const redis = await startRedis();
  return { url: redis.url, environment: {}, end: () => redis.stop() };
}

async function onPostgres(): Promise<Place> {
  const postgres = await startPostgres();
  return { url: postgres.url, environment: {}, end: () => postgres.stop() };
}

async function embedded(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), "tsk-embedded-"));
  return {
    url: "redis://unused:1/0",
    environment: { QUEUE_STORE: `embedded:${directory}` },
    end: () => rm(directory, { recursive: true, force: true }),
  };
}

const payload = z.strictObject({ n: z.int() });
type Given = z.output<typeof payload>;

describe.each([
  ["redis", onRedis],
  ["postgres", onPostgres],
  ["embedded", embedded],
])("on %s", (_name, open) => {
  let place: Place;
  /** Holds the store open from test to test. */
  let keeper: QueueManager<"high" | "low">;

  beforeAll(async () => {
    place = await open();
    keeper = manager();
    await keeper.queueSize("high");
  });
  afterAll(async () => {
    await keeper.close();
    await place.end();
  });
  beforeEach(async () => {
    await Promise.all([keeper.clearQueue("high"), keeper.clearQueue("low")]);
  });

  function manager(policy = {}): QueueManager<"high" | "low"> {
    const config = testConfig({ url: place.url, queues: { high: 5, low: 1 }, policy });
    return new QueueManager(config, { environment: place.environment });
  }

  function project(
    handler: Handler<Given>,
    { policy = {}, limits = {}, onDead = (_: Death): unknown => undefined } = {},
  ) {
    const config = testConfig({
      url: place.url,
      queues: { high: 5, low: 1 },
      concurrency: 4,
      policy,
      limits,
    });
    const queues = new QueueManager(config, { environment: place.environment });
    const task = defineJob(queues, {
      name: "TaskJob",
      key: "task",
      version: 1,
      queue: "high",
      payload,
    });
    const logger = memoryLogger();
    const runtime = new Runtime(
      { config, queues, jobs: { task }, handlers: { task: handler } },
      { logger, onDead },
    );
    return {
      queues,
      task,
      runtime,
      logger,
      run: (more = {}) => runtime.run({ signals: false, ...more }),
    };
  }

  test("jobs run, and their results are recorded", async () => {
    const seen: number[] = [];
    const { queues, task, run } = project(({ n }) => seen.push(n));
    await queues.batchEnqueue(task, [{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(await run({ drain: true })).toBe(0);
    expect(seen.sort()).toEqual([1, 2, 3]);
    expect(await keeper.queueSize("high")).toBe(0);
  });

  test("a job starts while the worker waits", async () => {
    const { task, runtime, run, logger } = project(() => runtime.stop());
    const running = run();
    await expect.poll(() => logger.lines.some(({ message }) => message === "started")).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = performance.now();
    await task.performAsync({ n: 1 });
    expect(await running).toBe(0);
    expect(performance.now() - before).toBeLessThan(2000);
  });

  test("a queue has no more slots of a process than its limit, and others have the rest", async () => {
    const config = testConfig({
      url: place.url,
      queues: { high: 5, low: 1 },
      concurrency: 4,
      limits: { high: { max: 2 } },
    });
    const queues = new QueueManager(config, { environment: place.environment });
    const job = (queue: "high" | "low") =>
      defineJob(queues, { name: queue, key: queue, version: 1, queue, payload });
    const jobs = { high: job("high"), low: job("low") };
    const running = { high: 0, low: 0 };
    const most = { high: 0, low: 0 };
    const handle = (queue: "high" | "low") => async () => {
      most[queue] = Math.max(most[queue], ++running[queue]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running[queue]--;
    };
    const items = Array.from({ length: 40 }, (_, n) => ({ n }));
    await queues.batchEnqueue(jobs.high, items);
    await queues.batchEnqueue(jobs.low, items);
    const handlers = { high: handle("high"), low: handle("low") };
    const runtime = new Runtime({ config, queues, jobs, handlers }, { logger: memoryLogger() });
    expect(await runtime.run({ signals: false, drain: true })).toBe(0);
    expect(most.high).toBe(2);
    expect(most.low).toBeGreaterThanOrEqual(2);
    expect([await keeper.queueSize("high"), await keeper.queueSize("low")]).toEqual([0, 0]);
  });

  test("workers together start no more jobs in a time than the rate of the queue", async () => {
    const starts: number[] = [];
    const limits = { high: { rate: "5/400ms" } };
    const workers = [1, 2].map(() => project(() => starts.push(performance.now()), { limits }));
    const items = Array.from({ length: 15 }, (_, n) => ({ n }));
    await workers[0]?.queues.batchEnqueue(workers[0].task, items);
    await Promise.all(workers.map(({ run }) => run({ drain: true })));
    expect(starts).toHaveLength(15);
    const windows = [0, 5, 10].map((first) => starts[first] ?? 0);
    for (const [index, start] of windows.entries())
      if (index > 0) expect(start - (windows[index - 1] ?? 0)).toBeGreaterThan(300);
    expect((starts[14] ?? 0) - (starts[0] ?? 0)).toBeLessThan(3000);
  });

  test("an id is taken once", async () => {
    const { queues, task } = project(() => undefined);
    const enqueue = () => task.performAsync({ n: 1 }, { id: "once" });
    const answers = await Promise.all([enqueue(), enqueue(), enqueue()]);
    expect(answers.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
    expect(await keeper.queueSize("high")).toBe(1);
    await queues.close();
  });

  test("queues are measured, paused, resumed, and cleared", async () => {
    const { queues, task, run } = project(() => undefined);
    await task.performAsync({ n: 1 });
    await task.performAsync({ n: 2 }, { priority: 3 });
    await task.performIn("1h", { n: 3 });
    const [high] = await new QueueMonitor(keeper).stats();
    expect(high).toMatchObject({
      size: 2,
      waiting: 1,
      delayed: 1,
      active: 0,
      failed: 0,
      paused: false,
    });
    expect(high?.oldestAge).toBeGreaterThanOrEqual(0);
    await keeper.pause("high");
    expect((await new QueueMonitor(keeper).stats())[0]?.paused).toBe(true);
    await run({ drain: true });
    expect(await keeper.queueSize("high")).toBe(2);
    await keeper.resume("high");
    expect(await keeper.clearQueue("high")).toBe(3);
    expect(await keeper.queueSize("high")).toBe(0);
    await queues.close();
  });

  test("a job is retried after its waits and dies once, with everything that is known of it", async () => {
    const deaths: Death[] = [];
    const { task, runtime, run, logger } = project(
      () => {
        throw new Error("no such user");
      },
      // Longer than an answer of the store takes, so that what is logged comes in order.
      { policy: { retry_delay: "40ms" }, onDead: (death) => deaths.push(death) && runtime.stop() },
    );
    const before = await failed();
    const { id } = await task.performAsync({ n: 7 });
    expect(await run()).toBe(0);
    const waits = logger.lines.flatMap(
      ({ message }) => /runs again in (\d+)ms/.exec(message)?.[1] ?? [],
    );
    expect(waits).toEqual(["40", "80", "160"]);
    expect(deaths).toMatchObject([
      {
        id,
        job: "TaskJob",
        queue: "high",
        payload: { n: 7 },
        attempts: 4,
        error: { message: "no such user" },
      },
    ]);
    expect(await failed()).toBe(before + 1);
  });

  test("a payload that does not fit is a death without retries", async () => {
    const deaths: Death[] = [];
    const { queues, runtime, run } = project(() => undefined, {
      onDead: (death) => deaths.push(death) && runtime.stop(),
    });
    await queues.enqueue(
      {
        name: "TaskJob",
        key: "task",
        version: 1,
        queue: "high",
        payload: z.strictObject({ n: z.string() }),
      },
      { n: "x" },
    );
    expect(await run()).toBe(0);
    expect(deaths).toMatchObject([
      {
        attempts: 1,
        error: { message: "TaskJob does not take this payload: `n` must be a number" },
      },
    ]);
  });

  test("a job that has waited too long is not run, and is no death", async () => {
    const seen: number[] = [];
    const { task, run, logger } = project(({ n }) => seen.push(n), {
      policy: { expires_in: "1ms" },
    });
    const before = await failed();
    await task.performAsync({ n: 1 });
    const enqueued = Date.now();
    await expect.poll(() => Date.now()).toBeGreaterThan(enqueued + 1);
    await run({ drain: true });
    expect(seen).toEqual([]);
    expect(logger.lines.map(({ message }) => message)).toContain("expired: too old to run");
    expect(await failed()).toBe(before);
    expect(await keeper.queueSize("high")).toBe(0);
  });

  test("a newer job waits for newer code and spends no run", async () => {
    const { queues, run } = project(() => undefined);
    await queues.enqueue(
      { name: "TaskJob", key: "task", version: 9, queue: "high", payload },
      { n: 1 },
    );
    await run({ drain: true });
    const [high] = await new QueueMonitor(keeper).stats();
    expect(high).toMatchObject({ size: 0, delayed: 1, active: 0 });
  });

  test("a run that takes too long fails and is retried", async () => {
    let runs = 0;
    const { task, run, runtime } = project(
      (_, { signal }) => {
        if (++runs === 2) return runtime.stop();
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      },
      { policy: { timeout: "50ms" } },
    );
    await task.performAsync({ n: 1 });
    expect(await run()).toBe(0);
    expect(runs).toBe(2);
  });

  test("a job that does not end is given back by a stopping worker, no retry spent", async () => {
    const attempts: number[] = [];
    const first = project(
      (_, { attempt }) => {
        attempts.push(attempt);
        first.runtime.stop();
        first.runtime.stop();
        return new Promise(() => {});
      },
      { policy: { retry_attempts: 0 } },
    );
    await first.task.performAsync({ n: 1 });
    expect(await first.run()).toBe(0);
    expect(await keeper.queueSize("high")).toBe(1);
    const second = project((_, { attempt }) => attempts.push(attempt), {
      policy: { retry_attempts: 0 },
    });
    await second.run({ drain: true });
    expect(attempts).toEqual([1, 1]);
  });

  test("a delayed job starts when it is due", async () => {
    const { task, runtime, run } = project(() => runtime.stop());
    const before = performance.now();
    await task.performIn("200ms", { n: 1 });
    expect(await run()).toBe(0);
    expect(performance.now() - before).toBeGreaterThan(190);
  });

  test("backlogged queues get picks in the ratio of their weights", async () => {
    const picked: string[] = [];
    const config = testConfig({ url: place.url, queues: { high: 5, low: 1 }, concurrency: 4 });
    const queues = new QueueManager(config, { environment: place.environment });
    const job = (queue: "high" | "low") =>
      defineJob(queues, { name: `${queue}Job`, key: queue, version: 1, queue });
    const jobs = { high: job("high"), low: job("low") };
    const items = Array.from({ length: 400 }, () => undefined);
    await queues.batchEnqueue(jobs.high, items);
    await queues.batchEnqueue(jobs.low, items);
    const handler = (name: string) => () => {
      picked.push(name);
      if (picked.length === 300) runtime.stop();
    };
    const runtime = new Runtime(
      { config, queues, jobs, handlers: { high: handler("high"), low: handler("low") } },
      { logger: memoryLogger() },
    );
    expect(await runtime.run({ signals: false })).toBe(0);
    const high = picked.slice(0, 300).filter((name) => name === "high").length;
    expect(Math.abs(high - 250)).toBeLessThanOrEqual(5);
  });

  describe("with `unique`", () => {
    const policy = { unique: { by: ["n"], for: "10m" } } as const;

    test("one job of a key lives, and another enqueue answers with its id", async () => {
      const { queues, task } = project(() => undefined, { policy });
      const enqueue = (n: number) => task.performAsync({ n });
      const answers = await Promise.all([enqueue(1), enqueue(1), enqueue(1)]);
      const ids = new Set(answers.map(({ id }) => id));
      expect(ids.size).toBe(1);
      expect(answers.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
      const other = await enqueue(2);
      expect(other.deduplicated).toBe(false);
      const batch = await queues.batchEnqueue(task, [{ n: 3 }, { n: 2 }, { n: 3 }]);
      expect(batch.ids).toEqual([batch.ids[0], other.id, batch.ids[0]]);
      expect(await keeper.queueSize("high")).toBe(3);
      await queues.close();
    });

    test("a job keeps others out while it runs and waits for a retry, not when it is over", async () => {
      const answers: boolean[] = [];
      const { queues, task, runtime, run } = project(
        async (_, { attempt, enqueue }) => {
          const again = await enqueue(task, { n: 4 });
          answers.push(again.deduplicated);
          if (attempt === 1) throw new Error("no");
          runtime.stop();
        },
        { policy: { ...policy, retry_attempts: 1, retry_delay: 0 } },
      );
      const first = await task.performAsync({ n: 4 });
      await run();
      expect(answers).toEqual([true, true]);
      const second = await task.performAsync({ n: 4 });
      expect([second.deduplicated, second.id === first.id]).toEqual([false, false]);
      await queues.close();
    });

    test("a dead job keeps nobody out, and a removed one neither", async () => {
      const { queues, task, run } = project(
        () => {
          throw new Error("no");
        },
        { policy: { unique: { by: ["n"] }, retry_attempts: 0 } },
      );
      await task.performAsync({ n: 5 });
      await run({ drain: true });
      expect((await task.performAsync({ n: 5 })).deduplicated).toBe(false);
      await keeper.clearQueue("high");
      expect((await task.performAsync({ n: 5 })).deduplicated).toBe(false);
      await queues.close();
    });

    test("after `for` a job keeps nobody out, though it still waits", async () => {
      const { queues, task } = project(() => undefined, {
        policy: { unique: { by: ["n"], for: "1ms" } },
      });
      await task.performAsync({ n: 6 });
      await expect.poll(async () => (await task.performAsync({ n: 6 })).deduplicated).toBe(false);
      expect(await keeper.queueSize("high")).toBe(2);
      await queues.close();
    });
  });

  async function failed(): Promise<number> {
    return (await new QueueMonitor(keeper).stats())[0]?.failed ?? 0;
  }
});
