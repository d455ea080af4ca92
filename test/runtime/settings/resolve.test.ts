import { type Config, ConfigError, env, type Policy } from "tsk-gen/runtime";
import { describe, expect, test } from "vitest";
import type { Environment } from "../../../src/runtime/settings/reader.js";
import { resolveConfig } from "../../../src/runtime/settings/resolve.js";
import { config as sample } from "../sample/config.js";

/** What is wrong with a configuration in an environment, sentence by sentence. */
function problems(environment: Environment, config: Config = sample): string[] {
  try {
    resolveConfig(config, environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ message }) => message);
  }
}

function withJobs(jobs: Partial<Policy>): Config {
  return { ...sample, jobs: { ...sample.jobs, ...jobs } };
}

describe("limits", () => {
  const limits = {
    high: { max: env.integer("HIGH_MAX", 2, { min: 1 }), rate: env.text("HIGH_RATE", "100/1m") },
    elsewhere: { max: 1 },
  } as Config["limits"];
  const config: Config = { ...sample, ...(limits && { limits }) };

  test("go to the queues of the profile that has them", () => {
    expect(resolveConfig(config, { HIGH_MAX: "3" }).queues).toEqual([
      { name: "default", weight: 1 },
      { name: "high", weight: 5, max: 3, rate: { starts: 100, window: 60_000 } },
    ]);
  });

  test("are refused when they are not what they say", () => {
    expect(problems({ HIGH_MAX: "0", HIGH_RATE: "100" }, config)).toEqual([
      'HIGH_MAX is "0"; accepted: a whole number, at least 1',
      'HIGH_RATE is "100"; accepted: a number of starts and a duration, such as 100/1m',
    ]);
  });
});

describe("defaults", () => {
  test("are those of the file when the environment is empty", () => {
    expect(resolveConfig(sample, {})).toEqual({
      backend: "sidekiq",
      store: { scheme: "redis", url: "redis://localhost:6379/3", prefix: "bull" },
      concurrency: 10,
      fetch: "weighted",
      queues: [
        { name: "default", weight: 1 },
        { name: "high", weight: 5 },
      ],
      idleLook: 5000,
      runsInCaller: false,
      defaults: {
        retries: 3,
        backoff: { kind: "exponential", delay: 60_000, jitter: 0 },
        timeout: 300_000,
        grace: 5000,
        onTimeout: "retry",
        lock: 30_000,
        maxStalled: 3,
        batchSize: 100,
        keepCompleted: { age: 86_400_000, count: 1000 },
        keepFailed: { age: 180 * 86_400_000, count: 10_000 },
        priority: 0,
      },
      monitoring: {
        enabled: true,
        port: 9090,
        host: "127.0.0.1",
        interval: 30_000,
        sizeThreshold: 1000,
        logLevel: "info",
        tracing: false,
      },
      shutdownTimeout: 25_000,
    });
  });

  test("stand in for empty variables", () => {
    expect(resolveConfig(sample, { SIDEKIQ_CONCURRENCY: "" }).concurrency).toBe(10);
  });

  test("bound what is kept also where only one bound is written", () => {
    const { defaults } = resolveConfig(
      withJobs({ keep_completed: { count: 5 }, keep_failed: "1w" }),
      {},
    );
    expect(defaults.keepCompleted).toEqual({ age: 86_400_000, count: 5 });
    expect(defaults.keepFailed).toEqual({ age: 604_800_000, count: 10_000 });
  });
});

