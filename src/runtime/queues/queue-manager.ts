// Why: the one object through which a program puts jobs on queues and looks at them, whatever backend
// and store the environment selects.

import { randomUUID } from "node:crypto";
import type {
  BatchEnqueued,
  BatchProcessed,
  EnqueueArguments,
  Enqueued,
  EnqueueOptions,
  InputOf,
  JobDefinition,
  JobReference,
  Logger,
  MaybeSchema,
  StoreHealth,
} from "../interfaces.js";
import { definitionOf } from "../jobs/define-job.js";
import { execute, type HandledProject, MissingHandlerError } from "../jobs/execute.js";
import { storedOptions } from "../jobs/options.js";
import { checkInput } from "../jobs/payload.js";
import { deduplicationOf } from "../jobs/unique.js";
import type { Config } from "../settings/config.js";
import { DURATION_FORMS, type Duration, parseDuration } from "../settings/duration.js";
import { MAX_PRIORITY } from "../settings/policy.js";
import type { Environment } from "../settings/reader.js";
import { StoreDownError } from "../stores/store.js";
import { type Backlog, type NewJob, StoreBacklog } from "./backlog.js";
import { enqueueBatch, processBatch } from "./batch.js";
import { CallerBacklog } from "./caller-backlog.js";
import { Session } from "./session.js";

/** What a queue manager takes besides its configuration. */
export interface QueueManagerOptions {
  /** Instead of the variables of the process. */
  readonly environment?: Environment;
  /** Told what the store does while that takes long. */
  readonly log?: (line: string) => void;
}

/** A project with its handlers, and where they log. */
export interface Handled {
  readonly project: HandledProject;
  readonly logger: () => Logger;
}

/** Options of a batch. */
export interface BatchOptions extends Omit<EnqueueOptions, "id"> {
  /** Items a slice; `batch_size` of the policy unless set. */
  readonly batchSize?: number;
}

/**
 * Enqueues jobs and looks after their queues. It reads its settings and connects on first use; after
 * `close` the next use connects again. While the store is down every call rejects with a
 * `StoreDownError` within 5 seconds, and what it was to enqueue stays undone.
 */
export class QueueManager<Names extends string = string> {
  readonly #config: Config;
  readonly #options: QueueManagerOptions;
  #session: Session | undefined;
  #own: Backlog | undefined;
  #handled: Handled | undefined;
  #diverted: Backlog | undefined;
  #log: (line: string) => void = () => {};

  constructor(config: Config<Names>, options: QueueManagerOptions = {}) {
    this.#config = config;
    this.#options = options;
  }

  /**
   * Enqueues a job to run as soon as a slot is free.
   * @throws PayloadError, StoreDownError, ConfigError; where the profile runs jobs in this call, also what
   * the handler throws, and a MissingHandlerError
   */
  async enqueue<Schema extends MaybeSchema>(
    job: JobReference<Schema>,
    ...rest: EnqueueArguments<InputOf<Schema>>
  ): Promise<Enqueued> {
    return this.#add(definitionOf(job), 0, ...rest);
  }

  /** Enqueues a job to run after a delay. */
  async enqueueIn<Schema extends MaybeSchema>(
    delay: Duration,
    job: JobReference<Schema>,
    ...rest: EnqueueArguments<InputOf<Schema>>
  ): Promise<Enqueued> {
    const milliseconds = parseDuration(delay);
    if (milliseconds === undefined) {
      throw new RangeError(`the delay is ${JSON.stringify(delay)}; accepted: ${DURATION_FORMS}`);
    }
    return this.#add(definitionOf(job), milliseconds, ...rest);
  }

  /** Enqueues a job to run at a time; a past one means now. */
  async enqueueAt<Schema extends MaybeSchema>(
    date: Date,
    job: JobReference<Schema>,
    ...rest: EnqueueArguments<InputOf<Schema>>
  ): Promise<Enqueued> {
    const time = date.getTime();
    if (Number.isNaN(time)) throw new RangeError("the date of enqueueAt is no valid date");
    return this.#add(definitionOf(job), Math.max(time - Date.now(), 0), ...rest);
  }

