// Why: what happens to a job when it fails, hangs, or ends is one policy, written once for all jobs and
// overridden where a job differs. Here it is read and turned into plain numbers of milliseconds.

import { type Duration, parseDuration } from "./duration.js";
import type { Settable, SettableDuration } from "./env.js";
import type { SettingReader } from "./reader.js";

/** How the wait before a retry grows. */
export type BackoffKind = "exponential" | "fixed" | "sidekiq" | "delayed_job";

/** How long finished jobs are kept: an age, or an age and a number, whichever is reached first. */
export type Retention = Duration | { readonly age?: Duration; readonly count?: number };

/** The policy of jobs, in the words of queue.tusk; all of it is required once, as the default. */
export interface Policy {
  /** Retries after the first run, so a job runs at most once more than this. */
  readonly retry_attempts: Settable<number>;
  /** The base of the wait before a retry. */
  readonly retry_delay: SettableDuration;
  /** A kind, or the waits themselves, the last of them repeated. */
  readonly retry_backoff: Settable<BackoffKind> | readonly Duration[];
  /** How far a wait may differ from its computed length, as a fraction of it. */
  readonly retry_jitter: Settable<number>;
  /** No wait is longer than this. */
  readonly retry_delay_max?: SettableDuration;
  /** After this long the handler's signal fires. */
  readonly timeout: SettableDuration;
  /** How long a handler may take to obey its signal. */
  readonly timeout_grace: SettableDuration;
  readonly on_timeout: Settable<"retry" | "fail">;
  /** A process silent for this long loses its jobs to others. */
  readonly lock: SettableDuration;
  /** A job that was lost with its process more often than this is dead. */
  readonly max_stalled: Settable<number>;
  /** Slice size of `batchEnqueue`. */
  readonly batch_size: Settable<number>;
  readonly keep_completed: Retention;
  readonly keep_failed: Retention;
  /** A job that has been due for longer is not run any more, nor retried; it ends as expired. */
  readonly expires_in?: SettableDuration;
  /** Order inside a queue: 0 first. */
  readonly priority?: Settable<number>;
  /** One live job of a queue for each value of these payload fields, for at most so long. */
  readonly unique?: Unique;
}

/** The payload fields that are compared, and for how long a job keeps others out. */
export interface Unique {
  readonly by: readonly string[];
  /** Until the job is done or dead, unless set. */
  readonly for?: Duration;
}

/** What a job sets for itself. */
export type JobPolicy = Partial<Policy>;

/** A policy with every value read. Times are milliseconds. */
export interface ResolvedPolicy {
  readonly retries: number;
  readonly backoff: Backoff;
  readonly timeout: number;
  readonly grace: number;
  readonly onTimeout: "retry" | "fail";
  readonly lock: number;
  readonly maxStalled: number;
  readonly batchSize: number;
  readonly keepCompleted: ResolvedRetention;
  readonly keepFailed: ResolvedRetention;
  readonly expiresIn?: number;
  readonly priority: number;
  readonly unique?: ResolvedUnique;
}

export interface ResolvedUnique {
  readonly by: readonly string[];
  /** Milliseconds. */
  readonly ttl?: number;
}

export interface Backoff {
  readonly kind: BackoffKind | "list";
  /** Milliseconds; the base of `exponential` and `fixed`. */
  readonly delay: number;
  /** Milliseconds; the waits of `list`. */
  readonly delays?: readonly number[];
  readonly jitter: number;
  readonly max?: number;
}

/** Milliseconds and a number of jobs. */
export interface ResolvedRetention {
  readonly age: number;
  readonly count: number;
}

/** Declares the policy that every job gets unless it sets its own. */
export function definePolicy(policy: Policy): Policy {
  return policy;
}

