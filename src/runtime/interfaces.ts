// Words, the same in code, messages, metrics, and docs:
//   job      a unit of work with a name and a payload
//   queue    a named line of jobs
//   store    where jobs live: Redis, PostgreSQL, or embedded
//   profile  the semantics a `backend` selects
//   weight   a queue's share
//   slot     one place to run a job; a process has `concurrency` of them for all its queues together
//   run      one execution of a job, also called attempt
//   retry    a run after the first
//   handler  the user's function
//   dead     failed for good
//   zombie   a timed-out run whose handler goes on
//
// Why this file: what generated code, handlers, and programs that embed the runtime see of it.

import type { z } from "zod";
import type { JobPolicy } from "./settings/policy.js";

/** Checks a job's payload; an object schema that refuses unknown fields. */
export type PayloadSchema = z.ZodType;

/** A job without payload has no schema. */
export type MaybeSchema = PayloadSchema | undefined;

/** A job as queue.tusk declares it. */
export interface JobDefinition<Schema extends MaybeSchema = MaybeSchema> {
  /** Its name on the wire: `WelcomeEmailJob`. */
  readonly name: string;
  /** As queue.tusk names it: `welcome_email`. */
  readonly key: string;
  /** Raised when the payload changes so that older code cannot read it. */
  readonly version: number;
  readonly queue: string;
  readonly payload?: Schema;
  /** What the job sets for itself; the rest is the default. */
  readonly policy?: JobPolicy;
}

/** What carries a definition: every job class does. */
export interface Defined<Schema extends MaybeSchema = MaybeSchema> {
  readonly definition: JobDefinition<Schema>;
}

/** A job class or the definition of a job. */
export type JobReference<Schema extends MaybeSchema = MaybeSchema> =
  | Defined<Schema>
  | JobDefinition<Schema>;

/** What a producer passes; `undefined` for a job without payload. */
export type InputOf<Schema extends MaybeSchema> = Schema extends PayloadSchema
  ? z.input<Schema>
  : undefined;

/** What the handler receives, with defaults filled in. */
export type OutputOf<Schema extends MaybeSchema> = Schema extends PayloadSchema
  ? z.output<Schema>
  : undefined;

/** Options of one enqueue. */
export interface EnqueueOptions {
  /**
   * Makes the enqueue idempotent: while the store knows a job of this id, finished ones included,
   * another enqueue adds nothing. Not a whole number, and without `:`.
   */
  readonly id?: string;
  /** Order inside the queue, 0 first; instead of the job's own. */
  readonly priority?: number;
  /** Another queue than the job's own. */
  readonly queue?: string;
}

/** The answer to an enqueue. */
export interface Enqueued {
  readonly id: string;
  readonly queue: string;
  /** A job of this id, or a live one of the same unique key, was there already and nothing was added. */
  readonly deduplicated: boolean;
}

/** Writes one line; fields come first, as in pino. */
export interface LogMethod {
  (message: string): void;
  (fields: object, message: string): void;
}

/** Where log lines go. A pino logger is one. */
export interface Logger {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
}

/** The job a handler runs for. */
export interface JobInfo {
  readonly id: string;
  readonly name: string;
  readonly queue: string;
  readonly enqueuedAt: Date;
}

/** What a handler gets besides its payload. */
export interface JobContext {
  /** Fires when the run times out or the process stops; its `reason` says which. */
  readonly signal: AbortSignal;
  /** Logs with the job's name, id, and queue. */
  readonly log: Logger;
  /** 1 at the first run. */
  readonly attempt: number;
  readonly job: JobInfo;
  /** Stores how far the run is, for whoever looks. */
  progress(value: number | object): Promise<void>;
  /** Enqueues another job. */
  enqueue<Schema extends MaybeSchema>(
    job: JobReference<Schema>,
    ...rest: EnqueueArguments<InputOf<Schema>>
  ): Promise<Enqueued>;
}

/** A payload, unless the job takes none, and options. */
export type EnqueueArguments<Input> = [Input] extends [undefined]
  ? [payload?: undefined, options?: EnqueueOptions]
  : [payload: Input, options?: EnqueueOptions];

/**
 * The user's function for a job. A job may run more than once, so it must be idempotent. What it
 * returns is kept with the job, up to 32 KiB of JSON.
 */
export interface Handler<Payload, Input = unknown> {
  (payload: Payload, context: JobContext): unknown;
  /**
   * Turns the payload of an older `version` into the present one, before it is checked and defaults are
   * filled in. Without it, older payloads are checked as they are.
   */
  upcast?(payload: unknown, version: number): Input;
}

/** The handler of a job whose `version` was raised: what its `upcast` answers is what a producer passes. */
export type VersionedHandler<Schema extends PayloadSchema> = Handler<
  OutputOf<Schema>,
  InputOf<Schema>
>;

/** A job that failed for good. */
export interface Death {
  readonly id: string;
  readonly job: string;
  readonly queue: string;
  readonly payload: unknown;
  readonly error: Error;
  /** How often it ran. */
  readonly attempts: number;
  readonly diedAt: Date;
}

/** One item of a batch that did not work out. */
export interface BatchError<Item> {
  readonly index: number;
  readonly item: Item;
  readonly error: Error;
}

/** What became of a batch of enqueues. */
export interface BatchEnqueued<Item> {
  /** One a payload, in their order; `undefined` where an error stands in `errors`. */
  readonly ids: readonly (string | undefined)[];
  readonly errors: readonly BatchError<Item>[];
}

/** What became of the items of a batch. */
export interface BatchProcessed<Item, Result> {
  readonly succeeded: readonly {
    readonly index: number;
    readonly item: Item;
    readonly result: Result;
  }[];
  readonly failed: readonly BatchError<Item>[];
}

/** Jobs of a queue, by state. */
export interface QueueStats {
  readonly name: string;
  /** Jobs ready to run. */
  readonly size: number;
  /** Those of them without a priority. */
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  /** How long the job that runs next has been ready, in milliseconds; 0 when none is. */
  readonly oldestAge: number;
  readonly paused: boolean;
  /** Fewer jobs are ready than the threshold. */
  readonly healthy: boolean;
}

/** The state of all queues at one time. */
export interface QueueHealth {
  readonly status: "healthy" | "unhealthy";
  readonly queues: readonly QueueStats[];
  /** RFC 3339. */
  readonly timestamp: string;
  /** Why, when the store does not answer. */
  readonly error?: string;
}

/** Whether the store answers. */
export type StoreHealth =
  | { readonly status: "healthy" }
  | { readonly status: "error"; readonly error: string };
