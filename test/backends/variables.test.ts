import * as runtime from "tsk-gen/runtime";
import { describe, expect, it } from "vitest";
import * as zod from "zod";
import { configOf, modulesOf } from "../../src/cli/from-ir/project.js";
import type { Setting } from "../../src/ir/ir.js";
import { type ResolvedConfig, resolveConfig } from "../../src/runtime/settings/resolve.js";
import { projectOf } from "../support/compile.js";

const project = projectOf(`queue:
  backend: "sidekiq"
  queues: { default: 1, mail-out: 5 }
`);

/** Each setting with its variable and its default, as one line; blank where there is none. */
function table(settings: readonly Setting[]): string[] {
  return settings.map(({ name, variable = "", value }) =>
    `${name} | ${variable} | ${value === undefined ? "" : JSON.stringify(value)}`.replace(
      / +\|/g,
      " |",
    ),
  );
}

function profile(name: string) {
  const found = project.profiles.find(({ backend }) => backend === name);
  return {
    settings: table(found?.settings ?? []),
    queues: table(found?.queues.map(({ weight }) => weight) ?? []),
  };
}

describe("settings, their variables, and their defaults", () => {
  it("of queue", () => {
    expect(table([project.backend])).toEqual(['backend | QUEUE_BACKEND | "sidekiq"']);
  });

  it("of the profile sidekiq", () => {
    expect(profile("sidekiq")).toEqual({
      settings: [
        'redis_url | SIDEKIQ_REDIS_URL | "redis://localhost:6379/3"',
        'prefix | SIDEKIQ_PREFIX | "bull"',
        "concurrency | SIDEKIQ_CONCURRENCY | 10",
        'fetch | SIDEKIQ_FETCH | "weighted"',
      ],
      queues: [
        "default | SIDEKIQ_DEFAULT_QUEUE_WEIGHT | 1",
        "mail-out | SIDEKIQ_MAIL_OUT_QUEUE_WEIGHT | 5",
      ],
    });
  });

  it("of the profile delayed_job", () => {
    expect(profile("delayed_job")).toEqual({
      settings: [
        "database_url | DATABASE_URL |",
        'schema | | "bullmq"',
        "pool | | 10",
        "concurrency | DELAYED_JOB_CONCURRENCY | 1",
        'fetch | DELAYED_JOB_FETCH | "weighted"',
        "max_attempts | DELAYED_JOB_MAX_ATTEMPTS | 3",
        "delay_jobs | DELAYED_JOB_DELAY_JOBS | true",
        "sleep_delay | DELAYED_JOB_SLEEP_DELAY | 5000",
        "max_run_time | | 14400000",
      ].map((line) => line.replace(/\|$/, "| ")),
      queues: [
        "default | DELAYED_JOB_DEFAULT_QUEUE_WEIGHT | 1",
        "mail-out | DELAYED_JOB_MAIL_OUT_QUEUE_WEIGHT | 5",
      ],
    });
  });

  it("of the profile resque", () => {
    expect(profile("resque")).toEqual({
      settings: [
        'redis_url | RESQUE_REDIS_URL | "redis://localhost:6379/4"',
        'namespace | RESQUE_NAMESPACE | "resque:tusk"',
      ],
      queues: ["mail-out | | 0", "default | | 0"],
    });
  });

  it("of the profile bullmq", () => {
    expect(profile("bullmq")).toEqual({
      settings: [
        'url | QUEUE_URL | "redis://localhost:6379"',
        'prefix | QUEUE_PREFIX | "bull"',
        "concurrency | QUEUE_CONCURRENCY | 10",
        'fetch | QUEUE_FETCH | "weighted"',
      ],
      queues: [
        "default | QUEUE_DEFAULT_QUEUE_WEIGHT | 1",
        "mail-out | QUEUE_MAIL_OUT_QUEUE_WEIGHT | 5",
      ],
    });
  });

  it("of queue.jobs", () => {
    expect(table(project.jobDefaults)).toEqual([
      "retry_attempts | JOB_RETRY_ATTEMPTS | 3",
      "retry_delay | JOB_RETRY_DELAY | 60000",
      'retry_backoff | | "exponential"',
      "retry_jitter | | 0",
      "timeout | JOB_TIMEOUT | 300000",
      "timeout_grace | | 5000",
      'on_timeout | | "retry"',
      "lock | | 30000",
      "max_stalled | | 3",
      "batch_size | JOB_BATCH_SIZE | 100",
      'keep_completed | | {"age":86400000,"count":1000}',
      'keep_failed | | {"age":15552000000,"count":10000}',
    ]);
  });

  it("of queue.monitoring", () => {
    expect(table(project.monitoring)).toEqual([
      "enabled | QUEUE_MONITORING_ENABLED | true",
      "metrics_port | QUEUE_METRICS_PORT | 9090",
      "health_check_interval | QUEUE_HEALTH_CHECK_INTERVAL | 30000",
      'host | QUEUE_METRICS_HOST | "127.0.0.1"',
      "queue_size_threshold | | 1000",
      'log_level | QUEUE_LOG_LEVEL | "info"',
      "tracing | | false",
    ]);
  });

  it("of what one job sets for itself: constants, which no variable of all jobs overrides", () => {
    const { jobs } = projectOf(`queue:
  backend: "sidekiq"
jobs:
  a: { timeout: "1m", retry_attempts: 0, priority: 5, keep_failed: { count: 3 } }
`);
    expect(table(jobs[0]?.policy ?? [])).toEqual([
      "retry_attempts | | 0",
      "timeout | | 60000",
      'keep_failed | | {"age":15552000000,"count":3}',
      "priority | | 5",
    ]);
  });
});

