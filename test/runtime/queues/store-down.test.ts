import { defineJob, QueueManager, QueueMonitor, StoreDownError } from "tsk-gen/runtime";
import { describe, test } from "vitest";
import { z } from "zod";
import { expectNothingLeft } from "../../support/leaks.js";
import { testConfig } from "../../support/projects.js";
import { freePort, startRedis } from "../../support/redis.js";

expectNothingLeft();

function welcome(manager: QueueManager<"high" | "low">) {
  return defineJob(manager, {
    name: "WelcomeJob",
    key: "welcome",
    version: 1,
    queue: "high",
    payload: z.strictObject({ user_id: z.int() }),
  });
}

describe("a store that is down", () => {
  test.concurrent("fails every call within 5 seconds, and nothing is done later", async ({
    expect,
  }) => {
    const port = await freePort();
    const url = `redis://user:geheim@127.0.0.1:${port}/0`;
    const manager = new QueueManager(testConfig({ url, queues: { high: 1, low: 1 } }), {
      environment: {},
    });
    const job = welcome(manager);
    const before = performance.now();
    const results = await Promise.allSettled([
      job.performAsync({ user_id: 1 }),
      manager.queueSize("high"),
      manager.clearQueue("high"),
      manager.batchEnqueue(job, [{ user_id: 1 }]),
      manager.healthCheck(),
      new QueueMonitor(manager).healthCheck(),
    ]);
    expect(performance.now() - before).toBeLessThan(5500);
    const [enqueue, size, clear, batch, health, monitor] = results;
    for (const result of [enqueue, size, clear]) {
      expect(result).toMatchObject({ status: "rejected", reason: expect.any(StoreDownError) });
    }
    expect(batch).toMatchObject({ value: { ids: [undefined], errors: [{ index: 0 }] } });
    expect(health).toMatchObject({ value: { status: "error" } });
    expect(monitor).toMatchObject({ value: { status: "unhealthy", queues: [] } });
    expect(JSON.stringify(results)).not.toContain("geheim");

    const late = await startRedis({
      port,
      args: ["--user", "user", "on", ">geheim", "~*", "&*", "+@all"],
    });
    expect(await manager.queueSize("high")).toBe(0);
    expect(await job.performAsync({ user_id: 2 })).toMatchObject({ deduplicated: false });
    expect(await manager.queueSize("high")).toBe(1);
    await manager.close();
    await late.stop();
  });

  test.concurrent("keeps an enqueue undone that it did not answer", async ({ expect }) => {
    const slow = await startRedis();
    const manager = new QueueManager(testConfig({ url: slow.url, queues: { high: 1, low: 1 } }), {
      environment: {},
    });
    expect(await manager.queueSize("high")).toBe(0);
    process.kill(slow.pid, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 1050));
    const refused = await welcome(manager)
      .performAsync({ user_id: 1 })
      .catch((error: unknown) => error);
    process.kill(slow.pid, "SIGCONT");
    expect(refused).toBeInstanceOf(StoreDownError);
    expect(await manager.queueSize("high")).toBe(0);
    await manager.close();
    await slow.stop();
  });

  test.concurrent("that comes back in time does not fail the call", async ({ expect }) => {
    const port = await freePort();
    const config = testConfig({ url: `redis://127.0.0.1:${port}/0`, queues: { high: 1, low: 1 } });
    const manager = new QueueManager(config, { environment: {} });
    const enqueued = welcome(manager).performAsync({ user_id: 1 });
    const late = await startRedis({ port });
    expect((await enqueued).queue).toBe("high");
    await manager.close();
    await late.stop();
  });
});
