// Why: the loop of a worker process. A slot fetches, runs, and fetches again, from whichever queue the
// dispatcher says; finishing a job and fetching the next of its queue is one round trip. When there is
// nothing to do, one wake-up and one timer wait for all queues.
//
// Invariant: whoever takes a wake-up looks into the queue or hands it on.

import type { Dispatcher } from "../dispatch/dispatcher.js";
import type { Logger } from "../interfaces.js";
import { isConnectionLoss } from "../queues/connection-loss.js";
import { ALL_QUEUES, type WakeUp } from "../stores/store.js";
import type { Fetched, SlotWorker, StoredJob } from "./bullmq.js";
import type { Counters, QueueCounters } from "./counters.js";
import { Listener } from "./listener.js";
import { ProbeTimers } from "./probe-timers.js";
import type { Runner } from "./runner.js";

/** While all slots are busy no wake-up is taken, so empty queues are looked into this often. */
const BUSY_LOOK = 100;

/** After an error the next look waits this long, in milliseconds. */
const ERROR_PAUSE = 1000;

export interface SlotPoolOptions {
  /** One a queue, in the order of the dispatcher. */
  readonly workers: readonly SlotWorker[];
  readonly dispatcher: Dispatcher;
  readonly wakeUp: WakeUp;
  readonly counters: Counters;
  readonly logger: Logger;
  readonly runner: Pick<Runner, "zombieOf" | "zombies">;
  /** An empty queue is looked into at least this often, in milliseconds. */
  readonly idleLook: number;
}

/** A call of the store under way: a fetch, or the run of a job until it is recorded. */
export interface PendingCall {
  readonly call: Promise<unknown>;
  readonly job: StoredJob | undefined;
}

export class SlotPool {
  readonly #options: SlotPoolOptions;
  readonly #served: readonly { readonly worker: SlotWorker; readonly counters: QueueCounters }[];
  readonly #probes: ProbeTimers;
  readonly #listener: Listener;
  /** By position of the queue: whether the last look found nothing and nothing has been heard since. */
  readonly #empty: boolean[];
  #tokens = 0;
  #stopped = false;
  #isCutOff = false;
  #lastLook = 0;
  #fetchedAt = performance.now();
  readonly #calls = new Map<Promise<unknown>, StoredJob | undefined>();
  #drained: () => void = () => {};

  /** Settles when every queue was found empty and nothing runs but handlers that ignore their signals. */
  readonly drained = new Promise<void>((resolve) => {
    this.#drained = resolve;
  });