/** What a variable means to a process that starts: texts with what becomes of them, and what is refused. */
interface Row {
  readonly variable: string;
  readonly of: (config: ResolvedConfig) => unknown;
  readonly good: readonly (readonly [text: string, value: unknown])[];
  readonly bad: readonly string[];
  readonly accepted: string;
}

const count = (variable: string, of: Row["of"], min = 1, max?: number): Row => ({
  variable,
  of,
  good: [["7", 7], [`${min}`, min], ...(max === undefined ? [] : [[`${max}`, max] as const])],
  bad: ["many", "1.5", "0x10", "7 ", `${min - 1}`, ...(max === undefined ? [] : [`${max + 1}`])],
  accepted: `a whole number${max === undefined ? `, at least ${min}` : ` from ${min} to ${max}`}`,
});

const DURATION =
  "a number of seconds, or a whole number and a unit such as 30s (ms, s, m, h, d, or w)";

const time = (variable: string, of: Row["of"], least = ""): Row => ({
  variable,
  of,
  good: [
    ["90", 90_000],
    ["1500ms", 1500],
    ["2m", 120_000],
  ],
  bad: ["soon", "-1", "1.5h", "2 m", ...(least === "" ? [] : ["0"])],
  accepted: `${DURATION}${least}`,
});

const toggle = (variable: string, of: Row["of"]): Row => ({
  variable,
  of,
  good: [
    ...["true", "1", "yes", "on"].map((text) => [text, true] as const),
    ...["false", "0", "no", "off"].map((text) => [text, false] as const),
  ],
  bad: ["TRUE", "ja", "2", "enabled"],
  accepted: "true or false (also 1, 0, yes, no, on, and off)",
});

const choice = (variable: string, of: Row["of"], choices: string[], accepted: string): Row => ({
  variable,
  of,
  good: choices.map((text) => [text, text]),
  bad: ["Weighted", "fastest"],
  accepted,
});

const redis = (variable: string): Row => ({
  variable,
  of: ({ store }) => store.url,
  good: ["redis://h:1/2", "rediss://user:pw@h"].map((url) => [url, url]),
  bad: ["localhost:6379", "http://h", "postgres://h/app"],
  accepted: "a url that starts with redis: or rediss:",
});

