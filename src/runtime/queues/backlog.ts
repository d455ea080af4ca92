// Why: what a queue manager asks of the place where jobs go. That is the store; a test puts its own
// memory there, and everything before it (payload checks, policy, ids) stays the same.

import type { StoredOptions } from "../jobs/options.js";
import { countJobs, type StoreQueue } from "../stores/queue.js";
import { clearWaiting } from "./clear.js";
import type { Session } from "./session.js";

/** A job on its way: its payload is checked, its policy applied, its id chosen. */
export interface NewJob {
  readonly name: string;
  readonly data: unknown;
  readonly opts: StoredOptions & { readonly jobId: string };
}

/** The job that an enqueue ends in. */
export interface Added {
  readonly id: string;
  /** It was there already, under its id or as the live one of its unique key. */
  readonly deduplicated: boolean;
}

export interface Backlog {
  add(queue: string, job: NewJob): Promise<Added>;
  /**
   * Adds jobs whose ids are new; answers for each with an id, that of the live one of its unique key, or
   * with why it alone was not added.
   */
  addAll(queue: string, jobs: readonly NewJob[]): Promise<readonly (string | Error)[]>;
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

  add(name: string, job: NewJob): Promise<Added> {
    return this.session.use(name, async (queue) => {
      const id = await addUnlessLive(queue, job);
      const isOwn = id === job.opts.jobId && (await isHolder(queue, job));
      return { id, deduplicated: !isOwn };
    });
  }

  async addAll(name: string, jobs: readonly NewJob[]): Promise<readonly string[]> {
    const ids: string[] = [];
    if (jobs.some(({ opts }) => opts.deduplication !== undefined)) {
      for (const job of jobs) ids.push((await this.add(name, job)).id);
      return ids;
    }
    await this.session.use(name, (queue) => queue.addBulk([...jobs]));
    return jobs.map(({ opts }) => opts.jobId);
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

/** In these states a job keeps nobody out; `unknown` is a job that is gone. */
const OVER: ReadonlySet<string> = new Set(["completed", "failed", "unknown"]);

/** Whoever adds at the same moment may take the key again, and be done again. */
const ADDS_MAX = 5;

/**
 * Adds a job unless a live one has its unique key; answers the id of the one that is there now. BullMQ
 * keeps a key that has a time for that time, though the job be done, so the key of such a job is given up.
 */
async function addUnlessLive(queue: StoreQueue, { name, data, opts }: NewJob): Promise<string> {
  for (let adds = 1; ; adds++) {
    const { id = opts.jobId } = await queue.add(name, data, opts);
    const key = opts.deduplication?.id;
    if (id === opts.jobId || key === undefined || adds === ADDS_MAX) return id;
    if (!OVER.has(await queue.getJobState(id))) return id;
    await queue.backend.removeDeduplicationKey(key, id);
  }
}

/** Whether the job under this id is the one that this enqueue added. */
async function isHolder(queue: StoreQueue, { opts }: NewJob): Promise<boolean> {
  if (opts.nonce === undefined) return true;
  const stored = await queue.getJob(opts.jobId);
  const holder: StoredOptions = stored?.opts ?? opts;
  return holder.nonce === opts.nonce;
}
