// Why: BullMQ marks a queue that has work; one connection blocks for the marks of all queues at once.
// Taking a mark removes it, so it must be followed by a fetch or be put back for another process.

import type { Redis } from "ioredis";
import { BASE_MARKER, markerKey } from "../worker/bullmq.js";
import { becomesReady } from "./redis-connection.js";
import { ALL_QUEUES, type WakeUp } from "./store.js";

/** The longest single blocking command, in milliseconds; shorter than the connection's own watchdog. */
const BLOCK_MAX = 10_000;

/** The same while it waits for some queues only: it cannot be told of others before it ends. */
const BLOCK_PART_MAX = 250;

interface Options {
  /** Blocks; used for nothing else. Its commands fail when the connection is lost. */
  readonly client: Redis;
  /** Puts marks back. */
  readonly writer: Redis;
  readonly prefix: string;
  readonly queues: readonly string[];
}

export class RedisWakeUp implements WakeUp {
  readonly #options: Options;
  readonly #queueOf = new Map<string, string>();
  #ending: AbortController | undefined;
  /** The blocking command under way; it outlives a `next` that ended early. */
  #taking: Promise<string | undefined> | undefined;
  /** Whether a `next` waits for what is taken. */
  #claimed = false;
  /** Marks may have come and gone while there was no connection. */
  #missed = false;

  constructor(options: Options) {
    this.#options = options;
    for (const queue of options.queues) this.#queueOf.set(markerKey(options.prefix, queue), queue);
    options.client.on("close", () => {
      this.#missed = true;
    });
  }

  async next(
    timeout: number,
    queues: readonly string[] = this.#options.queues,
  ): Promise<string | undefined> {
    const ending = new AbortController();
    this.#ending = ending;
    const timer = setTimeout(() => ending.abort(), timeout);
    try {
      if (!(await becomesReady(this.#options.client, ending.signal))) return undefined;
      if (this.#missed) {
        this.#missed = false;
        return ALL_QUEUES;
      }
      return await this.#claim(timeout, queues, ending.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  cancel(): void {
    this.#ending?.abort();
  }

  async giveBack(queue: string): Promise<void> {
    const { writer, prefix } = this.#options;
    await writer.zadd(markerKey(prefix, queue), 0, BASE_MARKER);
  }

  async close(): Promise<void> {
    this.cancel();
    this.#options.client.disconnect();
  }

  async #claim(
    timeout: number,
    queues: readonly string[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    this.#claimed = true;
    const ended = new Promise<undefined>((resolve) => {
      signal.addEventListener("abort", () => resolve(undefined), { once: true });
    });
    try {
      // What an earlier call left under way may wait for other queues, and not for as long.
      const left = await Promise.race([this.#taking, ended]);
      if (left !== undefined || signal.aborted) return left;
      const longest = queues.length < this.#queueOf.size ? BLOCK_PART_MAX : BLOCK_MAX;
      this.#taking = this.#take(Math.min(timeout, longest), queues).finally(() => {
        this.#taking = undefined;
      });
      return await Promise.race([this.#taking, ended]);
    } finally {
      this.#claimed = false;
    }
  }

  /** Takes one mark; one that nobody waits for any more is put back. */
  async #take(timeout: number, queues: readonly string[]): Promise<string | undefined> {
    const { client, prefix } = this.#options;
    const keys = queues.map((queue) => markerKey(prefix, queue));
    try {
      const reply = await client.bzpopmin(keys, Math.max(timeout, 1) / 1000);
      const queue = reply === null ? undefined : this.#queueOf.get(reply[0]);
      if (queue === undefined || this.#claimed) return queue;
      await this.giveBack(queue);
      return undefined;
    } catch (error) {
      if (client.status === "ready" && this.#claimed) throw error;
      return undefined;
    }
  }
}
