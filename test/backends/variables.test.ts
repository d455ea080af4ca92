import { describe, expect, it } from "vitest";
import type { Setting } from "../../src/ir/ir.js";
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
