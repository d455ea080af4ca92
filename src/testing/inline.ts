// Why: some tests want a job to have run when the call that enqueued it returns.

import type { JobClasses } from "../runtime/project.js";
import type { Added, Backlog, NewJob } from "../runtime/queues/backlog.js";
import { execute, type TestProject } from "./execute.js";
import { UniqueKeys } from "./unique-keys.js";

/** Jobs that run where they are enqueued. */
export interface InlineQueues {
  /** Sends what is enqueued to the store again. */
  restore(): void;
}

/**
 * Runs each job in the call that enqueues it, from now on: delays are passed over, there are no
 * retries, and what the handler throws reaches the caller.
 */
export function inline<Jobs extends JobClasses>(project: TestProject<Jobs>): InlineQueues {
  project.queues.divert(new InlineBacklog(project));
  return { restore: () => project.queues.divert() };
}

/** Nothing ever waits in it. */
class InlineBacklog implements Backlog {
  readonly #ids = new Set<string>();
  readonly #keys = new UniqueKeys();

  constructor(private readonly project: TestProject) {}

  async add(queue: string, job: NewJob): Promise<Added> {
    const { jobId } = job.opts;
    const id = `${queue}:${jobId}`;
    if (this.#ids.has(id)) return { id: jobId, deduplicated: true };
    const live = this.#keys.take(queue, job, Date.now());
    if (live !== undefined) return { id: live, deduplicated: true };
    this.#ids.add(id);
    try {
      await execute(this.project, { ...job, queue, attempt: 1, enqueuedAt: new Date() });
    } finally {
      this.#keys.release(queue, job.opts);
    }
    return { id: jobId, deduplicated: false };
  }

  async addAll(queue: string, jobs: readonly NewJob[]): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const job of jobs) ids.push((await this.add(queue, job)).id);
    return ids;
  }

  async size(): Promise<number> {
    return 0;
  }

  async clear(): Promise<number> {
    return 0;
  }

  async pause(): Promise<void> {}

  async resume(): Promise<void> {}

  async ping(): Promise<void> {}
}
