// Why: between the fetch of a job and its outcome stands everything a job was promised: its payload is
// checked, an expired or newer one is not run, a handler has its time and no more.

import { DelayedError, WaitingError } from "bullmq";
import type { Handler, JobDefinition, Logger } from "../interfaces.js";
import { isExpired } from "../jobs/expiry.js";
import type { StoredOptions } from "../jobs/options.js";
import { checkStored } from "../jobs/payload.js";
import { PayloadError } from "../jobs/payload-error.js";
import type { QueueManager } from "../queues/queue-manager.js";
import type { ResolvedPolicy } from "../settings/policy.js";
import type { StoredJob } from "./bullmq.js";
import { RunContext } from "./context.js";
import type { Counters } from "./counters.js";
import { Deadlines } from "./deadlines.js";
import { fatal, JobLostError, ShutdownError, TimeoutError, toFailure } from "./failures.js";
import { EXPIRED, keepResult } from "./result.js";
import { Run } from "./run.js";

/** How long a job waits for newer code, in milliseconds. */
export const NEWER_CODE_WAIT = 30_000;

/** A job that this process can run. */
export interface HandledJob {
  readonly definition: JobDefinition;
  readonly policy: ResolvedPolicy;
  readonly handler: Handler<unknown>;
}

export interface RunnerOptions {
  /** By the name on the wire. */
  readonly jobs: ReadonlyMap<string, HandledJob>;
  readonly queues: QueueManager;
  readonly logger: Logger;
  readonly counters: Counters;
  /** Told when a handler has ignored its signal and will keep its slot. */
  readonly overrun: () => void;
}

export class Runner {
  readonly #options: RunnerOptions;
  readonly #runs = new Map<StoredJob, Run>();
  readonly #deadlines = new Deadlines<Run>((run) => this.#timeUp(run));
  #zombies = 0;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Timed-out runs whose handlers go on. */
  get zombies(): number {
    return this.#zombies;
  }

  /** Handlers that go on although their jobs have been failed or given back. */
  get leftovers(): number {
    return [...this.#runs.values()].filter((run) => !run.isRunning && !run.isOver).length;
  }

  /** Runs whose handlers have neither ended nor overrun. */
  get unfinished(): readonly Run[] {
    return [...this.#runs.values()].filter((run) => run.isRunning);
  }

  /** Settles when the handler of a job that overran its time has ended; `undefined` if none did. */
  zombieOf(job: StoredJob): Promise<void> | undefined {
    const run = this.#runs.get(job);
    return run?.isZombie ? run.handlerEnded : undefined;
  }

  /** Whether a job has been given back while its handler went on. */
  isAbandoned(job: StoredJob): boolean {
    return this.#runs.get(job)?.wasAbandoned ?? false;
  }

  /** Fires the signal of the run of a job, because another process may run it. */
  lose(queue: string, id: string): void {
    for (const run of this.#runs.values()) {
      if (run.queue === queue && run.job.id === id) run.abort(new JobLostError());
    }
  }

  /** Runs a job of a queue. What it throws is what BullMQ records. */
  async run(queue: string, job: StoredJob, token: string): Promise<unknown> {
    const handled = this.#options.jobs.get(job.name);
    if (handled === undefined) throw new Error(`this code has no job named ${job.name}`);
    const { definition, policy } = handled;
    if (job.stalledCounter > policy.maxStalled) throw fatal(lostTooOften(job, policy));
    if (isExpired(dueAt(job), Date.now(), policy)) return this.#expire(queue, job);
    if (versionOf(job) > definition.version) return this.#waitForNewerCode(queue, job, token);
    const payload = readPayload(handled, job);
    return this.#handle(handled, new Run(job, queue), payload, token);
  }

  stop(): void {
    this.#deadlines.stop();
  }

  async #handle(
    { handler, policy }: HandledJob,
    run: Run,
    payload: unknown,
    token: string,
  ): Promise<unknown> {
    const { job, queue } = run;
    const counters = this.#options.counters.job(queue, job.name);
    if (job.attemptsMade === 0) counters.wait.observe(Math.max(Date.now() - dueAt(job), 0) / 1000);
    const context = new RunContext(run, this.#options.queues, this.#options.logger);
    const fields = { job: job.name, queue, id: job.id, attempt: context.attempt, payload };
    this.#options.logger.debug(fields, "started");
    this.#runs.set(job, run);
    this.#deadlines.set(run, policy.timeout);
    try {
      return this.#keep(run, await run.execute(() => handler(payload, context)));
    } catch (thrown) {
      if (run.reason instanceof ShutdownError && !run.isZombie) return await giveBack(job, token);
      throw this.#failure(run, policy, thrown);
    } finally {
      counters.run.observe((performance.now() - run.startedAt) / 1000);
      this.#deadlines.delete(run);
      if (!run.isZombie) this.#runs.delete(job);
    }
  }

  #keep({ job, queue }: Run, result: unknown): unknown {
    const kept = keepResult(result);
    if ("value" in kept) return kept.value;
    const fields = { job: job.name, queue, id: job.id };
    this.#options.logger.warn(fields, `the result is not kept: ${kept.dropped}`);
    return undefined;
  }

  #failure(run: Run, policy: ResolvedPolicy, thrown: unknown): Error {
    const { reason } = run;
    if (!(reason instanceof TimeoutError)) return toFailure(thrown);
    if (reason !== thrown) reason.cause = thrown;
    return policy.onTimeout === "fail" ? fatal(reason) : reason;
  }

