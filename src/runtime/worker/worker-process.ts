// Why: the parts of a running worker and how they come up and go down: the store, one BullMQ worker a
// queue, the slots that serve them, and whoever watches over the slots.

import { hostname } from "node:os";
import { Dispatcher } from "../dispatch/dispatcher.js";
import { modes } from "../dispatch/modes.js";
import type { Death, Logger } from "../interfaces.js";
import { waitBefore } from "../jobs/backoff.js";
import { backoffOf } from "../jobs/options.js";
import type { QueueManager } from "../queues/queue-manager.js";
import type { ServedQueue } from "../settings/profile.js";
import type { ResolvedConfig } from "../settings/resolve.js";
import type { BullmqOptions, Store, WakeUp } from "../stores/store.js";
import { within } from "../within.js";
import { SlotWorker, type StoredJob } from "./bullmq.js";
import { Counters } from "./counters.js";
import { watchOutcomes } from "./outcomes.js";
import { type HandledJob, Runner } from "./runner.js";
import { endRuns } from "./shutdown.js";
import { SlotPool } from "./slot-pool.js";

/** How long closing may take, in milliseconds. */
const CLOSE_MAX = 1000;

/** The pause before BullMQ tries again to record an outcome that a lost connection kept back. */
const RECORD_RETRY = 1000;

export interface WorkerProcessOptions {
  readonly config: ResolvedConfig;
  /** Those of the profile that this process serves. */
  readonly queues: readonly ServedQueue[];
  readonly concurrency: number;
  readonly jobs: ReadonlyMap<string, HandledJob>;
  readonly manager: QueueManager;
  readonly store: Store;
  readonly tracing: Pick<BullmqOptions, "telemetry">;
  readonly logger: Logger;
  /** Told of every death that has been recorded. */
  readonly died: (death: Death) => void;
  /** Told when the handlers of timed-out jobs hold all slots. */
  readonly stuck: () => void;
}

export class WorkerProcess {
  readonly counters = new Counters();
  readonly #options: WorkerProcessOptions;
  readonly #runner: Runner;
  readonly #workers: readonly SlotWorker[];
  #pool: SlotPool | undefined;
  #wakeUp: WakeUp | undefined;
  #stopping = false;
  #closing = false;

  constructor(options: WorkerProcessOptions) {
    const { jobs, manager, logger, queues } = options;
    this.#options = options;
    this.#runner = new Runner({
      jobs,
      queues: manager,
      logger,
      counters: this.counters,
      overrun: () => {
        if (this.#runner.zombies >= options.concurrency) options.stuck();
      },
    });
    this.#workers = queues.map((queue) => this.#open(queue));
  }

  /** The slots, once they are served. */
  get pool(): SlotPool | undefined {
    return this.#pool;
  }

  /** Handlers that go on although their jobs have been given up. */
  get leftovers(): number {
    return this.#runner.leftovers;
  }

  /** Milliseconds since the store last answered a fetch; 0 while no fetch is due. */
  get sinceFetch(): number {
    return this.#stopping ? 0 : (this.#pool?.sinceFetch ?? 0);
  }

  /** Starts to fetch; settles once the store has answered every worker. */
  async start(): Promise<void> {
    const { queues, concurrency, config, store, logger } = this.#options;
    await Promise.all(this.#workers.map((worker) => worker.arm()));
    if (this.#stopping) return;
    const wakeUp = await store.listen(queues.map(({ name }) => name));
    const share = modes[config.fetch](queues.map(({ weight }) => weight));
    const max = queues.map((queue) => queue.max);
    const dispatcher = new Dispatcher(queues.length, concurrency, share, max);
    const pool = new SlotPool({
      workers: this.#workers,
      dispatcher,
      wakeUp,
      counters: this.counters,
      logger,
      runner: this.#runner,
      idleLook: config.idleLook,
    });
    this.#wakeUp = wakeUp;
    this.#pool = pool;
    pool.start();
    if (this.#stopping) pool.stop();
  }

  /** Starts no more jobs; those that run go on. */
  quiet(): void {
    this.#stopping = true;
    this.#pool?.stop();
  }

  /** Ends all runs and closes; answers how many jobs could be neither ended nor given back. */
  async stop(hurry: AbortSignal): Promise<number> {
    this.quiet();
    const lost = this.#pool === undefined ? 0 : await this.#endRuns(this.#pool, hurry);
    this.#runner.stop();
    this.#closing = true;
    await within(this.#close(), CLOSE_MAX);
    return lost;
  }

  #endRuns(pool: SlotPool, hurry: AbortSignal): Promise<number> {
    const { config, jobs } = this.#options;
    const graces = [...jobs.values()].map(({ policy }) => policy.grace);
    return endRuns({
      pool,
      runner: this.#runner,
      workers: this.#workers,
      patience: config.shutdownTimeout,
      grace: Math.max(config.defaults.grace, ...graces),
      hurry,
    });
  }

  async #close(): Promise<void> {
    await this.#wakeUp?.close();
    await Promise.all(this.#workers.map((worker) => worker.close(true)));
  }

  #open({ name: queue, rate }: ServedQueue): SlotWorker {
    const { store, tracing, jobs, logger, died, config } = this.#options;
    const { factory, ...connection } = { ...store.bullmq, ...tracing };
    const served = [...jobs.values()].filter(({ definition }) => definition.queue === queue);
    const policies = [config.defaults, ...served.map(({ policy }) => policy)];
    const lock = Math.max(...policies.map((policy) => policy.lock));
    const worker = new SlotWorker(
      queue,
      (job, token) => this.#runner.run(queue, job, token ?? ""),
      {
        ...connection,
        name: `${hostname()}:${process.pid}`,
        lockDuration: lock,
        stalledInterval: lock,
        // A job's own bound is checked when it is fetched.
        maxStalledCount: Math.max(...policies.map((policy) => policy.maxStalled)),
        runRetryDelay: RECORD_RETRY,
        ...(rate !== undefined && { limiter: { max: rate.starts, duration: rate.window } }),
        skipVersionCheck: true,
        settings: { backoffStrategy: (...failure) => this.#waitAfter(failure[0], failure[3]) },
      },
      factory,
    );
    watchOutcomes({
      worker,
      logger,
      counters: this.counters,
      isKnown: (job) => jobs.has(job),
      died,
      lost: (id) => this.#runner.lose(queue, id),
      isClosing: () => this.#closing,
    });
    return worker;
  }

  #waitAfter(attempts: number, job: Pick<StoredJob, "opts"> | undefined): number {
    const backoff = backoffOf(job?.opts ?? {}) ?? this.#options.config.defaults.backoff;
    return waitBefore(attempts - 1, backoff, Math.random);
  }
}
