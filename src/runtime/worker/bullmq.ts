// Why: everything of BullMQ that is not promised to embedders is named in this one file, and its
// contract tests fail when a new version changes it.
//
// We lean on: `processJob` (public) running one job and completing or failing it; `fetchNextCallback`
// being asked after the handler has settled whether to fetch the next job of the same queue in that
// round trip, perhaps more than once; `backend.moveToActive` answering
// `[data, id, milliseconds of rate limit, epoch milliseconds of the next delayed job]`;
// `nextJobFromJobData` and `lockManager` (protected); the key and the base member of a queue's marker.

import {
  type BackendFactory,
  type IQueueBackend,
  type Job,
  QueueKeys,
  Worker,
  type WorkerOptions,
} from "bullmq";

/** The member that marks a queue with jobs to run. */
export const BASE_MARKER = "0";

/** A job as the store holds it. */
export type StoredJob = Job<unknown, unknown, string>;

/** What a look into a queue found. */
export interface Fetched {
  readonly job: StoredJob | undefined;
  /** Milliseconds for which the queue's rate limit forbids a start; 0 when it does not. */
  readonly limit: number;
  /** When the next delayed job is due, in epoch milliseconds; 0 when there is none. */
  readonly until: number;
}

/** The key under which Redis tells sleeping workers that a queue has work. */
export function markerKey(prefix: string, queue: string): string {
  return new QueueKeys(prefix).toKey(queue, "marker");
}

/** A BullMQ worker of one queue that fetches and runs only what it is told to. */
export class SlotWorker extends Worker<unknown, unknown, string, IQueueBackend> {
  constructor(
    queue: string,
    process: (job: StoredJob, token: string | undefined) => Promise<unknown>,
    options: WorkerOptions,
    factory: BackendFactory | undefined,
  ) {
    super(queue, process, { ...options, autorun: false }, factory as BackendFactory);
  }

  /** Starts what `run` would start, but for the loop: lock renewal and the search for lost jobs. */
  async arm(): Promise<void> {
    await this.waitUntilReady();
    await this.startStalledCheckTimer();
    this.lockManager.start();
  }

  /** Takes the next job of the queue, under this lock. */
  async fetch(token: string): Promise<Fetched> {
    const [data, id, limit, until] = await this.backend.moveToActive(token, this.opts.name);
    const job = data ? await this.nextJobFromJobData(data, id, token) : undefined;
    return { job, limit: limit || 0, until: until || 0 };
  }

  /** Puts a job back to where it waited, without counting a run. */
  async giveBack(job: StoredJob): Promise<void> {
    this.lockManager.untrackJob(job.id ?? "");
    await job.moveToWait(job.token);
  }

  /** `resume` of a worker that never ran starts BullMQ's own loop; here it must not. */
  override async resume(): Promise<void> {}

  /** No connection of its own to block on: one wake-up serves all queues of the process. */
  protected override createBackend(): void {
    this.backend = this.backendFactory(this.name, this.opts, { withBlockingConnection: false });
  }
}