describe("overrides", () => {
  test("are read as the setting's type", () => {
    const resolved = resolveConfig(sample, {
      SIDEKIQ_CONCURRENCY: "25",
      SIDEKIQ_HIGH_QUEUE_WEIGHT: "7",
      JOB_TIMEOUT: "300",
      JOB_RETRY_DELAY: "2m",
      QUEUE_MONITORING_ENABLED: "off",
    });
    expect(resolved.concurrency).toBe(25);
    expect(resolved.queues[1]).toEqual({ name: "high", weight: 7 });
    expect(resolved.defaults).toMatchObject({ timeout: 300_000, backoff: { delay: 120_000 } });
    expect(resolved.monitoring.enabled).toBe(false);
  });

  test("are numbers that keep their digits", () => {
    const computed = withJobs({
      retry_attempts: env.computed((read) => (read("A", 1) > 0 ? 1 : 2), { kind: "integer" }),
    });
    for (const A of ["9007199254740993", "9007199254740993.0", "1e-400", "1e400"])
      expect(problems({ A }, computed)).toEqual([`A is "${A}"; accepted: a number`]);
    for (const A of ["9007199254740992", "1e300", "0.1", "0e9"])
      expect(problems({ A }, computed)).toEqual([]);
  });

  test("that are computed depend on the variables they read", () => {
    const environment = { QUEUE_BACKEND: "bullmq", APP_REDIS: "redis://h:1/0" };
    expect(resolveConfig(sample, environment).concurrency).toBe(5);
    expect(resolveConfig(sample, { ...environment, NODE_ENV: "production" }).concurrency).toBe(20);
  });

  test("read variables by the type of their fallback", () => {
    const config = withJobs({
      retry_attempts: env.computed((read) => read("A", 1) + read("B", 2), { kind: "integer" }),
    });
    expect(resolveConfig(config, { A: "40" }).defaults.retries).toBe(42);
    expect(problems({ A: "x" }, config)).toEqual(['A is "x"; accepted: a number']);
  });

  test("of backends that are not selected are not read", () => {
    expect(problems({ DELAYED_JOB_CONCURRENCY: "many", APP_REDIS: "http://h" })).toEqual([]);
  });

  test("of weights to 0 everywhere mean strict order, and a single 0 counts as 1", () => {
    const zero = { SIDEKIQ_DEFAULT_QUEUE_WEIGHT: "0", SIDEKIQ_HIGH_QUEUE_WEIGHT: "0" };
    expect(resolveConfig(sample, zero).fetch).toBe("strict");
    expect(resolveConfig(sample, { ...zero, SIDEKIQ_FETCH: "fair" }).fetch).toBe("fair");
    const one = resolveConfig(sample, { SIDEKIQ_DEFAULT_QUEUE_WEIGHT: "0" });
    expect([one.fetch, one.queues[0]?.weight]).toEqual(["weighted", 1]);
  });

  test("of the store run any profile on the embedded one, without its own url", () => {
    const environment = { QUEUE_BACKEND: "bullmq", QUEUE_STORE: "embedded" };
    expect(resolveConfig(sample, environment).store).toEqual({
      scheme: "embedded",
      url: "embedded:.tusk/store",
    });
    const named = resolveConfig(sample, { QUEUE_STORE: "embedded:/tmp/x" });
    expect(named.store).toEqual({ scheme: "embedded", url: "embedded:/tmp/x" });
    expect(problems({ QUEUE_STORE: "redis://h" })).toEqual([
      'QUEUE_STORE is "redis://h"; accepted: embedded or embedded:DIR',
    ]);
  });
});

describe("what is not accepted", () => {
  test("is named all at once, with variable, value, and what is accepted", () => {
    expect(
      problems({
        SIDEKIQ_CONCURRENCY: "0",
        SIDEKIQ_REDIS_URL: "localhost",
        JOB_TIMEOUT: "soon",
        QUEUE_MONITORING_ENABLED: "ja",
        QUEUE_LOG_LEVEL: "loud",
      }),
    ).toEqual([
      'SIDEKIQ_REDIS_URL is "localhost"; accepted: a url that starts with redis: or rediss:',
      'SIDEKIQ_CONCURRENCY is "0"; accepted: a whole number from 1 to 1000',
      'JOB_TIMEOUT is "soon"; accepted: a number of seconds, or a whole number and a unit such as 30s (ms, s, m, h, d, or w)',
      'QUEUE_MONITORING_ENABLED is "ja"; accepted: true or false (also 1, 0, yes, no, on, and off)',
      'QUEUE_LOG_LEVEL is "loud"; accepted: trace, debug, info, warn, error, or silent',
    ]);
  });

  test("includes a required variable that is not set", () => {
    expect(problems({ QUEUE_BACKEND: "bullmq" })).toEqual([
      "APP_REDIS is not set; accepted: a url that starts with redis: or rediss:",
    ]);
  });

  test("never shows a password", () => {
    const url = problems({ SIDEKIQ_REDIS_URL: "http://user:geheim@h" });
    expect(url).toEqual([
      'SIDEKIQ_REDIS_URL is "http://***@h"; accepted: a url that starts with redis: or rediss:',
    ]);
    const database = problems({ SIDEKIQ_REDIS_URL: "redis://user:geheim@h/eins" });
    expect(database[0]).toBe(
      'SIDEKIQ_REDIS_URL is "redis://***@h/eins"; accepted: a whole number as the database, such as redis://host:6379/3',
    );
  });

  test("never shows a password that is a parameter", () => {
    const [url] = problems({ SIDEKIQ_REDIS_URL: "redis://h/1?user=a&password=geheim&x=1" });
    expect(url).toContain('"redis://h/1?user=a&password=***&x=1"');
  });

  test("never shows the value of a secret, computed or not", () => {
    const secret = withJobs({ retry_attempts: env.secret.integer("S", 1) });
    expect(problems({ S: "geheim" }, secret)).toEqual([
      "S holds a value that is not accepted; accepted: a whole number",
    ]);
    const computed = withJobs({
      retry_attempts: env.secret.computed((read) => read("S"), { kind: "integer" }),
    });
    expect(problems({ S: "geheim" }, computed)).toEqual([
      "the value computed from S holds a value that is not accepted; accepted: a whole number",
    ]);
  });

  test("includes constants out of bounds", () => {
    expect(problems({}, withJobs({ retry_jitter: 2, max_stalled: -1, retry_backoff: [] }))).toEqual(
      [
        "jobs.retry_jitter is 2; accepted: a number from 0 to 1",
        "jobs.retry_backoff is empty; accepted: one wait or more",
        "jobs.max_stalled is -1; accepted: a whole number, at least 0",
      ],
    );
  });
});

