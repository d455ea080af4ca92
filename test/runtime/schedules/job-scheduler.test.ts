// One suite for every store: recurring entries are brought in line, and the worker runs what they give.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AnyRecurringEntry,
  type Handler,
  type JobDefinition,
  JobScheduler,
  QueueManager,
  type RecurringEntries,
  Runtime,
} from "tsk-gen/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { expectNothingLeft } from "../../support/leaks.js";
import { memoryLogger, testConfig } from "../../support/projects.js";
import { startRedis } from "../../support/redis.js";

expectNothingLeft();

async function onRedis() {
  const redis = await startRedis();
  return { url: redis.url, environment: {}, end: () => redis.stop() };
}

async function embedded() {
  const directory = await mkdtemp(join(tmpdir(), "tsk-embedded-"));
  return {
    url: "redis://unused:1/0",
    environment: { QUEUE_STORE: `embedded:${directory}` },
    end: () => rm(directory, { recursive: true, force: true }),
  };
}

const payload = z.strictObject({ n: z.int(), tone: z.string().default("warm") });

function definition(more: Partial<JobDefinition> = {}): JobDefinition {
  return { name: "TickJob", key: "tick", version: 3, queue: "high", payload, ...more };
}

const nightly = (more: Partial<AnyRecurringEntry> = {}): AnyRecurringEntry => ({
  job: { definition: definition() },
  cron: "0 3 * * *",
  timezone: "Europe/Berlin",
  payload: { n: 1 },
  ...more,
});

const often = (every: string, given: object = { n: 1 }): AnyRecurringEntry => ({
  job: { definition: definition() },
  every,
  payload: given,
});