const prefix = (variable: string): Row => ({
  variable,
  of: ({ store }) => store.prefix,
  good: ["shop", "{tsk}", "a:b"].map((text) => [text, text]),
  bad: ["a b", " ", "x".repeat(101)],
  accepted: "at most 100 characters without spaces",
});

/** A 0 beside other weights counts as 1. */
const weight = (variable: string, queue: string): Row => ({
  ...count(variable, ({ queues }) => queues.find(({ name }) => name === queue)?.weight, 0),
  good: [
    ["7", 7],
    ["0", 1],
  ],
});

const slots = (name: string): Row =>
  count(`${name}_CONCURRENCY`, ({ concurrency }) => concurrency, 1, 1000);
const fetchMode = (name: string): Row =>
  choice(
    `${name}_FETCH`,
    ({ fetch }) => fetch,
    ["weighted", "fair", "strict"],
    "weighted, fair, or strict",
  );
const weights = (name: string): Row[] => [
  weight(`${name}_DEFAULT_QUEUE_WEIGHT`, "default"),
  weight(`${name}_MAIL_OUT_QUEUE_WEIGHT`, "mail-out"),
];

/** The table of the environment, by the backend under which a variable is read. */
const rows: Readonly<Record<string, readonly Row[]>> = {
  sidekiq: [
    redis("SIDEKIQ_REDIS_URL"),
    prefix("SIDEKIQ_PREFIX"),
    slots("SIDEKIQ"),
    fetchMode("SIDEKIQ"),
    ...weights("SIDEKIQ"),
  ],
  delayed_job: [
    {
      variable: "DATABASE_URL",
      of: ({ store }) => store.url,
      good: ["postgres://h/app", "postgresql://me:pw@h:1/app"].map((url) => [url, url]),
      bad: ["h/app", "redis://h", "mysql://h/app"],
      accepted: "a url that starts with postgres: or postgresql:",
    },
    slots("DELAYED_JOB"),
    fetchMode("DELAYED_JOB"),
    ...weights("DELAYED_JOB"),
    count("DELAYED_JOB_MAX_ATTEMPTS", ({ defaults }) => defaults.retries + 1),
    toggle("DELAYED_JOB_DELAY_JOBS", ({ runsInCaller }) => !runsInCaller),
    time("DELAYED_JOB_SLEEP_DELAY", ({ idleLook }) => idleLook, ", at least 1ms"),
  ],
  resque: [redis("RESQUE_REDIS_URL"), prefix("RESQUE_NAMESPACE")],
  bullmq: [
    {
      variable: "QUEUE_URL",
      of: ({ store }) => store.url,
      good: ["redis://h", "rediss://h", "postgres://h/app", "embedded:jobs"].map((url) => [
        url,
        url,
      ]),
      bad: ["localhost", "amqp://h"],
      accepted: "a url that starts with redis:, rediss:, postgres:, postgresql:, or embedded:",
    },
    prefix("QUEUE_PREFIX"),
    slots("QUEUE"),
    fetchMode("QUEUE"),
    ...weights("QUEUE"),
  ],
  "any backend": [
    choice(
      "QUEUE_BACKEND",
      ({ backend }) => backend,
      ["bullmq", "sidekiq", "delayed_job", "resque"],
      "bullmq, sidekiq, delayed_job, or resque",
    ),
    {
      variable: "QUEUE_STORE",
      of: ({ store }) => store,
      good: [
        ["embedded", { scheme: "embedded", url: "embedded:.tusk/store" }],
        ["embedded:here", { scheme: "embedded", url: "embedded:here" }],
      ],
      bad: ["redis://h", "embedded:", "memory"],
      accepted: "embedded or embedded:DIR",
    },
    count("JOB_RETRY_ATTEMPTS", ({ defaults }) => defaults.retries, 0),
    time("JOB_RETRY_DELAY", ({ defaults }) => defaults.backoff.delay),
    time("JOB_TIMEOUT", ({ defaults }) => defaults.timeout, ", at least 1ms"),
    count("JOB_BATCH_SIZE", ({ defaults }) => defaults.batchSize),
    toggle("QUEUE_MONITORING_ENABLED", ({ monitoring }) => monitoring.enabled),
    count("QUEUE_METRICS_PORT", ({ monitoring }) => monitoring.port, 0, 65_535),
    time("QUEUE_HEALTH_CHECK_INTERVAL", ({ monitoring }) => monitoring.interval, ", at least 1s"),
    {
      variable: "QUEUE_METRICS_HOST",
      of: ({ monitoring }) => monitoring.host,
      good: ["0.0.0.0", "::1", "metrics.internal"].map((text) => [text, text]),
      bad: ["a host", "http://h", ","],
      accepted: "a host name or an address",
    },
    choice(
      "QUEUE_LOG_LEVEL",
      ({ monitoring }) => monitoring.logLevel,
      ["trace", "debug", "info", "warn", "error", "silent"],
      "trace, debug, info, warn, error, or silent",
    ),
  ],
};