describe("the profile resque", () => {
  test("serves its queues in strict order, one job at a time", () => {
    expect(resolveConfig(sample, { QUEUE_BACKEND: "resque" })).toMatchObject({
      backend: "resque",
      store: { scheme: "redis", url: "redis://localhost:6379/4", prefix: "resque:tusk" },
      concurrency: 1,
      fetch: "strict",
      queues: [{ name: "high" }, { name: "default" }],
    });
  });

  test("takes its place from its own variables", () => {
    const { store } = resolveConfig(sample, {
      QUEUE_BACKEND: "resque",
      RESQUE_REDIS_URL: "redis://h:1/2",
      RESQUE_NAMESPACE: "shop",
      SIDEKIQ_CONCURRENCY: "many",
    });
    expect(store).toEqual({ scheme: "redis", url: "redis://h:1/2", prefix: "shop" });
  });
});

describe("the profile delayed_job", () => {
  const environment = { QUEUE_BACKEND: "delayed_job", DATABASE_URL: "postgres://me:pw@h/app" };
  const { profiles } = sample;
  const withProfile = (changes: Partial<NonNullable<typeof profiles.delayed_job>>): Config => {
    const { delayed_job } = profiles;
    if (delayed_job === undefined) throw new Error("the sample has no such profile");
    return { ...sample, profiles: { delayed_job: { ...delayed_job, ...changes } } };
  };

  test("keeps its jobs in PostgreSQL and has runs, waits, and times of its own", () => {
    expect(resolveConfig(sample, { ...environment, JOB_TIMEOUT: "5h" })).toMatchObject({
      backend: "delayed_job",
      store: {
        scheme: "postgres",
        url: "postgres://me:pw@h/app",
        schema: "bullmq",
        connections: 10,
      },
      concurrency: 1,
      fetch: "weighted",
      queues: [
        { name: "high", weight: 5 },
        { name: "default", weight: 1 },
      ],
      idleLook: 5000,
      runsInCaller: false,
      defaults: {
        retries: 2,
        backoff: { kind: "delayed_job", jitter: 0 },
        timeout: 4 * 3_600_000,
      },
    });
  });

  test("is run on the embedded store without a database", () => {
    const { store } = resolveConfig(sample, {
      QUEUE_BACKEND: "delayed_job",
      QUEUE_STORE: "embedded:/tmp/x",
    });
    expect(store).toEqual({ scheme: "embedded", url: "embedded:/tmp/x" });
  });

  test("listens elsewhere where it is told to", () => {
    const config = withProfile({ listen_url: env.url("LISTEN_URL", ["postgres"]) });
    const { store } = resolveConfig(config, {
      ...environment,
      LISTEN_URL: "postgres://direct/app",
    });
    expect(store.listenUrl).toBe("postgres://direct/app");
    expect(problems({ ...environment, LISTEN_URL: "postgres://direct" }, config)).toEqual([
      'LISTEN_URL is "postgres://direct"; accepted: a url that names a database, such as postgres://host/app',
    ]);
  });

  test.each(["public; DROP", "a b", "-c x=y", "Jobs", "a,b", "ä"])(
    "refuses the schema %j, which would become more than a name",
    (schema) => {
      const config = withProfile({ schema: env.text("JOBS_SCHEMA", "bullmq") });
      expect(problems({ ...environment, JOBS_SCHEMA: schema }, config)).toEqual([
        `JOBS_SCHEMA is ${JSON.stringify(schema)}; accepted: lower-case letters, digits, and \`_\`, not beginning with a digit`,
      ]);
    },
  );
});

describe("what is not in this version yet", () => {
  test.each(["redis+sentinel://h1,h2/name/3", "redis+cluster://h1,h2"])(
    "includes the url %s",
    (url) => {
      const bullmq = { url, prefix: "bull", concurrency: 1, queues: ["a"] };
      const [problem, ...rest] = problems(
        {},
        { ...sample, backend: "bullmq", profiles: { bullmq } },
      );
      expect(rest).toEqual([]);
      expect(problem).toMatch(
        /^profiles\.bullmq\.url is .* urls are not in this version yet; accepted: redis:, rediss:, postgres:, postgresql:, or embedded:$/,
      );
    },
  );
});