  /** First the signal fires; when the grace that follows is over too, the run fails. */
  #timeUp(run: Run): void {
    const policy = this.#options.jobs.get(run.job.name)?.policy;
    if (policy === undefined || run.reason instanceof ShutdownError) return;
    if (run.reason === undefined) {
      run.abort(new TimeoutError(policy.timeout));
      this.#deadlines.set(run, policy.grace);
    } else {
      this.#becomeZombie(run);
    }
  }

  #becomeZombie(run: Run): void {
    const { job, queue, reason } = run;
    if (!run.isRunning || reason === undefined) return;
    const counters = this.#options.counters.job(queue, job.name);
    const fields = { job: job.name, queue, id: job.id };
    this.#zombies++;
    counters.zombies++;
    this.#options.logger.error(fields, "the handler ignores its signal and keeps its slot");
    run.overrun(reason);
    this.#options.overrun();
    void run.handlerEnded.then(() => {
      this.#zombies--;
      counters.zombies--;
      this.#runs.delete(job);
      this.#options.logger.warn(fields, "the handler that ignored its signal has ended");
    });
  }

  #expire(queue: string, job: StoredJob): unknown {
    this.#options.counters.job(queue, job.name).expired++;
    return EXPIRED;
  }

  async #waitForNewerCode(queue: string, job: StoredJob, token: string): Promise<never> {
    const fields = { job: job.name, queue, id: job.id, version: versionOf(job) };
    this.#options.logger.warn(fields, "waits for newer code");
    await job.moveToDelayed(Date.now() + NEWER_CODE_WAIT, token);
    throw new DelayedError();
  }
}

/** When a job was due for its first run, in epoch milliseconds. */
function dueAt(job: StoredJob): number {
  return job.timestamp + (job.opts.delay ?? 0);
}

/** Jobs that others enqueued count as the first version. */
function versionOf(job: StoredJob): number {
  const { version }: StoredOptions = job.opts;
  return version ?? 1;
}

function readPayload(handled: HandledJob, job: StoredJob): unknown {
  try {
    return checkStored(handled.definition, upToDate(handled, job));
  } catch (error) {
    throw error instanceof PayloadError ? fatal(error) : toFailure(error);
  }
}

/** The payload in the form of this code's version. */
function upToDate({ definition, handler }: HandledJob, job: StoredJob): unknown {
  const version = versionOf(job);
  if (version === definition.version || handler.upcast === undefined) return job.data;
  return handler.upcast(job.data, version);
}

function lostTooOften(job: StoredJob, { maxStalled }: ResolvedPolicy): Error {
  return new Error(
    `lost with its process ${job.stalledCounter} times; max_stalled allows ${maxStalled}`,
  );
}

async function giveBack(job: StoredJob, token: string): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}
