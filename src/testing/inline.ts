// Why: some tests want a job to have run when the call that enqueued it returns.

import type { JobClasses } from "../runtime/project.js";
import type { Backlog, NewJob } from "../runtime/queues/backlog.js";
import { execute, type TestProject } from "./execute.js";

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

  constructor(private readonly project: TestProject) {}

  async add(queue: string, job: NewJob): Promise<boolean> {
    const id = `${queue}:${job.opts.jobId}`;
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    await execute(this.project, { ...job, queue, attempt: 1, enqueuedAt: new Date() });
    return true;
  }

  async addAll(queue: string, jobs: readonly NewJob[]): Promise<void> {
    for (const job of jobs) await this.add(queue, job);
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
