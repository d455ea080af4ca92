// Why: emission is tested on checked files made by hand, so that its tests need no compiler.

import type {
  Deploy,
  Field,
  Job,
  Json,
  ObjectType,
  PayloadType,
  Profile,
  Project,
  Queue,
  Setting,
  SettingType,
} from "../../src/ir/ir.js";
import { jobNamesOf } from "../../src/model/names.js";
import { SourceFile, type SourceSpan } from "../../src/source/source.js";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The place of a value that no file holds. */
export const nowhere: SourceSpan = { source: new SourceFile("", ""), start: 0, end: 0 };

/** A setting; `variable` overrides `value` where the program runs. */
export function setting(
  name: string,
  type: SettingType | SettingType["kind"],
  value?: Json,
  variable?: string,
): Setting {
  return {
    name,
    type: typeof type === "string" ? ({ kind: type } as SettingType) : type,
    ...(value !== undefined && { value }),
    ...(variable !== undefined && { variable }),
  };
}

const redis = { kind: "url", schemes: ["redis", "rediss"] } as const;
const slots = { kind: "integer", min: 1, max: 1000 } as const;
const fetchMode = { kind: "choice", choices: ["weighted", "fair", "strict"] } as const;

function queue(name: string, weight: number, variable?: string): Queue {
  return { name, weight: setting(name, { kind: "integer", min: 0 }, weight, variable) };
}

function profile(
  backend: Profile["backend"],
  declared: boolean,
  settings: readonly Setting[],
  queues: readonly Queue[],
): Profile {
  return { backend, declared, settings, queues };
}

const weights = (prefix: string): Queue[] =>
  Object.entries({ default: 1, high: 5, low: 1, critical: 10 }).map(([name, weight]) =>
    queue(name, weight, `${prefix}_${name.toUpperCase()}_QUEUE_WEIGHT`),
  );

/** The profiles of the seed: three declared ones, and `bullmq` by default. */
export function seedProfiles(): Profile[] {
  return [
    profile(
      "sidekiq",
      true,
      [
        setting("redis_url", redis, "redis://localhost:6379/3", "SIDEKIQ_REDIS_URL"),
        setting("prefix", "text", "bull", "SIDEKIQ_PREFIX"),
        setting("concurrency", slots, 10, "SIDEKIQ_CONCURRENCY"),
        setting("fetch", fetchMode, "weighted", "SIDEKIQ_FETCH"),
      ],
      weights("SIDEKIQ"),
    ),
    profile(
      "delayed_job",
      true,
      [
        setting(
          "database_url",
          { kind: "url", schemes: ["postgres", "postgresql"] },
          undefined,
          "DATABASE_URL",
        ),
        setting("schema", "text", "bullmq"),
        setting("pool", { kind: "integer", min: 1 }, 10),
        setting("concurrency", slots, 1, "DELAYED_JOB_CONCURRENCY"),
        setting("max_attempts", { kind: "integer", min: 1 }, 3, "DELAYED_JOB_MAX_ATTEMPTS"),
        setting("delay_jobs", "switch", true, "DELAYED_JOB_DELAY_JOBS"),
        setting("sleep_delay", "duration", 5000, "DELAYED_JOB_SLEEP_DELAY"),
        setting("max_run_time", "duration", 4 * 60 * MINUTE),
      ],
      weights("DELAYED_JOB"),
    ),
    profile(
      "resque",
      true,
      [
        setting("redis_url", redis, "redis://localhost:6379/4", "RESQUE_REDIS_URL"),
        setting("namespace", "text", "resque:tusk", "RESQUE_NAMESPACE"),
        setting(
          "isolate",
          { kind: "choice", choices: ["false", "true", "fresh"] },
          "false",
          "RESQUE_ISOLATE",
        ),
      ],
      ["critical", "high", "default", "low"].map((name) => queue(name, 0)),
    ),
    profile(
      "bullmq",
      false,
      [
        setting(
          "url",
          { kind: "url", schemes: ["redis", "rediss", "postgres"] },
          "redis://localhost:6379",
          "QUEUE_URL",
        ),
        setting("prefix", "text", "bull", "QUEUE_PREFIX"),
        setting("concurrency", slots, 10, "QUEUE_CONCURRENCY"),
        setting("fetch", fetchMode, "weighted", "QUEUE_FETCH"),
      ],
      weights("QUEUE"),
    ),
  ];
}

