// Real processes, signals, and servers.
import { createServer } from "node:http";
import { Redis } from "ioredis";
import { QueueManager } from "tsk-gen/runtime";
import { afterAll, beforeAll, describe, test, vi } from "vitest";
import { openQueue } from "../../src/runtime/stores/queue.js";
import { expectNothingLeft } from "../support/leaks.js";
import { startProcess, type TestProcess } from "../support/process.js";
import { testConfig } from "../support/projects.js";
import { freePort, startRedis, type TestRedis } from "../support/redis.js";
import { WorkJob } from "./fixture/worker.js";

expectNothingLeft();
vi.setConfig({ testTimeout: 90_000 });

/** Starting a process takes long on a busy machine. */
const PATIENCE = { timeout: 40_000 };

let redis: TestRedis;
let databases = 0;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** A database of its own for one test, and the processes that the test starts; they end with it. */
function place(onTestFinished: (end: () => Promise<void>) => void) {
  const url = redis.url.replace(/0$/, String(databases++));
  const client = new Redis(url);
  const queues = new QueueManager(testConfig({ url, queues: { a: 1 } }), { environment: {} });
  const started: TestProcess[] = [];
  onTestFinished(async () => {
    await Promise.all(started.map((process) => process.kill()));
    await queues.close();
    client.disconnect();
  });
  return {
    url,
    client,
    queues,
    start(file: string, environment: Readonly<Record<string, string>>): TestProcess {
      const process = startProcess(file, environment);
      started.push(process);
      return process;
    },
    worker(environment: Readonly<Record<string, string>> = {}): TestProcess {
      return this.start("runtime/fixture/worker.ts", { TEST_REDIS: url, ...environment });
    },
    enqueue: (ms: number, n = 1) => queues.enqueue(WorkJob, { n, ms }, { id: `job-${n}` }),
    /** How often the job of this number was started. */
    ran: async (n = 1) => Number(await client.hget("ran", String(n))),
    async counts(): Promise<Record<string, number>> {
      const queue = openQueue("a", { connection: client, prefix: "bull" });
      const found = await queue.getJobCounts("wait", "active", "failed", "completed", "delayed");
      await queue.close();
      return found;
    },
  };
}

describe("signals", () => {
  test.concurrent("TERM ends an idle worker with 0, and its server answers until then", async ({
    expect,
    onTestFinished,
  }) => {
    const at = place(onTestFinished);
    const process = at.worker();
    await at.enqueue(0);
    await process.logged(/^done$/);
    expect(await process.get("/healthz")).toEqual({ status: 200, body: '{"status":"ok"}\n' });
    expect((await process.get("/readyz")).status).toBe(200);
    const health = await process.get("/health");
    expect([health.status, JSON.parse(health.body)]).toMatchObject([
      200,
      { status: "healthy", queues: [{ name: "a", size: 0, healthy: true }] },
    ]);
    expect((await process.get("/metrics")).body).toContain('tsk_picks_total{queue="a"} 1\n');
    expect((await process.get("/nothing")).status).toBe(404);
    process.signal("SIGTERM");
    expect(await process.exit).toBe(0);
    expect(process.lines.at(-1)).toMatchObject({ msg: "stopped" });
  });

  test.concurrent("INT gives back what does not end in time, and a second worker runs it", async ({
    expect,
    onTestFinished,
  }) => {
    const at = place(onTestFinished);
    const first = at.worker();
    await at.enqueue(60_000);
    await expect.poll(() => at.ran(), PATIENCE).toBe(1);
    first.signal("SIGINT");
    expect(await first.exit).toBe(0);
    expect(await at.counts()).toMatchObject({ wait: 1, active: 0, failed: 0 });
    const second = at.worker();
    await expect.poll(() => at.ran(), PATIENCE).toBe(2);
    second.signal("SIGTERM");
    second.signal("SIGTERM");
    expect(await second.exit).toBe(0);
    expect(await at.counts()).toMatchObject({ wait: 1, active: 0, failed: 0 });
  });

  test.concurrent("a second TERM gives back at once", async ({ expect, onTestFinished }) => {
    const at = place(onTestFinished);
    const process = at.worker({ TEST_SHUTDOWN: "1h" });
    await at.enqueue(60_000);
    await expect.poll(() => at.ran(), PATIENCE).toBe(1);
    process.signal("SIGTERM");
    await process.logged(/^stopping$/);
    process.signal("SIGTERM");
    expect(await process.exit).toBe(0);
    expect(await at.counts()).toMatchObject({ wait: 1, active: 0 });
  });

  test.concurrent("USR2 keeps a worker from starting jobs and lets those that run end", async ({
    expect,
    onTestFinished,
  }) => {
    const at = place(onTestFinished);
    const process = at.worker();
    await at.enqueue(300, 1);
    await expect.poll(() => at.ran(), PATIENCE).toBe(1);
    process.signal("SIGUSR2");
    await process.logged(/^quiet/);
    await at.enqueue(0, 2);
    await process.logged(/^done$/);
    expect((await process.get("/readyz")).status).toBe(503);
    expect((await process.get("/healthz")).status).toBe(200);
    expect(await at.counts()).toMatchObject({ completed: 1, wait: 1 });
    process.signal("SIGTERM");
    expect(await process.exit).toBe(0);
  });
});

