import { defineConfig, defineJob, QueueManager } from "tsk-gen/runtime";
import { fake, inline } from "tsk-gen/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { testConfig } from "../support/projects.js";

// Nothing listens there: a test that reached for the store would fail.
const queues = new QueueManager(
  defineConfig(testConfig({ url: "redis://127.0.0.1:1", queues: ["default"] })),
  { environment: {} },
);
class MailJob extends defineJob(queues, {
  name: "MailJob",
  key: "mail",
  version: 1,
  queue: "default",
  payload: z.strictObject({ user_id: z.int(), tone: z.string().default("warm") }),
  policy: { retry_attempts: 3, retry_delay: 60 },
}) {}
class SweepJob extends defineJob(queues, {
  name: "SweepJob",
  key: "sweep",
  version: 1,
  queue: "default",
}) {}
class ProbeJob extends defineJob(queues, {
  name: "ProbeJob",
  key: "probe",
  version: 1,
  queue: "default",
  policy: { retry_attempts: 9, retry_delay: 60, expires_in: "5m" },
}) {}
class SyncJob extends defineJob(queues, {
  name: "SyncJob",
  key: "sync",
  version: 1,
  queue: "default",
  payload: z.strictObject({ user_id: z.int(), reason: z.string().optional() }),
  policy: { retry_attempts: 0, unique: { by: ["user_id"], for: "10m" } },
}) {}
const jobs = { sync: SyncJob, mail: MailJob, sweep: SweepJob, probe: ProbeJob };

let log: string[] = [];
let stop = () => {};
beforeEach(() => {
  log = [];
});
afterEach(() => stop());

/** A fake whose mail handler fails for its first `failures` runs. */
function failing(failures: number) {
  const fakes = fake({
    queues,
    jobs,
    handlers: {
      mail: ({ user_id, tone }, { attempt, job }) => {
        log.push(`${user_id} ${tone} run ${attempt} of ${job.name}`);
        if (attempt <= failures) throw new Error("no connection");
      },
      sweep: async (_payload, { enqueue }) => {
        log.push("sweep");
        await enqueue(MailJob, { user_id: 9 });
      },
    },
  });
  stop = () => fakes.restore();
  return fakes;
}

test("keeps what is enqueued, with its defaults, until it is drained", async () => {
  const fakes = failing(0);
  await MailJob.performAsync({ user_id: 1 });
  await MailJob.performIn("1h", { user_id: 2, tone: "cold" });
  expect(fakes.enqueued(MailJob)).toEqual([
    { user_id: 1, tone: "warm" },
    { user_id: 2, tone: "cold" },
  ]);
  expect(fakes.waiting.map(({ delay }) => delay)).toEqual([0, 3_600_000]);
  expect(await queues.queueSize("default")).toBe(1);
  expect(log).toEqual([]);
  expect(await fakes.drain()).toEqual({ done: 2, retries: 0, expired: 0, dead: [] });
  expect(log).toEqual(["1 warm run 1 of MailJob", "2 cold run 1 of MailJob"]);
  expect(fakes.waiting).toEqual([]);
});

test("runs retries after what is due before them", async () => {
  const fakes = failing(2);
  await MailJob.performAsync({ user_id: 1 });
  await SweepJob.performIn("90s");
  expect(await fakes.drain()).toMatchObject({ done: 3, retries: 4, dead: [] });
  // Retries of the first job come after 60 and 180 s, so the sweep runs between them.
  expect(log.map((line) => line.slice(0, 12))).toEqual([
    "1 warm run 1",
    "1 warm run 2",
    "sweep",
    "9 warm run 1",
    "9 warm run 2",
    "1 warm run 3",
    "9 warm run 3",
  ]);
});

test("reports jobs whose retries are spent as dead", async () => {
  const fakes = failing(99);
  await MailJob.performAsync({ user_id: 1 });
  const { done, retries, dead } = await fakes.drain();
  expect({ done, retries }).toEqual({ done: 0, retries: 3 });
  expect(dead).toMatchObject([{ job: "MailJob", attempts: 4, payload: { user_id: 1 } }]);
  expect(dead[0]?.error.message).toBe("no connection");
});

