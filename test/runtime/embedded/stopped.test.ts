// Making a store takes seconds, in which people change their mind: the last that they read is that it stopped.

import { QueueManager, Runtime } from "tsk-gen/runtime";
import { expect, test } from "vitest";
import { memoryLogger, testConfig } from "../../support/projects.js";
import { scratch } from "../../support/scratch.js";

test("a worker that is stopped while its store is made says nothing more", async () => {
  const config = testConfig({ url: `embedded:${scratch()}/store`, queues: { a: 1 } });
  const queues = new QueueManager(config, { environment: {} });
  const logger = memoryLogger();
  const runtime = new Runtime({ config, queues, jobs: {}, handlers: {} }, { logger });
  const running = runtime.run({ signals: false });
  await expect.poll(() => logger.lines[0]?.message).toMatch(/^making the embedded store in /);
  runtime.stop();
  expect(await running).toBe(0);
  expect(logger.lines.map(({ message }) => message).slice(1)).toEqual(["stopping", "stopped"]);
});