describe("a worker that dies", () => {
  test.concurrent("in the middle of 500 jobs loses none, and no more run twice than it had slots", async ({
    expect,
    onTestFinished,
  }) => {
    const at = place(onTestFinished);
    const slots = 5;
    const environment = { TEST_LOCK: "1s", TEST_CONCURRENCY: String(slots) };
    const items = Array.from({ length: 500 }, (_, n) => ({ n, ms: 5 }));
    await at.queues.batchEnqueue(WorkJob, items);
    const first = at.worker(environment);
    await expect
      .poll(() => at.client.hlen("done"), { ...PATIENCE, interval: 10 })
      .toBeGreaterThan(150);
    await first.kill();
    const runsBefore = await at.client.hlen("done");
    expect(runsBefore).toBeLessThan(500);
    const second = at.worker(environment);
    await expect.poll(() => at.client.hlen("done"), PATIENCE).toBe(500);
    second.signal("SIGTERM");
    expect(await second.exit).toBe(0);
    const runs = Object.values(await at.client.hgetall("ran")).map(Number);
    expect(runs).toHaveLength(500);
    expect(runs.filter((times) => times > 1).length).toBeLessThanOrEqual(slots);
    expect(await at.counts()).toEqual({
      wait: 0,
      active: 0,
      failed: 0,
      completed: 500,
      delayed: 0,
    });
  });

  test.concurrent("for a while only, longer than its locks last, does no harm to the job another runs", async ({
    expect,
    onTestFinished,
  }) => {
    const at = place(onTestFinished);
    const environment = { TEST_LOCK: "300ms", TEST_CONCURRENCY: "1", TEST_SHUTDOWN: "5s" };
    const first = at.worker(environment);
    await at.enqueue(1000);
    await expect.poll(() => at.ran(), PATIENCE).toBe(1);
    first.signal("SIGSTOP");
    const second = at.worker(environment);
    await expect.poll(() => at.ran(), PATIENCE).toBe(2);
    first.signal("SIGCONT");
    await second.logged(/^done$/);
    expect(await at.counts()).toMatchObject({ completed: 1, failed: 0, active: 0, wait: 0 });
    for (const process of [first, second]) process.signal("SIGTERM");
    await Promise.all([first.exit, second.exit]);
    expect(await at.counts()).toMatchObject({ completed: 1, failed: 0, active: 0, wait: 0 });
  });
});

