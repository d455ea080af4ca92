// Why: Redis with three connections, whatever the number of queues: one that waits out an outage for
// the jobs that run, one that blocks for work, and one for enqueues, which must fail rather than wait.

import { Redis, type RedisOptions } from "ioredis";
import { withoutPassword } from "../settings/shape.js";
import { pause, within } from "../within.js";
import { becomesReady, sayGoodbye } from "./redis-connection.js";
import { parseRedisUrl } from "./redis-url.js";
import { RedisWakeUp } from "./redis-wake-up.js";
import type { StoreAddress } from "./registry.js";
import {
  type BullmqOptions,
  type Store,
  StoreDownError,
  StoreUnfitError,
  type WakeUp,
} from "./store.js";
import { readTlsFiles } from "./tls-files.js";

export { redisUrlProblem } from "./redis-url.js";

const OLDEST_VERSION = [6, 2] as const;

/** The longest wait between two attempts to connect, in milliseconds. */
const RECONNECT_MAX = 2000;

/** The pause before a server that gave no answer is asked again, in milliseconds. */
const ASK_AGAIN = 50;

/** A connection whose commands get no answer for this long is given up and made anew. */
const SILENCE_MAX = { patient: 20_000, failFast: 5000, blocking: 15_000 } as const;

/**
 * The Redis store of an address; it connects on first use.
 * @throws StoreUnfitError when the files of `tls` cannot be used
 */
export function openRedisStore(address: StoreAddress): Store {
  return new RedisStore(address);
}

class RedisStore implements Store {
  readonly kind = "redis";
  readonly location: string;
  readonly #options: RedisOptions;
  readonly #prefix: string;
  readonly #clients = new Map<string, Redis>();
  #lastError: Error | undefined;
  #version: string | undefined;
  #closed = false;

  constructor(address: StoreAddress) {
    this.location = withoutPassword(address.url);
    this.#prefix = address.prefix ?? "bull";
    this.#options = connectionOptions(address);
  }

  get bullmq(): BullmqOptions {
    return { connection: this.#patient(), prefix: this.#prefix };
  }

  get producer(): BullmqOptions {
    return { connection: this.#failFast(), prefix: this.#prefix };
  }

  async ready(timeout: number): Promise<void> {
    const client = this.#failFast();
    const start = performance.now();
    const late = AbortSignal.timeout(Math.ceil(timeout));
    while (!late.aborted && (await becomesReady(client, late))) {
      if (await this.#answers(client, start + timeout - performance.now())) return;
      await pause(ASK_AGAIN, late);
    }
    throw this.#down();
  }

  async listen(queues: readonly string[]): Promise<WakeUp> {
    const client = this.#client("blocking", failingOptions(SILENCE_MAX.blocking));
    return new RedisWakeUp({ client, writer: this.#patient(), prefix: this.#prefix, queues });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const clients = [...this.#clients.values()];
    this.#clients.clear();
    await Promise.all(clients.map(sayGoodbye));
  }

  /** Commands wait for the connection to come back; BullMQ's bookkeeping of running jobs needs that. */
  #patient(): Redis {
    return this.#client("jobs", { maxRetriesPerRequest: null, socketTimeout: SILENCE_MAX.patient });
  }

  /** Commands fail at once without a connection, and are never sent a second time. */
  #failFast(): Redis {
    return this.#client("enqueue", failingOptions(SILENCE_MAX.failFast));
  }

  #client(role: string, options: RedisOptions): Redis {
    const known = this.#clients.get(role);
    if (known !== undefined) return known;
    if (this.#closed) throw new StoreDownError(`${this.location} has been closed`);
    const client = new Redis({
      ...this.#options,
      ...options,
      connectionName: `tsk:${role}`,
      replyMapping: "legacy",
    });
    client.on("error", (error: Error) => {
      this.#lastError = error;
    });
    this.#clients.set(role, client);
    return client;
  }

  /** Makes the server answer: a connection alone does not show that it will. */
  async #answers(client: Redis, timeout: number): Promise<boolean> {
    const question = this.#version === undefined ? client.info("server") : client.ping();
    const answer = await within(question, timeout).catch((error: Error) => {
      this.#lastError = error;
    });
    if (!answer?.settled) return false;
    this.#version ??= /^redis_version:(\S+)/m.exec(answer.value)?.[1] ?? "of an unknown version";
    if (isOlder(this.#version)) {
      const needed = OLDEST_VERSION.join(".");
      throw new StoreUnfitError(
        `${this.location} is Redis ${this.#version}; needed: ${needed} or newer`,
      );
    }
    return true;
  }

  #down(): StoreDownError {
    const reason = this.#lastError === undefined ? "no answer" : this.#lastError.message;
    return new StoreDownError(`${this.location} does not answer (${reason})`);
  }
}

function failingOptions(silence: number): RedisOptions {
  return { maxRetriesPerRequest: 0, enableOfflineQueue: false, socketTimeout: silence };
}

function connectionOptions({ url, tls: files }: StoreAddress): RedisOptions {
  const { tls, ...address } = parseRedisUrl(url);
  return {
    ...address,
    connectTimeout: 5000,
    disableClientInfo: true,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), RECONNECT_MAX),
    ...(tls && { tls: readTlsFiles(files) }),
  };
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_VERSION;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}
