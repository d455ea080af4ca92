import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { defineJob, QueueManager, Runtime } from "tsk-gen/runtime";
import { expect, onTestFinished, test } from "vitest";
import { expectNothingLeft } from "../../support/leaks.js";
import { memoryLogger, testConfig } from "../../support/projects.js";
import { startRedis } from "../../support/redis.js";

expectNothingLeft();

test("a worker tells its webhook of a death before it ends", async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const told: unknown[] = [];
  const server = createServer(async (request, response) => {
    told.push(JSON.parse(Buffer.concat(await request.toArray()).toString("utf8")));
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const plain = testConfig({ url: redis.url, queues: { a: 1 }, policy: { retry_attempts: 0 } });
  const { port } = server.address() as AddressInfo;
  const monitoring = { ...plain.monitoring, alert_webhook: `http://127.0.0.1:${port}/` };
  const config = { ...plain, monitoring };
  const queues = new QueueManager(config, { environment: {} });
  const task = defineJob(queues, { name: "TaskJob", key: "task", version: 1, queue: "a" });
  const fail = () => {
    throw new Error("on purpose");
  };
  const runtime = new Runtime(
    { config, queues, jobs: { task }, handlers: { task: fail } },
    { logger: memoryLogger() },
  );
  await task.performAsync();
  expect(await runtime.run({ signals: false, drain: true })).toBe(0);
  expect(told).toMatchObject([
    {
      type: "job.dead",
      data: { job: "TaskJob", queue: "a", last: { error: "Error: on purpose" } },
    },
  ]);
});
