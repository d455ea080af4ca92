// Why: some tests want a job to have run when the call that enqueued it returns.

import { execute, type HandledProject } from "../runtime/jobs/execute.js";
import type { JobClasses } from "../runtime/project.js";
import type { Added, NewJob } from "../runtime/queues/backlog.js";
import { CallerBacklog } from "../runtime/queues/caller-backlog.js";
import { SILENT } from "./silent.js";

/** Jobs that run where they are enqueued. */
export interface InlineQueues {
  /** Sends what is enqueued to the store again. */
  restore(): void;
}

/**
 * Runs each job in the call that enqueues it, from now on: delays are passed over, there are no
 * retries, and what the handler throws reaches the caller.
 */
export function inline<Jobs extends JobClasses>(project: HandledProject<Jobs>): InlineQueues {
  project.queues.divert(new InlineBacklog(project));
  return { restore: () => project.queues.divert() };
}

/** Remembers the ids that it has run. */
class InlineBacklog extends CallerBacklog {
  readonly #ids = new Set<string>();

  constructor(project: HandledProject) {
    super(
      (queue, job) =>
        execute(project, { ...job, queue, attempt: 1, enqueuedAt: new Date() }, SILENT),
      NOTHING,
    );
  }

  override async add(queue: string, job: NewJob): Promise<Added> {
    const { jobId } = job.opts;
    const id = `${queue}:${jobId}`;
    if (this.#ids.has(id)) return { id: jobId, deduplicated: true };
    this.#ids.add(id);
    const added = await super.add(queue, job);
    if (added.deduplicated) this.#ids.delete(id);
    return added;
  }
}

/** Nothing ever waits. */
const NOTHING = {
  size: async () => 0,
  clear: async () => 0,
  pause: async () => {},
  resume: async () => {},
  ping: async () => {},
};
