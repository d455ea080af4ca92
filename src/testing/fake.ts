// Why: a test wants to see what was enqueued and to run it at once: no store, no waiting, and the
// payload checks and retry policies of production.

import type { Death, JobReference, MaybeSchema, OutputOf } from "../runtime/interfaces.js";
import { waitBefore } from "../runtime/jobs/backoff.js";
import { definitionOf } from "../runtime/jobs/define-job.js";
import {
  type DirectRun,
  execute,
  type HandledProject,
  MissingHandlerError,
} from "../runtime/jobs/execute.js";
import { isExpired } from "../runtime/jobs/expiry.js";
import { backoffOf } from "../runtime/jobs/options.js";
import { PayloadError } from "../runtime/jobs/payload-error.js";
import type { JobClasses } from "../runtime/project.js";
import { toFailure } from "../runtime/worker/failures.js";
import { MemoryBacklog, type WaitingJob } from "./memory.js";
import { SILENT } from "./silent.js";

/** A job that waits. */
export interface TestJob {
  readonly id: string;
  /** As on the wire: `WelcomeEmailJob`. */
  readonly name: string;
  readonly queue: string;
  readonly payload: unknown;
  /** Milliseconds until it may run. */
  readonly delay: number;
}

/** What `drain` did. */
export interface DrainReport {
  /** Jobs that succeeded. */
  readonly done: number;
  /** Runs after a failure. */
  readonly retries: number;
  /** Jobs that were too old to run. */
  readonly expired: number;
  readonly dead: readonly Death[];
}

/** The middle of what `random` yields: a drained series has no jitter. */
const MIDDLE = () => 0.5;

/** Keeps what a program enqueues. */
export class FakeQueues {
  readonly #project: HandledProject;
  readonly #memory = new MemoryBacklog(Date.now());

  /** @internal */
  constructor(project: HandledProject) {
    this.#project = project;
    project.queues.divert(this.#memory);
  }

  /** Every job that waits, in order of arrival. */
  get waiting(): readonly TestJob[] {
    const { now, waiting } = this.#memory;
    return waiting.map(({ name, queue, data, opts, due }) => ({
      id: opts.jobId,
      name,
      queue,
      payload: data,
      delay: Math.max(due - now, 0),
    }));
  }

  /** The payloads with which a job waits, in order of arrival. */
  enqueued<Schema extends MaybeSchema>(job: JobReference<Schema>): OutputOf<Schema>[] {
    const { name } = definitionOf(job);
    const own = this.#memory.waiting.filter((waiting) => waiting.name === name);
    return own.map(({ data }) => data as OutputOf<Schema>);
  }

  /**
   * Runs all jobs, those that they enqueue, delayed ones, and retries, in the order of their time, which
   * passes only here. Ends when nothing waits.
   * @throws Error when a job has no handler, or when more waits after `limit` runs
   */
  async drain({ limit = 10_000 }: { readonly limit?: number } = {}): Promise<DrainReport> {
    const dead: Death[] = [];
    let [done, retries, expired] = [0, 0, 0];
    for (let runs = 0; ; runs++) {
      const job = this.#memory.take();
      if (job === undefined) return { done, retries, expired, dead };
      if (this.#isExpired(job)) {
        expired++;
        this.#memory.finish(job);
        continue;
      }
      if (runs === limit) throw new Error(`${limit} jobs have run, and more wait`);
      if (job.runs > 0) retries++;
      const death = await this.#run(job);
      if (death === "again") continue;
      this.#memory.finish(job);
      if (death === "done") done++;
      else dead.push(death);
    }
  }

  /** Forgets every job and every id. */
  clear(): void {
    this.#memory.reset();
  }

  /** Sends what is enqueued to the store again. */
  restore(): void {
    this.#project.queues.divert();
  }

  #isExpired({ name, enqueued, opts }: WaitingJob): boolean {
    const { queues, jobs } = this.#project;
    const job = Object.values(jobs).find(({ definition }) => definition.name === name);
    if (job === undefined) return false;
    const policy = queues.session().policyOf(job.definition);
    return isExpired(enqueued + (opts.delay ?? 0), this.#memory.now, policy);
  }

  async #run(job: WaitingJob): Promise<"done" | "again" | Death> {
    const run = { ...job, attempt: job.runs + 1, enqueuedAt: new Date(job.enqueued) };
    try {
      await execute(this.#project, run, SILENT);
      return "done";
    } catch (thrown) {
      if (thrown instanceof MissingHandlerError) throw thrown;
      const error = toFailure(thrown);
      const backoff = backoffOf(job.opts);
      const isLast = run.attempt >= (job.opts.attempts ?? 1) || thrown instanceof PayloadError;
      if (isLast || backoff === undefined) return death(run, error, new Date(this.#memory.now));
      this.#memory.retry(job, waitBefore(job.runs, backoff, MIDDLE));
      return "again";
    }
  }
}

function death({ opts, name, queue, data, attempt }: DirectRun, error: Error, diedAt: Date): Death {
  return { id: opts.jobId, job: name, queue, payload: data, error, attempts: attempt, diedAt };
}

/**
 * Keeps jobs in memory from now on: `drain` runs them, `restore` ends it.
 * @example
 * const fakes = fake({ queues, jobs, handlers: { welcomeEmail } });
 * await signUp("ann@example.com");
 * expect(fakes.enqueued(WelcomeEmailJob)).toEqual([{ user_id: 1 }]);
 * await fakes.drain();
 */
export function fake<Jobs extends JobClasses>(project: HandledProject<Jobs>): FakeQueues {
  return new FakeQueues(project);
}