test("does not retry a job that has become too old, nor call it dead", async () => {
  const probe = () => {
    log.push("probe");
    throw new Error("no connection");
  };
  const fakes = fake({ queues, jobs, handlers: { probe } });
  stop = () => fakes.restore();
  await ProbeJob.performIn("1h");
  // It would run after 0, 60, 180, and 420 s.
  expect(await fakes.drain()).toEqual({ done: 0, retries: 2, expired: 1, dead: [] });
  expect(log).toEqual(["probe", "probe", "probe"]);
});

test("has one live job of a unique key, for as long as production would", async () => {
  const again: boolean[] = [];
  const sync = async ({ user_id }: { user_id: number }) => {
    again.push((await SyncJob.performAsync({ user_id })).deduplicated);
  };
  const fakes = fake({ queues, jobs, handlers: { sync } });
  stop = () => fakes.restore();
  const first = await SyncJob.performIn("1m", { user_id: 1 });
  const second = await SyncJob.performAsync({ user_id: 1, reason: "more" });
  expect(second).toEqual({ ...first, deduplicated: true });
  const batch = await queues.batchEnqueue(SyncJob, [{ user_id: 1 }, { user_id: 2 }]);
  expect(batch.ids[0]).toBe(first.id);
  await fakes.drain();
  expect(again).toEqual([true, true]);
  expect((await SyncJob.performIn("1h", { user_id: 1 })).deduplicated).toBe(false);
  await queues.clearQueue("default");
  expect((await SyncJob.performAsync({ user_id: 1 })).deduplicated).toBe(false);
});

test("inline keeps a job from starting itself under its own unique key", async () => {
  let runs = 0;
  const sync = async ({ user_id }: { user_id: number }) => {
    runs++;
    await SyncJob.performAsync({ user_id });
  };
  const inlined = inline({ queues, jobs, handlers: { sync } });
  stop = () => inlined.restore();
  await SyncJob.performAsync({ user_id: 1 });
  await SyncJob.performAsync({ user_id: 1 });
  expect(runs).toBe(2);
});

test("checks payloads as production does, and counts an id once", async () => {
  const fakes = failing(0);
  await expect(MailJob.performAsync({ user_id: 1.5 })).rejects.toThrow("`user_id`");
  const first = await MailJob.performAsync({ user_id: 1 }, { id: "once" });
  const second = await MailJob.performAsync({ user_id: 2 }, { id: "once" });
  expect([first.deduplicated, second.deduplicated]).toEqual([false, true]);
  expect(fakes.enqueued(MailJob)).toHaveLength(1);
  fakes.clear();
  expect(fakes.waiting).toEqual([]);
  expect((await MailJob.performAsync({ user_id: 2 }, { id: "once" })).deduplicated).toBe(false);
});

test("names the handler that a test forgot, and stops a job that enqueues itself for ever", async () => {
  const bare = fake({ queues, jobs });
  await SweepJob.performAsync();
  await expect(bare.drain()).rejects.toThrow("no handler `sweep` to run SweepJob");
  const handlers = { sweep: () => SweepJob.performAsync() };
  const endless = fake({ queues, jobs, handlers });
  stop = () => endless.restore();
  await SweepJob.performAsync();
  await expect(endless.drain({ limit: 5 })).rejects.toThrow("5 jobs have run, and more wait");
});

test("inline runs a job in the call that enqueues it, and its error reaches the caller", async () => {
  const handlers = {
    mail: ({ user_id }: { user_id: number }) => {
      if (user_id < 0) throw new Error("no such user");
      log.push(`mail ${user_id}`);
    },
  };
  const inlined = inline({ queues, jobs, handlers });
  stop = () => inlined.restore();
  await MailJob.performIn("1d", { user_id: 1 });
  expect(log).toEqual(["mail 1"]);
  await expect(MailJob.performAsync({ user_id: -1 })).rejects.toThrow("no such user");
});