describe.each([
  ["redis", onRedis],
  ["embedded", embedded],
])("schedules on %s", (_name, open) => {
  let place: Awaited<ReturnType<typeof open>>;
  let queues: QueueManager;
  let scheduler: JobScheduler;

  beforeAll(async () => {
    place = await open();
    queues = manager();
    scheduler = new JobScheduler(queues);
    await queues.queueSize("high");
  });
  afterEach(async () => {
    await scheduler.apply({});
  });
  afterAll(async () => {
    await queues.close();
    await place.end();
  });

  function config(policy = {}) {
    return testConfig({ url: place.url, queues: { high: 5, low: 1 }, policy });
  }

  function manager(policy = {}): QueueManager {
    return new QueueManager(config(policy), { environment: place.environment });
  }

  async function apply(entries: RecurringEntries): Promise<string[]> {
    const changes = await scheduler.apply(entries);
    return changes.map(({ action, key, queue }) => `${action} ${key} on ${queue}`);
  }

  /** Of one queue, whoever's they are: ids with the next run. */
  function stored(queue = "high") {
    return queues.session().use(queue, async (store) => {
      const found = await store.getJobSchedulers();
      return new Map(found.map(({ key, next }) => [key, next] as const));
    });
  }

  const delayed = (queue = "high") =>
    queues.session().use(queue, (store) => store.getJobs(["delayed"]));

  test("are applied once and then left alone", async () => {
    const entries = {
      nightly: nightly(),
      often: often("1d"),
      "a:b%c": nightly({ payload: { n: 2, tone: "cold" } }),
    };
    expect(await scheduler.plan(entries)).toHaveLength(3);
    expect(await stored()).toEqual(new Map());
    expect(await apply(entries)).toEqual([
      "created nightly on high",
      "created often on high",
      "created a:b%c on high",
    ]);
    const first = await stored();
    expect([...first.keys()].sort()).toEqual([
      "tsk-gen:a%3Ab%25c",
      "tsk-gen:nightly",
      "tsk-gen:often",
    ]);
    const jobs = (await delayed()).map(({ id }) => id).sort();
    expect(jobs).toHaveLength(3);
    expect(await apply(entries)).toEqual([]);
    expect(await stored()).toEqual(first);
    expect((await delayed()).map(({ id }) => id).sort()).toEqual(jobs);
  });

  test("hold the payload with defaults, the version, and the policy of the job", async () => {
    await apply({ nightly: nightly() });
    const [job] = await delayed();
    expect(job?.name).toBe("TickJob");
    expect(job?.data).toEqual({ n: 1, tone: "warm" });
    expect(job?.opts).toMatchObject({
      version: 3,
      attempts: 4,
      removeOnComplete: { count: 10_000 },
    });
    await expect(apply({ nightly: nightly({ payload: { n: "1" } }) })).rejects.toThrow("TickJob");
  });

  test("run at the hour of their zone, or at multiples of their interval, and not at once", async () => {
    const now = Date.now();
    await apply({
      berlin: nightly(),
      often: often("2d"),
    });
    const next = await stored();
    const hour = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Berlin",
      timeStyle: "short",
    });
    expect(hour.format(next.get("tsk-gen:berlin"))).toBe("03:00");
    const day = 86_400_000;
    expect(next.get("tsk-gen:often")).toBe((Math.floor(now / (2 * day)) + 1) * 2 * day);
  });

  test("are changed in place, keep the next tick of an interval, and move to another queue whole", async () => {
    await apply({ tick: often("1d") });
    const before = await stored();
    expect(await apply({ tick: often("1d", { n: 2 }) })).toEqual(["changed tick on high"]);
    expect(await stored()).toEqual(before);
    expect((await delayed()).map(({ data }) => data)).toEqual([{ n: 2, tone: "warm" }]);
    expect(await apply({ tick: often("2d") })).toEqual(["changed tick on high"]);
    expect(await delayed()).toHaveLength(1);
    const job = { definition: definition({ queue: "low" }) };
    expect(await apply({ tick: nightly({ job }) })).toEqual([
      "removed tick on high",
      "created tick on low",
    ]);
    expect(await delayed()).toEqual([]);
    expect(await delayed("low")).toHaveLength(1);
  });

  test("are removed with their next job when they are renamed", async () => {
    await apply({ old: nightly() });
    expect(await apply({ new: nightly() })).toEqual(["removed old on high", "created new on high"]);
    expect([...(await stored()).keys()]).toEqual(["tsk-gen:new"]);
    expect(await delayed()).toHaveLength(1);
  });

  test("of other programs are never touched", async () => {
    const others = ["theirs", "tsk", "x:tsk-gen:y"];
    await queues.session().use("high", async (store) => {
      for (const id of others) await store.upsertJobScheduler(id, { pattern: "0 4 * * *" });
    });
    const before = await stored();
    await apply({ nightly: nightly() });
    await apply({});
    expect(await stored()).toEqual(before);
    await queues.session().use("high", async (store) => {
      for (const id of others) await store.removeJobScheduler(id);
    });
  });

  test("follow the policy that the environment sets", async () => {
    await apply({ nightly: nightly() });
    const other = manager({ retry_attempts: 9 });
    const changes = await new JobScheduler(other).apply({ nightly: nightly() });
    expect(changes.map(({ action }) => action)).toEqual(["changed"]);
    await other.close();
    expect((await delayed()).map(({ opts }) => opts.attempts)).toEqual([10]);
  });

  test("of a queue that the profile lacks are refused before anything is written", async () => {
    const job = { definition: definition({ queue: "gone" }) };
    await expect(apply({ a: nightly(), b: nightly({ job }) })).rejects.toThrow('named "gone"');
    expect(await stored()).toEqual(new Map());
  });

  test("that are not in the store are told of by a worker", async () => {
    const logger = memoryLogger();
    const runtime = new Runtime(
      {
        config: config(),
        queues: manager(),
        jobs: { tick: { definition: definition() } },
        handlers: { tick: () => {} },
        recurring: { nightly: nightly() },
      },
      { logger },
    );
    const done = runtime.run({ signals: false });
    await expect
      .poll(() => logger.lines.filter(({ level }) => level === "warn"))
      .toEqual([
        {
          level: "warn",
          fields: { schedules: ["nightly"] },
          message:
            "the store has other schedules than this code; `tsk-gen apply` brings them in line",
        },
      ]);
    runtime.stop();
    expect(await done).toBe(0);
  });

  test("that run every second are run by a worker, each tick once, until they are removed", async () => {
    const ran: { readonly given: unknown; readonly id: string }[] = [];
    let enough = () => {};
    const twice = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const handler: Handler<unknown> = (given, { job }) => {
      ran.push({ given, id: job.id });
      if (ran.length === 2) enough();
    };
    const logger = memoryLogger();
    const mine = manager();
    const recurring = { tick: often("1s") };
    const runtime = new Runtime(
      {
        config: config(),
        queues: mine,
        jobs: { tick: { definition: definition() } },
        handlers: { tick: handler },
        recurring,
      },
      { logger },
    );
    await apply(recurring);
    const done = runtime.run({ signals: false });
    await twice;
    expect(await apply(recurring)).toEqual([]);
    await apply({});
    runtime.stop();
    expect(await done).toBe(0);
    for (const { given } of ran) expect(given).toEqual({ n: 1, tone: "warm" });
    const ids = ran.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(logger.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
    expect(await delayed()).toEqual([]);
  });
});