describe("a start", () => {
  test.concurrent("without Redis says which, tries again, and serves once it is there", async ({
    expect,
    onTestFinished,
  }) => {
    const at = place(onTestFinished);
    const port = await freePort();
    const process = at.worker({ TEST_REDIS: `redis://guest:geheim@127.0.0.1:${port}/0` });
    const line = await process.logged(/trying again/);
    expect(line).toMatchObject({ store: `redis://***@127.0.0.1:${port}/0` });
    expect((await process.get("/readyz")).status).toBe(503);
    expect((await process.get("/healthz")).status).toBe(200);
    expect((await process.get("/metrics")).body).toContain("tsk_store_up 0\n");
    const late = await startRedis({
      port,
      args: ["--user", "guest", "on", ">geheim", "~*", "&*", "+@all"],
    });
    await process.logged(/^started$/);
    expect((await process.get("/readyz")).status).toBe(200);
    expect(JSON.stringify(process.lines)).not.toContain("geheim");
    await late.stop();
    const before = performance.now();
    process.signal("SIGTERM");
    expect(await process.exit).toBe(0);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test.concurrent("without Redis ends on TERM, with 0", async ({ expect, onTestFinished }) => {
    const at = place(onTestFinished);
    const process = at.worker({ TEST_REDIS: `redis://127.0.0.1:${await freePort()}/0` });
    await process.logged(/trying again/);
    process.signal("SIGTERM");
    expect(await process.exit).toBe(0);
  });

  test.concurrent("on a port in use ends with 2", async ({ expect, onTestFinished }) => {
    const at = place(onTestFinished);
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const process = at.worker({ QUEUE_METRICS_PORT: String(port) });
    expect(await process.exit).toBe(2);
    expect(process.lines[0]?.msg).toMatch(`127.0.0.1:${port} cannot be listened on`);
    await new Promise((resolve) => server.close(resolve));
  });

  test.concurrent("in a bad environment ends with 2 and names everything that is wrong", async ({
    expect,
    onTestFinished,
  }) => {
    const at = place(onTestFinished);
    const process = at.worker({ TEST_CONCURRENCY: "0", TEST_LOCK: "soon", TEST_REDIS: "" });
    expect(await process.exit).toBe(2);
    expect(process.lines.map(({ msg }) => msg)).toEqual([
      "TEST_REDIS is not set; accepted: a url that starts with redis:",
      'TEST_CONCURRENCY is "0"; accepted: a whole number from 1 to 1000',
      expect.stringMatching(/^TEST_LOCK is "soon"; accepted: a number of seconds/),
    ]);
  });
});

test.concurrent("handlers that never end and hold all slots end the process with 1", async ({
  expect,
  onTestFinished,
}) => {
  const at = place(onTestFinished);
  const process = at.worker({ TEST_TIMEOUT: "100ms", TEST_CONCURRENCY: "2" });
  await at.enqueue(60_000, 1);
  await at.enqueue(60_000, 2);
  expect(await process.exit).toBe(1);
});

test.concurrent("generated code runs as it is", async ({ expect, onTestFinished }) => {
  const at = place(onTestFinished);
  const environment = { SIDEKIQ_REDIS_URL: at.url, QUEUE_METRICS_PORT: "0" };
  const process = at.start("runtime/sample/worker.ts", environment);
  const high = new QueueManager(testConfig({ url: at.url, queues: { default: 1, high: 1 } }), {
    environment: {},
  });
  const { DataExportJob, DataCleanupJob } = await import("./sample/index.js");
  await high.enqueue(DataExportJob, { user_id: 8, filters: {} });
  await high.enqueue(DataCleanupJob);
  await process.logged(/^exported 8 as csv, at most 100$/);
  await process.logged(/^welcome 8 on high$/);
  await process.logged(/^cleaned up with undefined$/);
  await process.logged(/^the store has other schedules than this code/);
  process.signal("SIGTERM");
  expect(await process.exit).toBe(0);
  await high.close();
});
