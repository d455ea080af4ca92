// Real processes, signals, and servers.
import { createServer } from "node:http";
import { QueueManager } from "tsk-gen/runtime";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openQueue } from "../../src/runtime/stores/queue.js";
import { expectNothingLeft } from "../support/leaks.js";
import { startProcess, type TestProcess } from "../support/process.js";
import { testConfig } from "../support/projects.js";
import { freePort, startRedis, type TestRedis } from "../support/redis.js";
import { WorkJob } from "./fixture/worker.js";

expectNothingLeft();

let redis: TestRedis;
let queues: QueueManager<"a">;
let started: TestProcess[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.client.flushall();
  queues = new QueueManager(testConfig({ url: redis.url, queues: { a: 1 } }), { environment: {} });
});
afterEach(async () => {
  await queues.close();
  await Promise.all(started.map((process) => process.kill()));
  started = [];
});

function worker(environment: Readonly<Record<string, string>> = {}): TestProcess {
  const process = startProcess("runtime/fixture/worker.ts", {
    TEST_REDIS: redis.url,
    ...environment,
  });
  started.push(process);
  return process;
}

const enqueue = (ms: number, n = 1) => queues.enqueue(WorkJob, { n, ms }, { id: `job-${n}` });
const ran = async (n = 1) => Number(await redis.client.hget("ran", String(n)));

async function counts(): Promise<Record<string, number>> {
  const queue = openQueue("a", { connection: redis.client, prefix: "bull" });
  const found = await queue.getJobCounts("wait", "active", "failed", "completed", "delayed");
  await queue.close();
  return found;
}

