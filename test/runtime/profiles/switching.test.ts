import { defineConfig, defineJob, env, QueueManager, Runtime } from "tsk-gen/runtime";
import { expect, test } from "vitest";
import { z } from "zod";
import { memoryLogger, testConfig } from "../../support/projects.js";

const unreached = "redis://127.0.0.1:1/0";
const { jobs, monitoring, shutdown_timeout } = testConfig({ url: unreached, queues: ["default"] });

/** Profiles with queues of their own, of which the environment chooses one. */
const config = defineConfig({
  backend: env.choice("QUEUE_BACKEND", ["sidekiq", "delayed_job", "resque", "bullmq"], "sidekiq"),
  profiles: {
    sidekiq: {
      redis_url: unreached,
      prefix: "bull",
      concurrency: 4,
      queues: { default: 1, high: 5 },
    },
    delayed_job: {
      database_url: env.secret.url("DATABASE_URL", ["postgres", "postgresql"]),
      schema: "bullmq",
      pool: 10,
      concurrency: 1,
      queues: { default: 1, mail: 2 },
      max_attempts: 3,
      delay_jobs: true,
      sleep_delay: 5,
      max_run_time: "4h",
    },
    resque: { redis_url: unreached, namespace: "resque:tusk", queues: ["high", "default"] },
  },
  jobs,
  monitoring,
  shutdown_timeout,
});

/** A start with one job of the queue `high`: its exit code, and what is logged. */
async function start(environment: Record<string, string>) {
  const queues = new QueueManager(config, { environment });
  const logger = memoryLogger();
  const job = defineJob(queues, {
    name: "ReportJob",
    key: "report",
    version: 1,
    queue: "high",
    payload: z.strictObject({ n: z.int() }),
  });
  const runtime = new Runtime(
    { config, queues, jobs: { report: job }, handlers: { report: () => undefined } },
    { logger },
  );
  const stopping = setInterval(() => runtime.stop(), 5);
  const exitCode = await runtime.run({ signals: false });
  clearInterval(stopping);
  return { exitCode, queues, job, messages: logger.lines.map(({ message }) => message) };
}

const database = { DATABASE_URL: "postgres://127.0.0.1:1/app" };

test("a worker runs the profile that QUEUE_BACKEND names, as far as the store goes", async () => {
  for (const QUEUE_BACKEND of ["sidekiq", "resque"]) {
    const { exitCode, messages } = await start({ QUEUE_BACKEND });
    expect([exitCode, messages.filter((text) => text.includes("accepted"))]).toEqual([0, []]);
  }
});

test("a worker refuses to start when the selected profile lacks the queue of a job", async () => {
  const { exitCode, messages } = await start({ QUEUE_BACKEND: "delayed_job", ...database });
  expect(exitCode).toBe(2);
  expect(messages).toEqual([
    'the job report goes to the queue "high", which delayed_job does not have; accepted: default or mail',
  ]);
});

test("a producer refuses such a job where it is enqueued", async () => {
  const { job } = await start({ QUEUE_BACKEND: "delayed_job", ...database });
  await expect(job.performAsync({ n: 1 })).rejects.toThrow(
    'no queue is named "high"; delayed_job has default, mail',
  );
});

test("a worker refuses to start on a backend that there is not, and without what one requires", async () => {
  const unknown = await start({ QUEUE_BACKEND: "sidekik" });
  expect([unknown.exitCode, unknown.messages[0]]).toEqual([
    2,
    'QUEUE_BACKEND is "sidekik"; accepted: sidekiq, delayed_job, resque, or bullmq',
  ]);
  const absent = await start({ QUEUE_BACKEND: "bullmq" });
  expect([absent.exitCode, absent.messages]).toEqual([
    2,
    ['QUEUE_BACKEND is "bullmq", and the configuration has no profile of this name'],
  ]);
  const bare = await start({ QUEUE_BACKEND: "delayed_job" });
  expect(bare.exitCode).toBe(2);
  expect(bare.messages).toContain(
    "DATABASE_URL is not set; accepted: a url that starts with postgres: or postgresql:",
  );
});
