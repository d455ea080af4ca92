import { type Config, type Death, defineJob, QueueManager, Runtime } from "tsk-gen/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { expectNothingLeft } from "../../support/leaks.js";
import { memoryLogger, testConfig } from "../../support/projects.js";
import { startRedis, type TestRedis } from "../../support/redis.js";

expectNothingLeft();

type Names = "critical" | "default" | "low";
const payload = z.strictObject({ n: z.int() });

describe("the profile resque", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  function project(namespace: string, handler: (queue: string) => unknown) {
    const config: Config<Names> = {
      ...testConfig<Names>({ url: "redis://unused:1/0", queues: ["default"] }),
      backend: "resque",
      profiles: {
        resque: { redis_url: redis.url, namespace, queues: ["critical", "default", "low"] },
      },
    };
    const queues = new QueueManager(config);
    const job = (queue: Names) =>
      defineJob(queues, { name: `${queue}Job`, key: queue, version: 1, queue, payload });
    const jobs = { critical: job("critical"), default: job("default"), low: job("low") };
    const run = (queue: Names) => () => handler(queue);
    const deaths: Death[] = [];
    const runtime = new Runtime(
      {
        config,
        queues,
        jobs,
        handlers: { critical: run("critical"), default: run("default"), low: run("low") },
      },
      {
        logger: memoryLogger(),
        onDead: (death) => {
          deaths.push(death);
          runtime.stop();
        },
      },
    );
    return { queues, jobs, deaths, runtime };
  }

  test("serves its queues in the order of the list, one job at a time", async () => {
    const served: string[] = [];
    let running = 0;
    let most = 0;
    const { jobs, queues, runtime } = project("resque:order", async (queue) => {
      most = Math.max(most, ++running);
      served.push(queue);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    });
    const items = Array.from({ length: 20 }, (_, n) => ({ n }));
    await queues.batchEnqueue(jobs.low, items);
    await queues.batchEnqueue(jobs.default, items);
    await queues.batchEnqueue(jobs.critical, items);
    expect(await runtime.run({ signals: false, drain: true })).toBe(0);
    expect(served).toEqual(["critical", "default", "low"].flatMap((name) => Array(20).fill(name)));
    expect(most).toBe(1);
  });

  test("keeps all its keys under the namespace", async () => {
    const before = new Set(await redis.client.keys("*"));
    const { jobs, queues } = project("resque:tusk", () => undefined);
    await jobs.default.performAsync({ n: 1 });
    await queues.close();
    const added = (await redis.client.keys("*")).filter((key) => !before.has(key));
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter((key) => !key.startsWith("resque:tusk:default:"))).toEqual([]);
  });

  test("retries as the common defaults say, which Resque itself does not", async () => {
    let runs = 0;
    const { jobs, deaths, runtime } = project("resque:retries", () => {
      runs++;
      throw new Error("no");
    });
    await jobs.low.performAsync({ n: 1 });
    expect(await runtime.run({ signals: false })).toBe(0);
    expect(runs).toBe(4);
    expect(deaths).toMatchObject([{ attempts: 4, queue: "low" }]);
  });
});