describe("signals", () => {
  test("TERM ends an idle worker with 0, and its server answers until then", async () => {
    const process = worker();
    await enqueue(0);
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

  test("INT gives back what does not end in time, and a second worker runs it", async () => {
    const first = worker();
    await enqueue(60_000);
    await expect.poll(ran, { timeout: 10_000 }).toBe(1);
    first.signal("SIGINT");
    expect(await first.exit).toBe(0);
    expect(await counts()).toMatchObject({ wait: 1, active: 0, failed: 0 });
    const second = worker();
    await expect.poll(ran, { timeout: 10_000 }).toBe(2);
    second.signal("SIGTERM");
    second.signal("SIGTERM");
    expect(await second.exit).toBe(0);
    expect(await counts()).toMatchObject({ wait: 1, active: 0, failed: 0 });
  });

  test("a second TERM gives back at once", async () => {
    const process = worker({ TEST_SHUTDOWN: "1h" });
    await enqueue(60_000);
    await expect.poll(ran, { timeout: 10_000 }).toBe(1);
    process.signal("SIGTERM");
    await process.logged(/^stopping$/);
    process.signal("SIGTERM");
    expect(await process.exit).toBe(0);
    expect(await counts()).toMatchObject({ wait: 1, active: 0 });
  });

  test("USR2 keeps a worker from starting jobs and lets those that run end", async () => {
    const process = worker();
    await enqueue(300, 1);
    await expect.poll(ran, { timeout: 10_000 }).toBe(1);
    process.signal("SIGUSR2");
    await process.logged(/^quiet/);
    await enqueue(0, 2);
    await process.logged(/^done$/);
    expect((await process.get("/readyz")).status).toBe(503);
    expect((await process.get("/healthz")).status).toBe(200);
    expect(await counts()).toMatchObject({ completed: 1, wait: 1 });
    process.signal("SIGTERM");
    expect(await process.exit).toBe(0);
  });
});

describe("a worker that dies", () => {
  test("in the middle of 500 jobs loses none, and no more run twice than it had slots", async () => {
    const slots = 5;
    const environment = { TEST_LOCK: "1s", TEST_CONCURRENCY: String(slots) };
    const items = Array.from({ length: 500 }, (_, n) => ({ n, ms: 5 }));
    await queues.batchEnqueue(WorkJob, items);
    const first = worker(environment);
    await expect
      .poll(() => redis.client.hlen("done"), { timeout: 15_000, interval: 10 })
      .toBeGreaterThan(150);
    await first.kill();
    const runsBefore = await redis.client.hlen("done");
    expect(runsBefore).toBeLessThan(500);
    const second = worker(environment);
    await expect.poll(() => redis.client.hlen("done"), { timeout: 15_000 }).toBe(500);
    second.signal("SIGTERM");
    expect(await second.exit).toBe(0);
    const runs = Object.values(await redis.client.hgetall("ran")).map(Number);
    expect(runs).toHaveLength(500);
    expect(runs.filter((times) => times > 1).length).toBeLessThanOrEqual(slots);
    expect(await counts()).toEqual({ wait: 0, active: 0, failed: 0, completed: 500, delayed: 0 });
  });

  test("for a while only, longer than its locks last, does no harm to the job another runs", async () => {
    const environment = { TEST_LOCK: "300ms", TEST_CONCURRENCY: "1", TEST_SHUTDOWN: "5s" };
    const first = worker(environment);
    await enqueue(1000);
    await expect.poll(ran, { timeout: 10_000 }).toBe(1);
    first.signal("SIGSTOP");
    const second = worker(environment);
    await expect.poll(ran, { timeout: 10_000 }).toBe(2);
    first.signal("SIGCONT");
    await second.logged(/^done$/);
    expect(await counts()).toMatchObject({ completed: 1, failed: 0, active: 0, wait: 0 });
    for (const process of [first, second]) process.signal("SIGTERM");
    await Promise.all([first.exit, second.exit]);
    expect(await counts()).toMatchObject({ completed: 1, failed: 0, active: 0, wait: 0 });
  });
});

describe("a start", () => {
  test("without Redis says which, tries again, and serves once it is there", async () => {
    const port = await freePort();
    const process = worker({ TEST_REDIS: `redis://guest:geheim@127.0.0.1:${port}/0` });
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

  test("without Redis ends on TERM, with 0", async () => {
    const process = worker({ TEST_REDIS: `redis://127.0.0.1:${await freePort()}/0` });
    await process.logged(/trying again/);
    process.signal("SIGTERM");
    expect(await process.exit).toBe(0);
  });

  test("on a port in use ends with 2", async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const process = worker({ QUEUE_METRICS_PORT: String(port) });
    expect(await process.exit).toBe(2);
    expect(process.lines[0]?.msg).toMatch(`127.0.0.1:${port} cannot be listened on`);
    await new Promise((resolve) => server.close(resolve));
  });

  test("in a bad environment ends with 2 and names everything that is wrong", async () => {
    const process = worker({ TEST_CONCURRENCY: "0", TEST_LOCK: "soon", TEST_REDIS: "" });
    expect(await process.exit).toBe(2);
    expect(process.lines.map(({ msg }) => msg)).toEqual([
      "TEST_REDIS is not set; accepted: a url that starts with redis:",
      'TEST_CONCURRENCY is "0"; accepted: a whole number from 1 to 1000',
      expect.stringMatching(/^TEST_LOCK is "soon"; accepted: a number of seconds/),
    ]);
  });
});

test("handlers that never end and hold all slots end the process with 1", async () => {
  const process = worker({ TEST_TIMEOUT: "100ms", TEST_CONCURRENCY: "2" });
  await enqueue(60_000, 1);
  await enqueue(60_000, 2);
  expect(await process.exit).toBe(1);
});

test("generated code runs as it is", async () => {
  const environment = { SIDEKIQ_REDIS_URL: redis.url, QUEUE_METRICS_PORT: "0" };
  const process = startProcess("runtime/sample/worker.ts", environment);
  started.push(process);
  const high = new QueueManager(testConfig({ url: redis.url, queues: { default: 1, high: 1 } }), {
    environment: {},
  });
  const { DataExportJob, DataCleanupJob } = await import("./sample/index.js");
  await high.enqueue(DataExportJob, { user_id: 8, filters: {} });
  await high.enqueue(DataCleanupJob);
  await process.logged(/^exported 8 as csv, at most 100$/);
  await process.logged(/^welcome 8 on high$/);
  await process.logged(/^cleaned up with undefined$/);
  await process.logged(/^recurring schedules are not applied in this version yet$/);
  process.signal("SIGTERM");
  expect(await process.exit).toBe(0);
  await high.close();
});
