// Why: what a queue manager asks of the place where jobs go. That is the store; a test puts its own
// memory there, and everything before it (payload checks, policy, ids) stays the same.

import type { StoredOptions } from "../jobs/options.js";
import { countJobs } from "../stores/queue.js";
import { clearWaiting } from "./clear.js";
import type { Session } from "./session.js";

/** A job on its way: its payload is checked, its policy applied, its id chosen. */
export interface NewJob {
  readonly name: string;
  readonly data: unknown;
  readonly opts: StoredOptions & { readonly jobId: string };
}

export interface Backlog {
  /** Adds a job; answers whether it was added, and not there already under its id. */
  add(queue: string, job: NewJob): Promise<boolean>;
  /** Adds jobs whose ids are new. */
  addAll(queue: string, jobs: readonly NewJob[]): Promise<void>;
  /** Jobs that are ready to run. */
  size(queue: string): Promise<number>;
  /** Removes what waits; answers how many that were. */
  clear(queue: string): Promise<number>;
  pause(queue: string): Promise<void>;
  resume(queue: string): Promise<void>;
  /** Rejects when nothing answers. */
  ping(queue: string): Promise<void>;
}

/** The queues of the store. Every operation may be done twice when a connection is lost. */
export class StoreBacklog implements Backlog {
  constructor(private readonly session: Session) {}

  add(name: string, { name: job, data, opts }: NewJob): Promise<boolean> {
    return this.session.use(name, async (queue) => {
      await queue.add(job, data, opts);
      if (opts.nonce === undefined) return true;
      const stored = await queue.getJob(opts.jobId);
      const holder: StoredOptions = stored?.opts ?? opts;
      return holder.nonce === opts.nonce;
    });
  }

  async addAll(name: string, jobs: readonly NewJob[]): Promise<void> {
    await this.session.use(name, (queue) => queue.addBulk([...jobs]));
  }

  size(name: string): Promise<number> {
    return this.session.use(name, async (queue) => {
      const { waiting, prioritized } = await countJobs(queue);
      return waiting + prioritized;
    });
  }

  clear(name: string): Promise<number> {
    return clearWaiting((work) => this.session.use(name, work));
  }

  pause(name: string): Promise<void> {
    return this.session.use(name, (queue) => queue.pause());
  }

  resume(name: string): Promise<void> {
    return this.session.use(name, (queue) => queue.resume());
  }

  async ping(name: string): Promise<void> {
    await this.session.use(name, (queue) => queue.isPaused());
  }
}