/** `queue.jobs` with the seed's values. */
export function jobDefaults(): Setting[] {
  return [
    setting("retry_attempts", { kind: "integer", min: 0 }, 3, "JOB_RETRY_ATTEMPTS"),
    setting("retry_delay", "duration", MINUTE, "JOB_RETRY_DELAY"),
    setting(
      "retry_backoff",
      { kind: "choice", choices: ["exponential", "fixed", "sidekiq", "delayed_job"] },
      "exponential",
    ),
    setting("retry_jitter", { kind: "number", min: 0, max: 1 }, 0),
    setting("timeout", { kind: "duration", min: 1 }, 5 * MINUTE, "JOB_TIMEOUT"),
    setting("timeout_grace", "duration", 5000),
    setting("on_timeout", { kind: "choice", choices: ["retry", "fail"] }, "retry"),
    setting("lock", { kind: "duration", min: 1000 }, 30_000),
    setting("max_stalled", { kind: "integer", min: 0 }, 3),
    setting("batch_size", { kind: "integer", min: 1 }, 100, "JOB_BATCH_SIZE"),
    setting("keep_completed", "data", { age: DAY, count: 1000 }),
    setting("keep_failed", "data", { age: 180 * DAY, count: 10_000 }),
  ];
}

export function monitoring(): Setting[] {
  return [
    setting("enabled", "switch", true, "QUEUE_MONITORING_ENABLED"),
    setting("metrics_port", { kind: "integer", min: 0, max: 65_535 }, 9090, "QUEUE_METRICS_PORT"),
    setting(
      "health_check_interval",
      { kind: "duration", min: 1000 },
      30_000,
      "QUEUE_HEALTH_CHECK_INTERVAL",
    ),
    setting("host", "text", "127.0.0.1", "QUEUE_METRICS_HOST"),
    setting("queue_size_threshold", { kind: "integer", min: 1 }, 1000),
    setting(
      "log_level",
      { kind: "choice", choices: ["trace", "debug", "info", "warn", "error", "silent"] },
      "info",
      "QUEUE_LOG_LEVEL",
    ),
  ];
}

export function field(name: string, type: PayloadType, more: Partial<Field> = {}): Field {
  return { name, type, optional: false, ...more };
}

export function payload(...fields: readonly Field[]): ObjectType {
  return { kind: "object", fields };
}

/** A job; its names follow from the key. */
export function job(key: string, more: Partial<Job> = {}): Job {
  const names = jobNamesOf(key);
  if (names === undefined) throw new Error(`${key} is no name`);
  return { key, ...names, version: 1, queue: "default", policy: [], ...more };
}

export function deploy(more: Partial<Deploy> = {}): Deploy {
  return {
    targets: ["systemd", "docker", "compose", "kubernetes", "pre_commit", "github_actions"],
    entry: "dist/generated/worker.js",
    app: "shop",
    node: 24,
    replicas: 1,
    shutdown_timeout: 25_000,
    systemd: {
      user: "deploy",
      working_directory: "/var/www/tsk/sdk",
      environment_file: "/etc/shop/worker.env",
      restart: "always",
      restart_sec: 5000,
      node_path: "/usr/bin/node",
      read_write_paths: [],
    },
    docker: { base_image: "node:24-slim", image: "shop-worker" },
    compose: { redis_image: "redis:7-alpine", postgres_image: "postgres:17-alpine" },
    ...more,
  };
}

const int = { kind: "int" } as const;

/** The seed's configuration with three jobs, a recurring entry, and a group. */
export function seedProject(more: Partial<Project> = {}): Project {
  return {
    source: { path: "queue.tusk", digest: "0".repeat(64) },
    backend: setting(
      "backend",
      { kind: "choice", choices: ["sidekiq", "delayed_job", "resque", "bullmq"] },
      "sidekiq",
      "QUEUE_BACKEND",
    ),
    profiles: seedProfiles(),
    limits: [],
    jobDefaults: jobDefaults(),
    monitoring: monitoring(),
    jobs: [
      job("welcome_email", { queue: "high", payload: payload(field("user_id", int)) }),
      job("data_export", {
        description: "Exports a user's data and tells them",
        queue: "low",
        payload: payload(
          field("user_id", int),
          field("format", { kind: "texts", values: ["csv", "json", "pdf"] }, { default: "csv" }),
          field(
            "filters",
            payload(field("posts_limit", { kind: "int", min: 1, max: 1000 }, { default: 100 })),
            { optional: true },
          ),
        ),
        policy: [setting("timeout", "duration", 15 * MINUTE)],
      }),
      job("data_cleanup", { queue: "low" }),
    ],
    recurring: [{ key: "data_cleanup", job: "DataCleanupJob", cron: "0 3 * * *", timezone: "UTC" }],
    groups: [
      {
        key: "user_tasks",
        camelName: "userTasks",
        pascalName: "UserTasks",
        payload: payload(field("user_id", int)),
        after: [
          { job: "WelcomeEmailJob", delay: 60 * MINUTE, fields: ["user_id"] },
          { job: "DataExportJob", delay: DAY, fields: ["user_id"] },
        ],
      },
    ],
    deploy: deploy(),
    ...more,
  };
}