const KEEP_COMPLETED: ResolvedRetention = { age: parseDuration("1d") ?? 0, count: 1000 };
const KEEP_FAILED: ResolvedRetention = { age: parseDuration("180d") ?? 0, count: 10_000 };
const BACKOFF_KINDS = ["exponential", "fixed", "sidekiq", "delayed_job"] as const;
/** BullMQ packs priorities into 21 bits. */
export const MAX_PRIORITY = 2_097_151;

/** Reads a policy. `path` is where it stands, for messages about constants. */
export function resolvePolicy(reader: SettingReader, path: string, policy: Policy): ResolvedPolicy {
  const integer = (key: keyof Policy, min: number, max?: number) =>
    reader.read(`${path}.${key}`, policy[key], {
      kind: "integer",
      min,
      ...(max !== undefined && { max }),
    });
  const duration = (key: keyof Policy, min = 0) =>
    reader.read(`${path}.${key}`, policy[key], { kind: "duration", min });
  const expiresIn = policy.expires_in === undefined ? undefined : duration("expires_in", 1);
  return {
    retries: integer("retry_attempts", 0),
    backoff: resolveBackoff(reader, path, policy),
    timeout: duration("timeout", 1),
    grace: duration("timeout_grace"),
    onTimeout: reader.read(`${path}.on_timeout`, policy.on_timeout, {
      kind: "choice",
      choices: ["retry", "fail"],
    }),
    lock: duration("lock", 100),
    maxStalled: integer("max_stalled", 0),
    batchSize: integer("batch_size", 1),
    keepCompleted: resolveRetention(
      reader,
      `${path}.keep_completed`,
      policy.keep_completed,
      KEEP_COMPLETED,
    ),
    keepFailed: resolveRetention(reader, `${path}.keep_failed`, policy.keep_failed, KEEP_FAILED),
    priority: policy.priority === undefined ? 0 : integer("priority", 0, MAX_PRIORITY),
    ...(expiresIn !== undefined && { expiresIn }),
    ...(policy.unique !== undefined && { unique: resolveUnique(reader, path, policy.unique) }),
  };
}

function resolveBackoff(reader: SettingReader, path: string, policy: Policy): Backoff {
  const { retry_backoff: given, retry_delay_max } = policy;
  const max = reader.optional(`${path}.retry_delay_max`, retry_delay_max, { kind: "duration" });
  const common = {
    delay: reader.read(`${path}.retry_delay`, policy.retry_delay, { kind: "duration" }),
    jitter: reader.read(`${path}.retry_jitter`, policy.retry_jitter, {
      kind: "number",
      min: 0,
      max: 1,
    }),
    ...(max !== undefined && { max }),
  };
  if (!isList(given)) {
    const kind = reader.read(`${path}.retry_backoff`, given, {
      kind: "choice",
      choices: BACKOFF_KINDS,
    });
    return { kind, ...common };
  }
  const delays = given.map((wait, index) =>
    reader.read(`${path}.retry_backoff.${index}`, wait, { kind: "duration" }),
  );
  if (delays.length === 0) {
    reader.problem(`${path}.retry_backoff`, "is empty; accepted: one wait or more");
  }
  return { kind: "list", delays, ...common };
}

function resolveUnique(reader: SettingReader, path: string, given: Unique): ResolvedUnique {
  const ttl = reader.optional(`${path}.unique.for`, given.for, { kind: "duration", min: 1 });
  return { by: given.by, ...(ttl !== undefined && { ttl }) };
}

function resolveRetention(
  reader: SettingReader,
  path: string,
  given: Retention,
  bounds: ResolvedRetention,
): ResolvedRetention {
  if (typeof given !== "object") {
    return { age: reader.read(path, given, { kind: "duration" }), count: bounds.count };
  }
  const { age, count } = given;
  return {
    age: reader.optional(`${path}.age`, age, { kind: "duration" }) ?? bounds.age,
    count: reader.optional(`${path}.count`, count, { kind: "integer", min: 0 }) ?? bounds.count,
  };
}

function isList(value: Policy["retry_backoff"]): value is readonly Duration[] {
  return Array.isArray(value);
}
