// Why: a job may run in the call that enqueues it, and then nothing of it reaches a store: no delay, no
// retry, and its error is the caller's. What waits in the store from before can still be looked at.

import { UniqueKeys } from "../jobs/unique-keys.js";
import { toError } from "../to-error.js";
import type { Added, Backlog, NewJob } from "./backlog.js";

/** Runs a job of a queue once, and rejects with what its handler throws. */
export type RunJob = (queue: string, job: NewJob) => Promise<unknown>;

/** Runs jobs as they are added; all else is for `rest`. */
export class CallerBacklog implements Backlog {
  readonly #run: RunJob;
  readonly #rest: Omit<Backlog, "add" | "addAll">;
  readonly #keys = new UniqueKeys();

  constructor(run: RunJob, rest: Omit<Backlog, "add" | "addAll">) {
    this.#run = run;
    this.#rest = rest;
  }

  async add(queue: string, job: NewJob): Promise<Added> {
    const live = this.#keys.take(queue, job, Date.now());
    if (live !== undefined) return { id: live, deduplicated: true };
    try {
      await this.#run(queue, job);
    } finally {
      this.#keys.release(queue, job.opts);
    }
    return { id: job.opts.jobId, deduplicated: false };
  }

  /** One after another; what one throws does not keep the others from running. */
  async addAll(queue: string, jobs: readonly NewJob[]): Promise<readonly (string | Error)[]> {
    const outcomes: (string | Error)[] = [];
    for (const job of jobs) {
      const added = this.add(queue, job).then(({ id }) => id, toError);
      outcomes.push(await added);
    }
    return outcomes;
  }

  size(queue: string): Promise<number> {
    return this.#rest.size(queue);
  }

  clear(queue: string): Promise<number> {
    return this.#rest.clear(queue);
  }

  pause(queue: string): Promise<void> {
    return this.#rest.pause(queue);
  }

  resume(queue: string): Promise<void> {
    return this.#rest.resume(queue);
  }

  ping(queue: string): Promise<void> {
    return this.#rest.ping(queue);
  }
}
