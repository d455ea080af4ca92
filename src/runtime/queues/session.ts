// Why: between its first use and `close` a queue manager holds one store and one BullMQ queue object a
// queue. Everything it asks of them ends within a few seconds, whether the store answers or not.

import type { JobDefinition } from "../interfaces.js";
import type { Config } from "../settings/config.js";
import { policyFor } from "../settings/job-policy.js";
import type { ResolvedPolicy } from "../settings/policy.js";
import { type Environment, SettingReader } from "../settings/reader.js";
import { type ResolvedConfig, resolveConfig } from "../settings/resolve.js";
import { openQueue, type StoreQueue } from "../stores/queue.js";
import { openStore, type StoreLog } from "../stores/registry.js";
import { type BullmqOptions, type Store, StoreDownError } from "../stores/store.js";
import { openTracing } from "../tracing.js";
import { within } from "../within.js";
import { isConnectionLoss } from "./connection-loss.js";

/** How long one operation may take before the store counts as down, in milliseconds. */
export const OPERATION_MAX = 5000;

/** For this long after an answer the store counts as answering, in milliseconds. */
const ANSWER_FRESH = 1000;

/** How long closing waits for a store that is only just being opened, in milliseconds. */
const CLOSE_MAX = 3000;

/** The pause before an operation that lost its connection is tried again, in milliseconds. */
const RETRY_PAUSE = 50;

export class Session {
  readonly resolved: ResolvedConfig;
  readonly #policies = new Map<JobDefinition, ResolvedPolicy>();
  readonly #queues = new Map<string, StoreQueue>();
  #store: Promise<Store> | undefined;
  #tracing: Promise<Pick<BullmqOptions, "telemetry">> | undefined;
  #answeredAt = Number.NEGATIVE_INFINITY;

  /** @throws ConfigError */
  constructor(
    private readonly config: Config,
    private readonly environment: Environment,
    private readonly log: StoreLog,
  ) {
    this.resolved = resolveConfig(config, environment);
  }

  /** The store; opened once, connected on first use. After a failure the next call tries again. */
  store(): Promise<Store> {
    if (this.#store !== undefined) return this.#store;
    const opening = openStore(this.resolved.store, this.log);
    this.#store = opening;
    opening.catch(() => {
      if (this.#store === opening) this.#store = undefined;
    });
    return opening;
  }

  /** What BullMQ's objects are told of tracing: nothing when that is off. */
  tracing(): Promise<Pick<BullmqOptions, "telemetry">> {
    this.#tracing ??= this.resolved.monitoring.tracing
      ? openTracing().then((telemetry) => ({ telemetry }))
      : Promise.resolve({});
    return this.#tracing;
  }

  /** The policy of a job: its own, and where it has none, that of the profile or the defaults. */
  policyOf(definition: JobDefinition): ResolvedPolicy {
    const known = this.#policies.get(definition);
    if (known !== undefined) return known;
    const reader = new SettingReader(this.environment);
    const policy = policyFor(reader, this.config.jobs, this.resolved, definition);
    reader.finish();
    this.#policies.set(definition, policy);
    return policy;
  }

  /** @throws RangeError when the profile has no queue of this name */
  check(name: string): void {
    const { backend, queues } = this.resolved;
    if (queues.some((queue) => queue.name === name)) return;
    const names = queues.map((queue) => queue.name).join(", ");
    throw new RangeError(`no queue is named ${JSON.stringify(name)}; ${backend} has ${names}`);
  }

  /**
   * Does something with a queue of the store. The work may be done twice when the connection is lost
   * in the middle, so it must be idempotent.
   * @throws StoreDownError when that takes longer than `OPERATION_MAX`
   */
  async use<T>(name: string, work: (queue: StoreQueue) => Promise<T>): Promise<T> {
    this.check(name);
    const store = await this.store();
    const deadline = performance.now() + OPERATION_MAX;
    const left = () => Math.max(Math.ceil(deadline - performance.now()), 0);
    for (;;) {
      // Having asked right before, one knows that what follows is not left lying at a silent server.
      if (performance.now() - this.#answeredAt > ANSWER_FRESH) await store.ready(left());
      try {
        const done = await within(this.#queue(store, name).then(work), left());
        if (done.settled) {
          this.#answeredAt = performance.now();
          return done.value;
        }
      } catch (error) {
        if (!isConnectionLoss(error)) throw error;
      }
      this.#answeredAt = Number.NEGATIVE_INFINITY;
      this.#forget(name);
      if (left() <= RETRY_PAUSE) throw silent(store);
      await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE));
    }
  }

  /** Closes the store; settles even when it is down. */
  async close(): Promise<void> {
    for (const name of [...this.#queues.keys()]) this.#forget(name);
    const closing = this.#store?.then((store) => store.close());
    await within(closing?.catch(ignoreReported) ?? Promise.resolve(), CLOSE_MAX);
  }

  async #queue(store: Store, name: string): Promise<StoreQueue> {
    const known = this.#queues.get(name);
    if (known !== undefined) return known;
    const queue = openQueue(name, { ...store.producer, ...(await this.tracing()) });
    queue.on("error", ignoreReported);
    this.#queues.set(name, queue);
    await queue.waitUntilReady();
    return queue;
  }

  /** Lets go of a queue object, which may be stuck in its own start. */
  #forget(name: string): void {
    const queue = this.#queues.get(name);
    this.#queues.delete(name);
    queue?.close().catch(ignoreReported);
  }
}

function silent(store: Store): StoreDownError {
  return new StoreDownError(
    `${store.location} does not answer (nothing came back in ${OPERATION_MAX / 1000} s)`,
  );
}

/** Errors of a queue object reach the caller as rejections; the events only repeat them. */
function ignoreReported(): void {}
