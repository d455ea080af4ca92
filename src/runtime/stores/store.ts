// Why: everything the runtime asks of the place where jobs live, so that a store is one file and the
// dispatcher never knows which one it runs on. No connection type crosses this line.

import type { BackendFactory, Telemetry } from "bullmq";

/** What every BullMQ object of the process is opened with. */
export interface BullmqOptions {
  // biome-ignore lint/suspicious/noExplicitAny: BullMQ's own options take any client of any library
  readonly connection: any;
  /** Redis only: the key prefix. */
  readonly prefix?: string;
  /** Absent on Redis, which is BullMQ's default. */
  readonly factory?: BackendFactory;
  /** Absent where nobody traces. */
  readonly telemetry?: Telemetry;
}

/**
 * Where jobs live: Redis, PostgreSQL, or the embedded engine. A store connects on first use, owns its
 * connections, and holds a constant number of them whatever the number of queues.
 */
export interface Store {
  readonly kind: "redis" | "postgres" | "embedded";
  /** For people: the url without its password, or the directory. */
  readonly location: string;
  readonly bullmq: BullmqOptions;
  /** The same on a connection of its own where one is needed, for enqueues that must fail fast. */
  readonly producer: BullmqOptions;
  /**
   * Resolves once the store answers; rejects with a `StoreDownError` after `timeout`
   * milliseconds, or with a `StoreUnfitError`.
   */
  ready(timeout: number): Promise<void>;
  /** Opens the one blocking wake-up for all of these queues. */
  listen(queues: readonly string[]): Promise<WakeUp>;
  /** Closes every connection; settles even when the store is down. */
  close(): Promise<void>;
}

/**
 * Tells the dispatcher that a queue may have work. Wake-ups can be spurious and, after a lost
 * connection, missing: the dispatcher probes by timer as well.
 */
export interface WakeUp {
  /**
   * The queue to look at, `ALL_QUEUES` when any may have changed (after a reconnection), or `undefined`
   * after `timeout` milliseconds or `cancel()`. Whoever gets a queue must fetch from it or call
   * `giveBack`, since on Redis the wake-up is consumed.
   * @param queues those to wait for, where that is not all; it may answer with another one all the same
   */
  next(timeout: number, queues?: readonly string[]): Promise<string | undefined>;
  /** Ends a pending `next` early. */
  cancel(): void;
  /** Hands a wake-up on to other processes when this one cannot fetch. */
  giveBack(queue: string): Promise<void>;
  close(): Promise<void>;
}

/** What the wake-up answers when every queue may have changed. */
export const ALL_QUEUES = "*";

/** The store does not answer. The message names its location and never a password. */
export class StoreDownError extends Error {
  override readonly name = "StoreDownError";
}

/** The store answers and cannot be used: too old, or without a right it needs. Waiting does not help. */
export class StoreUnfitError extends Error {
  override readonly name = "StoreUnfitError";
}