  /** Enqueues one job an item. What does not work out is reported by item and stops nothing else. */
  async batchEnqueue<Schema extends MaybeSchema>(
    job: JobReference<Schema>,
    items: readonly InputOf<Schema>[],
    { batchSize, ...options }: BatchOptions = {},
  ): Promise<BatchEnqueued<InputOf<Schema>>> {
    const definition: JobDefinition = definitionOf(job);
    const session = this.session();
    const policy = session.policyOf(definition);
    const queue = options.queue ?? definition.queue;
    checkPriority(options.priority);
    session.check(queue);
    const target = { definition, policy, options, queue, backlog: this.#backlog };
    return enqueueBatch(target, items, sliceSize(batchSize ?? policy.batchSize));
  }

  /**
   * Runs a function over items, slice after slice, the items of a slice side by side. What it throws is
   * reported by item.
   */
  async batchProcess<Item, Result>(
    items: readonly Item[],
    work: (item: Item, index: number) => Result | PromiseLike<Result>,
    { batchSize }: Pick<BatchOptions, "batchSize"> = {},
  ): Promise<BatchProcessed<Item, Result>> {
    return processBatch(
      items,
      work,
      sliceSize(batchSize ?? this.session().resolved.defaults.batchSize),
    );
  }

  /** Jobs of a queue that are ready to run. */
  async queueSize(name: Names): Promise<number> {
    return this.#queue(name).size(name);
  }

  /**
   * Removes the waiting, delayed, and prioritised jobs of a queue; running ones, finished ones, and
   * schedules stay.
   * @returns how many were removed
   */
  async clearQueue(name: Names): Promise<number> {
    return this.#queue(name).clear(name);
  }

  /** Keeps all workers of the fleet from starting jobs of a queue, until `resume`. */
  async pause(name: Names): Promise<void> {
    await this.#queue(name).pause(name);
  }

  async resume(name: Names): Promise<void> {
    await this.#queue(name).resume(name);
  }

  /** Whether the store answers. Rejects only with a `ConfigError`. */
  async healthCheck(): Promise<StoreHealth> {
    const [first] = this.session().resolved.queues;
    try {
      await this.#backlog.ping(first?.name ?? "");
      return { status: "healthy" };
    } catch (error) {
      if (!(error instanceof StoreDownError)) throw error;
      return { status: "error", error: error.message };
    }
  }

  /** Closes all connections; settles even when the store is down. The next use connects again. */
  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#own = undefined;
    await session?.close();
  }

  /**
   * What is open between first use and `close`.
   * @internal
   */
  session(): Session {
    const log = this.#options.log ?? this.#log;
    this.#session ??= new Session(this.#config, this.environment, log);
    return this.#session;
  }

  /**
   * Where lines about a slow store go unless the options name a place.
   * @internal
   */
  logTo(log: (line: string) => void): void {
    this.#log = log;
  }

  /**
   * Sends jobs somewhere else than to the store, or, without an argument, there again.
   * @internal
   */
  divert(backlog?: Backlog): void {
    this.#diverted = backlog;
  }

  /**
   * Who runs jobs where the profile runs them in the call that enqueues them.
   * @internal
   */
  handleWith(handled: Handled): void {
    this.#handled = handled;
  }

  /** @internal */
  get environment(): Environment {
    return this.#options.environment ?? process.env;
  }

  async #add(
    definition: JobDefinition,
    delay: number,
    payload?: unknown,
    { id, priority, queue: name = definition.queue }: EnqueueOptions = {},
  ): Promise<Enqueued> {
    const session = this.session();
    const data = checkInput(definition, payload);
    checkPriority(priority);
    const nonce = id === undefined ? undefined : randomUUID();
    const policy = session.policyOf(definition);
    const options = storedOptions(policy, {
      id: id === undefined ? randomUUID() : checkId(id),
      version: definition.version,
      delay,
      deduplication: deduplicationOf(definition.name, policy, data),
      ...(priority !== undefined && { priority }),
      ...(nonce !== undefined && { nonce }),
    });
    const job = { name: definition.name, data, opts: options };
    return { queue: name, ...(await this.#queue(name).add(name, job)) };
  }

  get #backlog(): Backlog {
    if (this.#diverted !== undefined) return this.#diverted;
    this.#own ??= this.#open(this.session());
    return this.#own;
  }

  #open(session: Session): Backlog {
    const store = new StoreBacklog(session);
    if (!session.resolved.runsInCaller) return store;
    return new CallerBacklog((queue, job) => this.#run(queue, job), store);
  }

  async #run(queue: string, job: NewJob): Promise<unknown> {
    if (this.#handled !== undefined) {
      const { project, logger } = this.#handled;
      const run = { ...job, queue, attempt: 1, enqueuedAt: new Date() };
      return execute(project, run, logger());
    }
    throw new MissingHandlerError(
      `${job.name} runs where it is enqueued (delay_jobs is false), and this process has no handlers; createRuntime takes them`,
    );
  }

  /** @throws RangeError when the profile has no queue of this name */
  #queue(name: string): Backlog {
    this.session().check(name);
    return this.#backlog;
  }
}

/** BullMQ builds keys from ids and counts with whole numbers of its own. */
function checkId(id: string): string {
  if (id !== "" && !id.includes(":") && !/^-?\d+$/.test(id)) return id;
  throw new RangeError(
    `the id is ${JSON.stringify(id)}; accepted: text without ":" that is not a whole number`,
  );
}

function checkPriority(priority: number | undefined): void {
  if (priority === undefined) return;
  if (Number.isInteger(priority) && priority >= 0 && priority <= MAX_PRIORITY) return;
  throw new RangeError(
    `the priority is ${priority}; accepted: a whole number from 0 to ${MAX_PRIORITY}`,
  );
}

function sliceSize(size: number): number {
  if (Number.isInteger(size) && size > 0) return size;
  throw new RangeError(`the batch size is ${size}; accepted: a whole number, at least 1`);
}
