import {
  type Config,
  type Death,
  type DelayedJobProfile,
  defineJob,
  type Handler,
  type JobPolicy,
  MissingHandlerError,
  PayloadError,
  QueueManager,
  Runtime,
} from "tsk-gen/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { expectNothingLeft } from "../../support/leaks.js";
import { startPostgres, type TestPostgres, withClient } from "../../support/postgres.js";
import { memoryLogger, testConfig } from "../../support/projects.js";

expectNothingLeft();

type Names = "default" | "mail";
const payload = z.strictObject({ n: z.int() });
type Given = z.output<typeof payload>;

describe("the profile delayed_job", () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  /** A project whose tables are its own. */
  function project(
    schema: string,
    handler: Handler<Given>,
    options: { profile?: Partial<DelayedJobProfile<Names>>; policy?: JobPolicy } = {},
  ) {
    const config: Config<Names> = {
      ...testConfig<Names>({ url: "redis://unused:1/0", queues: ["default"] }),
      backend: "delayed_job",
      profiles: {
        delayed_job: {
          database_url: postgres.url,
          schema,
          pool: 4,
          concurrency: 1,
          queues: { default: 1, mail: 1 },
          max_attempts: 3,
          delay_jobs: true,
          sleep_delay: 5,
          max_run_time: "4h",
          ...options.profile,
        },
      },
    };
    const queues = new QueueManager(config);
    const plain = { version: 1, queue: "default", payload } as const;
    const jobs = {
      work: defineJob(queues, { ...plain, name: "WorkJob", key: "work" }),
      own: defineJob(queues, {
        ...plain,
        name: "OwnJob",
        key: "own",
        policy: { retry_attempts: 1, ...options.policy },
      }),
    };
    const deaths: Death[] = [];
    const logger = memoryLogger();
    const start = () => {
      const runtime = new Runtime(
        { config, queues, jobs, handlers: { work: handler, own: handler } },
        {
          logger,
          onDead: (death) => {
            deaths.push(death);
            runtime.stop();
          },
        },
      );
      return runtime;
    };
    return { queues, jobs, deaths, logger, start };
  }

  /** Makes every wait of the queue `default` end now. */
  const skipWait = (queues: QueueManager<Names>) =>
    queues.session().use("default", (queue) => queue.promoteJobs());

  test("runs a job max_attempts times in all, 6 and 21 seconds after its failures", async () => {
    let runs = 0;
    const { jobs, queues, deaths, logger, start } = project("runs", () => {
      runs++;
      throw new Error("no");
    });
    await jobs.work.performAsync({ n: 1 });
    const runtime = start();
    const ended = runtime.run({ signals: false });
    for (const failures of [1, 2]) {
      await expect
        .poll(() => logger.lines.filter(({ message }) => message.startsWith("failed")).length)
        .toBe(failures);
      await skipWait(queues);
    }
    expect(await ended).toBe(0);
    expect(runs).toBe(3);
    expect(deaths).toMatchObject([{ attempts: 3, queue: "default" }]);
    const waits = logger.lines
      .map(({ message }) => message)
      .filter((text) => /again in/.test(text));
    expect(waits).toEqual(["failed, runs again in 6s", "failed, runs again in 21s"]);
  });

  test("leaves a job that sets a retry of its own to that and to the common defaults", async () => {
    let runs = 0;
    const { jobs, deaths, logger, start } = project("own", () => {
      runs++;
      throw new Error("no");
    });
    await jobs.own.performAsync({ n: 1 });
    expect(await start().run({ signals: false })).toBe(0);
    expect([runs, deaths.length]).toEqual([2, 1]);
    expect(logger.lines.map(({ message }) => message)).toContain("failed, runs again in 5ms");
  });

  test("serves the lowest priority number of a queue first", async () => {
    const served: number[] = [];
    const { jobs, start } = project("order", ({ n }) => void served.push(n));
    for (const n of [5, 0, 3, 1]) await jobs.work.performAsync({ n }, { priority: n });
    expect(await start().run({ signals: false, drain: true })).toBe(0);
    expect(served).toEqual([0, 1, 3, 5]);
  });

  test("runs one job at a time unless it is given more slots", async () => {
    let running = 0;
    let most = 0;
    const { jobs, queues, start } = project("slots", async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    });
    await queues.batchEnqueue(
      jobs.work,
      Array.from({ length: 20 }, (_, n) => ({ n })),
    );
    expect(await start().run({ signals: false, drain: true })).toBe(0);
    expect(most).toBe(1);
  });

  test("gives no run more time than max_run_time", async () => {
    const options = {
      profile: { max_run_time: "50ms" },
      policy: { timeout: "1h", on_timeout: "fail" },
    } as const;
    const { jobs, deaths, start } = project(
      "time",
      (_given, { signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
      options,
    );
    await jobs.own.performAsync({ n: 1 });
    expect(await start().run({ signals: false })).toBe(0);
    expect(deaths.map(({ error }) => error.message)).toEqual(["timed out after 50ms"]);
  });

  test("keeps its jobs in the tables of its schema and holds no more connections than its pool", async () => {
    const { jobs, queues } = project("elsewhere", () => undefined, { profile: { pool: 2 } });
    await Promise.all(Array.from({ length: 20 }, (_, n) => jobs.work.performAsync({ n })));
    await withClient(postgres.url, async (client) => {
      const { rows } = await client.query(
        "SELECT table_schema AS name FROM information_schema.tables WHERE table_schema IN ('elsewhere', 'bullmq') GROUP BY 1",
      );
      expect(rows).toEqual([{ name: "elsewhere" }]);
      const open = await client.query(
        "SELECT count(*)::int AS open FROM pg_stat_activity WHERE application_name = 'tsk'",
      );
      expect(open.rows[0].open).toBeLessThanOrEqual(2);
    });
    expect(await queues.queueSize("default")).toBe(20);
    await queues.close();
  });

  describe("behind a pooler, with listen_url", () => {
    /** A role by whose name the pooler would connect; it takes no settings with a connection. */
    async function pooled(role: string, searchPath: string): Promise<string> {
      await withClient(postgres.url, async (client) => {
        await client.query(`CREATE ROLE ${role} LOGIN SUPERUSER`);
        await client.query(`ALTER ROLE ${role} SET search_path TO ${searchPath}`);
      });
      return postgres.url.replace("postgres@", `${role}@`);
    }

    test("listens there, and does all else through the pooler", async () => {
      const open: unknown[] = [];
      const { jobs, start } = project(
        "listening",
        () =>
          withClient(postgres.url, async (client) => {
            const { rows } = await client.query(
              "SELECT query FROM pg_stat_activity WHERE application_name = 'direct'",
            );
            open.push(...rows);
          }),
        {
          profile: {
            database_url: await pooled("ready", "listening"),
            listen_url: `${postgres.url}?application_name=direct`,
          },
        },
      );
      await jobs.work.performAsync({ n: 1 });
      expect(await start().run({ signals: false, drain: true })).toBe(0);
      expect(open).toEqual([{ query: "LISTEN bullmq_jobs" }]);
    });

    test("refuses to start where the pooler's role looks for tables elsewhere, and says the remedy", async () => {
      const database_url = await pooled("unready", "public");
      const { logger, start } = project("unseen", () => undefined, {
        profile: { database_url, listen_url: postgres.url },
      });
      expect(await start().run({ signals: false })).toBe(2);
      expect(logger.lines.at(0)?.message).toBe(
        `cannot start: ${database_url.replace("unready@", "***@")} looks for tables in public, and a pooler takes no setting from here; needed: ALTER ROLE unready SET search_path TO unseen`,
      );
    });
  });

  describe("with delay_jobs false", () => {
    const inCaller = { profile: { delay_jobs: false } };

    test("runs a job in the call that enqueues it, passing over its delay", async () => {
      const served: unknown[] = [];
      const { jobs, queues, start } = project(
        "caller",
        ({ n }, { attempt, job }) => void served.push([n, attempt, job.name, job.queue]),
        inCaller,
      );
      start();
      const { id, queue, deduplicated } = await jobs.work.performIn("1h", { n: 1 });
      expect([typeof id, queue, deduplicated]).toEqual(["string", "default", false]);
      await jobs.own.performAsync({ n: 2 }, { queue: "mail" });
      expect(served).toEqual([
        [1, 1, "WorkJob", "default"],
        [2, 1, "OwnJob", "mail"],
      ]);
      expect(await queues.queueSize("default")).toBe(0);
      await queues.close();
    });

    test("gives the caller what the handler throws, once, without a retry", async () => {
      let runs = 0;
      const failure = new TypeError("no");
      const { jobs, start } = project(
        "errors",
        () => {
          runs++;
          throw failure;
        },
        inCaller,
      );
      start();
      await expect(jobs.work.performAsync({ n: 1 })).rejects.toBe(failure);
      expect(runs).toBe(1);
    });

    test("checks payload and queue before it runs anything", async () => {
      const { jobs, start } = project("checks", () => expect.unreachable(), inCaller);
      start();
      await expect(jobs.work.performAsync({ n: 1.5 })).rejects.toBeInstanceOf(PayloadError);
      await expect(jobs.work.performAsync({ n: 1 }, { queue: "none" })).rejects.toThrow(
        'no queue is named "none"; delayed_job has default, mail',
      );
    });

    test("runs all jobs of a batch, whatever one of them throws", async () => {
      const served: number[] = [];
      const { jobs, queues, start } = project(
        "batch",
        ({ n }) => {
          if (n === 1) throw new Error("not this one");
          served.push(n);
        },
        inCaller,
      );
      start();
      const { ids, errors } = await queues.batchEnqueue(jobs.work, [{ n: 0 }, { n: 1 }, { n: 2 }]);
      expect(served).toEqual([0, 2]);
      expect(ids.map((id) => typeof id)).toEqual(["string", "undefined", "string"]);
      expect(errors).toMatchObject([
        { index: 1, item: { n: 1 }, error: { message: "not this one" } },
      ]);
    });

    test("keeps another job of the same unique key out while the first runs", async () => {
      const second: unknown[] = [];
      const { jobs, start } = project(
        "unique",
        async ({ n }) => {
          second.push(await jobs.own.performAsync({ n }));
        },
        { ...inCaller, policy: { unique: { by: ["n"] } } },
      );
      start();
      const { id } = await jobs.own.performAsync({ n: 1 });
      expect(second).toEqual([{ id, queue: "default", deduplicated: true }]);
    });

    test("refuses to run anything in a process that has no handlers", async () => {
      const { jobs } = project("none", () => undefined, inCaller);
      await expect(jobs.work.performAsync({ n: 1 })).rejects.toEqual(
        new MissingHandlerError(
          "WorkJob runs where it is enqueued (delay_jobs is false), and this process has no handlers; createRuntime takes them",
        ),
      );
    });

    test("runs what was queued before, in a worker as ever", async () => {
      const served: number[] = [];
      const handler = ({ n }: Given) => void served.push(n);
      const before = project("mixed", handler);
      await before.jobs.work.performAsync({ n: 1 });
      await before.queues.close();
      const after = project("mixed", handler, inCaller);
      const runtime = after.start();
      expect(await after.queues.queueSize("default")).toBe(1);
      expect(await runtime.run({ signals: false, drain: true })).toBe(0);
      expect(served).toEqual([1]);
    });
  });
});