  constructor(options: SlotPoolOptions) {
    this.#options = options;
    this.#served = options.workers.map((worker) => ({
      worker,
      counters: options.counters.queue(worker.name),
    }));
    this.#empty = options.workers.map(() => false);
    this.#probes = new ProbeTimers(options.workers.length, (queue) => void this.#wake(queue));
    this.#listener = new Listener({
      wakeUp: options.wakeUp,
      logger: options.logger,
      withRoom: () => this.#withRoom(),
      heard: (queue) => this.#heard(queue),
    });
  }

  /** Slots in use. */
  get busy(): number {
    return this.#options.dispatcher.busy;
  }

  /** Milliseconds since the store last answered a fetch; 0 while no fetch is due. */
  get sinceFetch(): number {
    return this.#withRoom().length === 0 ? 0 : performance.now() - this.#fetchedAt;
  }

  /** Calls under way, but for those of jobs that have been given back. */
  pending(runner: Pick<Runner, "isAbandoned">): PendingCall[] {
    return [...this.#calls]
      .map(([call, job]) => ({ call, job }))
      .filter(({ job }) => job === undefined || !runner.isAbandoned(job));
  }

  start(): void {
    this.#fill();
    this.#listener.start();
  }

  /** From now on no job is started. */
  stop(): void {
    this.#stopped = true;
    this.#options.dispatcher.stop();
    this.#probes.stop();
    this.#listener.stop();
  }

  /** Starts one more slot if there is work for it; its first success starts another. Answers its queue. */
  #fill(): number | undefined {
    this.#lookAgain();
    const queue = this.#options.dispatcher.start();
    if (queue !== undefined) void this.#serve(queue);
    return queue;
  }

  async #serve(first: number): Promise<void> {
    const { dispatcher } = this.#options;
    for (let queue: number | undefined = first; queue !== undefined; ) {
      const job: StoredJob | undefined = await this.#track(this.#fetch(queue), undefined);
      const next: number | undefined =
        job === undefined ? dispatcher.next() : await this.#run(queue, job);
      // A queue that had all the slots it may have can take another one.
      if (next !== undefined && next !== queue) this.#fill();
      queue = next;
    }
    this.#listener.slotFreed();
    this.#checkDrained();
  }

  #checkDrained(): void {
    const { dispatcher, runner } = this.#options;
    if (dispatcher.busy <= runner.zombies && this.#empty.every(Boolean)) this.#drained();
  }

  /** Runs a job and those that its completion fetches; answers the queue to look into next. */
  async #run(queue: number, first: StoredJob): Promise<number | undefined> {
    const { counters } = this.#at(queue);
    counters.busy++;
    try {
      for (let job: StoredJob | undefined = first; ; ) {
        const { fetched, next } = await this.#runOne(queue, job);
        // Nothing fetched proves nothing: after an immediate retry, for one, the queue has a job.
        if (fetched === undefined) return next;
        job = await this.#track(this.#accept(queue, fetched), undefined);
        if (job === undefined) return this.#options.dispatcher.next();
      }
    } finally {
      counters.busy--;
    }
  }

  async #runOne(
    queue: number,
    job: StoredJob,
  ): Promise<{ readonly fetched: StoredJob | undefined; readonly next: number | undefined }> {
    const { dispatcher, runner, logger } = this.#options;
    const { worker } = this.#at(queue);
    let choice: { readonly next: number | undefined } | undefined;
    // BullMQ may ask more than once for one job; the pick is charged once.
    const choose = () => {
      this.#lookAgain();
      choice ??= { next: dispatcher.next(queue) };
      return choice;
    };
    const fuse = () => runner.zombieOf(job) === undefined && choose().next === queue;
    const call = worker.processJob(job, job.token ?? "", fuse).catch((error: unknown) => {
      logger.error(
        { err: error, queue: worker.name, id: job.id },
        "a run ended in an error of its own",
      );
    });
    const fetched = await this.#track(call, job);
    this.#checkDrained();
    // The handler of a timed-out job that goes on keeps its slot.
    await runner.zombieOf(job);
    const { next } = choose();
    return { fetched: next === queue ? (fetched ?? undefined) : undefined, next };
  }

  async #fetch(queue: number): Promise<StoredJob | undefined> {
    const { dispatcher } = this.#options;
    const { worker } = this.#at(queue);
    const before = dispatcher.beforeLook(queue);
    try {
      const found = await worker.fetch(`${worker.id}:${this.#tokens++}`);
      this.#answered();
      if (found.job !== undefined) return await this.#accept(queue, found.job);
      dispatcher.missed(queue, before);
      this.#empty[queue] = found.limit === 0;
      if (!this.#stopped) this.#probes.set(queue, waitAfter(found, this.#options.idleLook));
    } catch (error) {
      dispatcher.missed(queue, before);
      this.#fetchFailed(queue, error);
    }
    return undefined;
  }

  /** A job that arrives after `stop` goes back at once. */
  async #accept(queue: number, job: StoredJob): Promise<StoredJob | undefined> {
    if (this.#stopped) {
      await this.#at(queue).worker.giveBack(job);
      return undefined;
    }
    this.#picked(queue);
    return job;
  }

  async #track<T>(call: Promise<T>, job: StoredJob | undefined): Promise<T> {
    this.#calls.set(call, job);
    try {
      return await call;
    } finally {
      this.#calls.delete(call);
    }
  }

  #picked(queue: number): void {
    this.#at(queue).counters.picks++;
    this.#empty[queue] = false;
    this.#answered();
    this.#fill();
  }

  #answered(): void {
    this.#fetchedAt = performance.now();
    if (!this.#isCutOff) return;
    this.#isCutOff = false;
    this.#options.logger.info("the store answers again");
  }

  #fetchFailed(queue: number, error: unknown): void {
    this.#empty[queue] = false;
    if (this.#stopped) return;
    this.#probes.set(queue, ERROR_PAUSE);
    // An outage is told once, not once a queue and second.
    if (this.#isCutOff) return;
    this.#isCutOff = isConnectionLoss(error);
    const { name } = this.#at(queue).worker;
    this.#options.logger.warn({ err: error, queue: name }, "could not look into the queue");
  }

  /**
   * The queue may have work; answers whether a slot looks into it now. The last free one may have gone
   * to another queue.
   */
  #wake(queue: number): boolean {
    const { dispatcher } = this.#options;
    this.#empty[queue] = false;
    dispatcher.wake(queue);
    return !this.#stopped && (this.#fill() === queue || dispatcher.hasRoom(queue));
  }

  /** While all slots are busy nobody listens, so empty queues count as ready again after a while. */
  #lookAgain(): void {
    const { dispatcher } = this.#options;
    const now = performance.now();
    if (dispatcher.hasFreeSlot || now - this.#lastLook < BUSY_LOOK) return;
    this.#lastLook = now;
    dispatcher.wakeAll();
  }

  /** Looks where the wake-up says; answers whether a slot was free for that. */
  #heard(name: string): boolean {
    const { dispatcher } = this.#options;
    if (name === ALL_QUEUES) {
      this.#empty.fill(false);
      dispatcher.wakeAll();
      this.#fill();
      return true;
    }
    const queue = this.#served.findIndex(({ worker }) => worker.name === name);
    return queue < 0 || this.#wake(queue);
  }

  /** The queues that a free slot may go to. */
  #withRoom(): string[] {
    const { dispatcher, workers } = this.#options;
    return workers.filter((_, queue) => dispatcher.hasRoom(queue)).map(({ name }) => name);
  }

  #at(queue: number): { readonly worker: SlotWorker; readonly counters: QueueCounters } {
    const served = this.#served[queue];
    if (served === undefined) throw new RangeError(`no queue at ${queue}`);
    return served;
  }
}

/** When to look again into a queue that had nothing, in milliseconds. */
function waitAfter({ limit, until }: Fetched, longest: number): number {
  const due = until > 0 ? Math.ceil(until) - Date.now() : longest;
  return Math.max(Math.min(limit > 0 ? limit : longest, due, longest), 1);
}
