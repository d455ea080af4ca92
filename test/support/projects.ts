// Why: tests of the runtime declare small projects; what they do not care about stands here.

import {
  type Config,
  definePolicy,
  type FetchMode,
  type JobPolicy,
  type Logger,
  type QueueSet,
} from "tsk-gen/runtime";

/** A configuration of the sidekiq profile on one Redis, with waits of milliseconds. */
export function testConfig<const Names extends string>(options: {
  readonly url: string;
  readonly queues: QueueSet<Names>;
  readonly concurrency?: number;
  readonly fetch?: FetchMode;
  readonly limits?: Config<Names>["limits"];
  readonly policy?: JobPolicy;
  readonly shutdown?: string;
  readonly port?: number;
  readonly monitoring?: boolean;
}): Config<Names> {
  return {
    backend: "sidekiq",
    profiles: {
      sidekiq: {
        redis_url: options.url,
        prefix: "bull",
        concurrency: options.concurrency ?? 4,
        queues: options.queues,
        ...(options.fetch !== undefined && { fetch: options.fetch }),
      },
    },
    ...(options.limits !== undefined && { limits: options.limits }),
    jobs: definePolicy({
      retry_attempts: 3,
      retry_delay: "5ms",
      retry_backoff: "exponential",
      retry_jitter: 0,
      timeout: "30s",
      timeout_grace: "100ms",
      on_timeout: "retry",
      lock: "30s",
      max_stalled: 3,
      batch_size: 100,
      keep_completed: { age: "1d", count: 10_000 },
      keep_failed: "180d",
      ...options.policy,
    }),
    monitoring: {
      enabled: options.monitoring ?? false,
      metrics_port: options.port ?? 0,
      host: "127.0.0.1",
      health_check_interval: "30s",
      queue_size_threshold: 1000,
      log_level: "info",
    },
    shutdown_timeout: options.shutdown ?? "1s",
  };
}

/** A line that was logged. */
export interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: object;
}

/** A logger that keeps its lines. */
export function memoryLogger(): Logger & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const method =
    (level: keyof Logger) =>
    (first: string | object, message = "") => {
      const line =
        typeof first === "string" ? { message: first, fields: {} } : { message, fields: first };
      lines.push({ level, ...line });
    };
  return {
    lines,
    debug: method("debug"),
    info: method("info"),
    warn: method("warn"),
    error: method("error"),
  };
}
