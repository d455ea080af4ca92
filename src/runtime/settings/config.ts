// Why: the shape of generated config.ts. Keys are those of queue.tusk, unchanged, so that a reader of
// the one finds his way in the other.

import type { Settable, SettableDuration } from "./env.js";
import type { Policy } from "./policy.js";

/** The backends that a profile can reproduce. */
export type BackendName = "sidekiq" | "delayed_job" | "resque" | "bullmq";

/** How a free slot chooses the queue it serves next. */
export type FetchMode = "weighted" | "fair" | "strict";

/** Queues with their weights, or a list, which means strict order. */
export type QueueSet<Names extends string> =
  | { readonly [Name in Names]: Settable<number> }
  | readonly Names[];

interface Slots<Names extends string> {
  /** One budget of slots for all queues of a process. */
  readonly concurrency: Settable<number>;
  /** Left out: `strict` when all weights are 0 or the queues are a list, else `weighted`. */
  readonly fetch?: Settable<FetchMode>;
  readonly queues: QueueSet<Names>;
}

/** How many runs of a queue may go on, and how many may start. */
export interface QueueLimit {
  /** Runs at once in a process. */
  readonly max?: Settable<number>;
  /** Starts of all processes together, and the time that they are for: `100/1m`. */
  readonly rate?: Settable<string>;
}

/** Files for `rediss:` urls. */
export interface TlsFiles {
  readonly ca_file?: Settable<string>;
  readonly cert_file?: Settable<string>;
  readonly key_file?: Settable<string>;
}

export interface SidekiqProfile<Names extends string> extends Slots<Names> {
  readonly redis_url: Settable<string>;
  readonly prefix: Settable<string>;
  readonly tls?: TlsFiles;
}

export interface BullmqProfile<Names extends string> extends Slots<Names> {
  readonly url: Settable<string>;
  readonly prefix: Settable<string>;
  readonly tls?: TlsFiles;
}

export interface DelayedJobProfile<Names extends string> extends Slots<Names> {
  readonly database_url: Settable<string>;
  /** The server itself, where `database_url` is a transaction pooler. */
  readonly listen_url?: Settable<string>;
  /** Of the tables. */
  readonly schema: Settable<string>;
  /** Connections of a process. */
  readonly pool: Settable<number>;
  /** Runs in all, of jobs that set no retry of their own. */
  readonly max_attempts: Settable<number>;
  /** False: jobs run in the call that enqueues them. */
  readonly delay_jobs: Settable<boolean>;
  /** An idle process looks at least this often. */
  readonly sleep_delay: SettableDuration;
  /** No job's timeout is longer. */
  readonly max_run_time: SettableDuration;
}

export interface ResqueProfile<Names extends string> {
  readonly redis_url: Settable<string>;
  /** What every key begins with. */
  readonly namespace: Settable<string>;
  /** In the order in which they are served. */
  readonly queues: QueueSet<Names>;
  readonly tls?: TlsFiles;
}

export interface Profiles<Names extends string> {
  readonly sidekiq?: SidekiqProfile<Names>;
  readonly delayed_job?: DelayedJobProfile<Names>;
  readonly resque?: ResqueProfile<Names>;
  readonly bullmq?: BullmqProfile<Names>;
}

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "silent";

export interface Monitoring {
  readonly enabled: Settable<boolean>;
  /** 0: any free port, which is logged. */
  readonly metrics_port: Settable<number>;
  readonly host: Settable<string>;
  readonly health_check_interval: SettableDuration;
  /** A queue with this many ready jobs is unhealthy. */
  readonly queue_size_threshold: Settable<number>;
  /** Enqueues and runs are spans of OpenTelemetry. */
  readonly tracing?: Settable<boolean>;
  /** Told of deaths and of changes of health. */
  readonly alert_webhook?: Settable<string>;
  /** Signs what the webhook is told. */
  readonly alert_secret?: Settable<string>;
  readonly log_level: Settable<LogLevel>;
}

/** How jobs run: every profile, with the settings that the environment may override. */
export interface Config<Names extends string = string> {
  readonly backend: Settable<BackendName>;
  readonly profiles: Profiles<Names>;
  readonly limits?: { readonly [Name in Names]?: QueueLimit };
  readonly jobs: Policy;
  readonly monitoring: Monitoring;
  /** How long a stopping process waits for its running jobs. */
  readonly shutdown_timeout: SettableDuration;
}

/** A configuration whose profiles may each have queues of their own. */
interface ConfigOfProfiles<S extends string, D extends string, R extends string, B extends string>
  extends Omit<Config, "profiles" | "limits"> {
  readonly profiles: {
    readonly sidekiq?: SidekiqProfile<S>;
    readonly delayed_job?: DelayedJobProfile<D>;
    readonly resque?: ResqueProfile<R>;
    readonly bullmq?: BullmqProfile<B>;
  };
  readonly limits?: { readonly [Name in NoInfer<S | D | R | B>]?: QueueLimit };
}

/** Declares how jobs run, on the queues of any profile. Nothing is read or connected here. */
export function defineConfig<
  const S extends string = never,
  const D extends string = never,
  const R extends string = never,
  const B extends string = never,
>(config: ConfigOfProfiles<S, D, R, B>): Config<S | D | R | B> {
  return config as unknown as Config<S | D | R | B>;
}