const cases = Object.entries(rows).flatMap(([backend, all]) =>
  all.map((row) => [row.variable, backend === "any backend" ? "sidekiq" : backend, row] as const),
);

const config = configOf(project, modulesOf(runtime, zod));

/** Starts with one variable; the backend and what it requires are there as well. */
function start(backend: string, variable: string, text: string): ResolvedConfig {
  return resolveConfig(config, {
    QUEUE_BACKEND: backend,
    DATABASE_URL: "postgres://h/app",
    [variable]: text,
  });
}

function refusal(backend: string, variable: string, text: string): string | undefined {
  try {
    start(backend, variable, text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("a process that starts", () => {
  it("reads every variable that the generated code names, and QUEUE_STORE", () => {
    const { backend, profiles, jobDefaults, monitoring } = project;
    const named = [
      backend,
      ...profiles.flatMap(({ settings, queues }) => [
        ...settings,
        ...queues.map(({ weight: own }) => own),
      ]),
      ...jobDefaults,
      ...monitoring,
    ].flatMap(({ variable }) => variable ?? []);
    expect(cases.map(([variable]) => variable).toSorted()).toEqual(
      [...named, "QUEUE_STORE"].toSorted(),
    );
  });

  it.each(cases)("takes %s under %s", (variable, backend, { good, of }) => {
    for (const [text, value] of good) expect(of(start(backend, variable, text))).toEqual(value);
  });

  it.each(cases)("refuses what %s does not accept under %s", (variable, backend, row) => {
    for (const text of row.bad)
      expect(refusal(backend, variable, text)).toBe(
        `${variable} is ${JSON.stringify(text)}; accepted: ${row.accepted}`,
      );
  });

  it("takes an empty variable for one that is not set", () => {
    for (const [variable, backend, { of }] of cases) {
      if (variable === "DATABASE_URL") continue;
      const set: Record<string, string> = {
        QUEUE_BACKEND: backend,
        DATABASE_URL: "postgres://h/app",
      };
      const { [variable]: _, ...unset } = set;
      expect([variable, of(start(backend, variable, ""))]).toEqual([
        variable,
        of(resolveConfig(config, unset)),
      ]);
    }
    expect(refusal("delayed_job", "DATABASE_URL", "")).toBe(
      "DATABASE_URL is not set; accepted: a url that starts with postgres: or postgresql:",
    );
  });

  it("reads the variables of the selected backend only", () => {
    for (const [variable, backend, { bad }] of cases) {
      if (rows["any backend"]?.some((row) => row.variable === variable)) continue;
      for (const other of ["sidekiq", "delayed_job", "resque", "bullmq"])
        if (other !== backend) expect(refusal(other, variable, bad[0] ?? "")).toBeUndefined();
    }
  });
});
