// Why: adding a job tells the channel `bullmq_jobs` the name of its queue, whatever the queue; one
// connection that listens there wakes the dispatcher for all of them.

import type { Client } from "pg";
import { pause, within } from "../within.js";
import { ALL_QUEUES, type WakeUp } from "./store.js";

/** BullMQ's channel; the payload is the name of a queue. */
const CHANNEL = "bullmq_jobs";

/** The first and the longest pause between two attempts to listen again, in milliseconds. */
const RECONNECT = { first: 50, longest: 2000 } as const;

/** How long closing waits for an orderly goodbye, in milliseconds. */
const GOODBYE_MAX = 500;

/** What a wake-up is opened with. */
export interface PostgresWakeUpOptions {
  readonly queues: readonly string[];
  /** A client that is not connected yet, and gives up connecting by itself. */
  createClient(): Client;
  /** Does what this process can do to make the store reachable again. */
  recover(): Promise<void>;
}

/** Opens a wake-up; when the store is not there yet it goes on trying by itself. */
export async function openPostgresWakeUp(options: PostgresWakeUpOptions): Promise<WakeUp> {
  const wakeUp = new PostgresWakeUp(options);
  await wakeUp.begin();
  return wakeUp;
}

/** It is listening, or connecting again after a loss, or closed. */
class PostgresWakeUp implements WakeUp {
  readonly #options: PostgresWakeUpOptions;
  readonly #queues: ReadonlySet<string>;
  /** Queues that were told of and not asked for yet, in order. */
  readonly #told = new Set<string>();
  readonly #closing = new AbortController();
  #client: Client | undefined;
  #wake: (() => void) | undefined;

  constructor(options: PostgresWakeUpOptions) {
    this.#options = options;
    this.#queues = new Set(options.queues);
  }

  /** Listens, or fails once and goes on in the background. */
  async begin(): Promise<void> {
    if (!(await this.#listen())) void this.#reconnect();
  }

  async next(timeout: number): Promise<string | undefined> {
    if (this.#told.size === 0) await this.#waitFor(timeout);
    const [queue] = this.#told;
    if (queue === undefined) return undefined;
    // To look at all of them covers what was told of each.
    if (queue === ALL_QUEUES) this.#told.clear();
    else this.#told.delete(queue);
    return queue;
  }

  cancel(): void {
    this.#wake?.();
  }

  /** Every process was told, so there is nothing to hand on. */
  async giveBack(): Promise<void> {}

  async close(): Promise<void> {
    this.#closing.abort();
    this.cancel();
    const client = this.#client;
    this.#client = undefined;
    const leaving = client?.end().catch(() => {});
    if (leaving !== undefined) await within(leaving, GOODBYE_MAX);
  }

  #waitFor(timeout: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), timeout);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }

  #tell(queue: string): void {
    if (queue === ALL_QUEUES) this.#told.clear();
    if (!this.#told.has(ALL_QUEUES)) this.#told.add(queue);
    this.#wake?.();
  }

  /** Whether a connection listens from now on. */
  async #listen(): Promise<boolean> {
    const client = this.#options.createClient();
    this.#client = client;
    client.on("notification", ({ payload = "" }) => {
      if (this.#queues.has(payload)) this.#tell(payload);
    });
    // Follows in `end`.
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      client.end().catch(() => {});
      return false;
    }
    client.once("end", () => {
      if (this.#client === client) void this.#reconnect();
    });
    return !this.#closing.signal.aborted;
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#closing;
    let wait: number = RECONNECT.first;
    while (!signal.aborted) {
      await this.#options.recover().catch(() => {});
      if (signal.aborted) return;
      if (await this.#listen()) {
        // What happened meanwhile was told to nobody.
        this.#tell(ALL_QUEUES);
        return;
      }
      await pause(wait, signal);
      wait = Math.min(2 * wait, RECONNECT.longest);
    }
  }
}
