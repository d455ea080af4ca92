// Why: in a test, jobs wait in memory and under a clock that only `drain` moves.

import { UniqueKeys } from "../runtime/jobs/unique-keys.js";
import type { Added, Backlog, NewJob } from "../runtime/queues/backlog.js";

/** A job that waits. */
export interface WaitingJob extends NewJob {
  readonly queue: string;
  /** When it was enqueued and when it may run, in epoch milliseconds of the test's clock. */
  readonly enqueued: number;
  readonly due: number;
  /** Order of arrival. */
  readonly order: number;
  /** Runs it has had. */
  readonly runs: number;
}

/** Queues in memory. */
export class MemoryBacklog implements Backlog {
  readonly #waiting = new Set<WaitingJob>();
  readonly #ids = new Set<string>();
  readonly #keys = new UniqueKeys();
  readonly #paused = new Set<string>();
  #arrived = 0;

  /** @param now where the clock starts, in epoch milliseconds; it stands still but for `take` */
  constructor(public now: number) {}

  /** In order of arrival. */
  get waiting(): readonly WaitingJob[] {
    return [...this.#waiting];
  }

  async add(queue: string, job: NewJob): Promise<Added> {
    const { jobId } = job.opts;
    const id = `${queue}:${jobId}`;
    if (this.#ids.has(id)) return { id: jobId, deduplicated: true };
    const live = this.#keys.take(queue, job, this.now);
    if (live !== undefined) return { id: live, deduplicated: true };
    this.#ids.add(id);
    this.#put({ ...job, queue, enqueued: this.now, runs: 0 }, job.opts.delay ?? 0);
    return { id: jobId, deduplicated: false };
  }

  async addAll(queue: string, jobs: readonly NewJob[]): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const job of jobs) ids.push((await this.add(queue, job)).id);
    return ids;
  }

  async size(queue: string): Promise<number> {
    return this.waiting.filter((job) => job.queue === queue && job.due <= this.now).length;
  }

  async clear(queue: string): Promise<number> {
    const cleared = this.waiting.filter((job) => job.queue === queue);
    for (const job of cleared) {
      this.#waiting.delete(job);
      this.finish(job);
    }
    return cleared.length;
  }

  async pause(queue: string): Promise<void> {
    this.#paused.add(queue);
  }

  async resume(queue: string): Promise<void> {
    this.#paused.delete(queue);
  }

  async ping(): Promise<void> {}

  /** Takes out the job that runs next, and moves the clock to its time. Paused queues keep theirs. */
  take(): WaitingJob | undefined {
    const [next] = this.waiting.filter((job) => !this.#paused.has(job.queue)).sort(byTurn);
    if (next === undefined) return undefined;
    this.#waiting.delete(next);
    this.now = Math.max(this.now, next.due);
    return next;
  }

  /** Puts a job that failed back, to run after `wait` milliseconds. */
  retry(job: WaitingJob, wait: number): void {
    this.#put({ ...job, runs: job.runs + 1 }, wait);
  }

  /** A job that was taken out is done, dead, or expired: it keeps no other out any more. */
  finish({ queue, opts }: WaitingJob): void {
    this.#keys.release(queue, opts);
  }

  /** Forgets all jobs and their ids. */
  reset(): void {
    this.#waiting.clear();
    this.#ids.clear();
    this.#keys.clear();
    this.#paused.clear();
  }

  #put(job: Omit<WaitingJob, "due" | "order">, wait: number): void {
    this.#waiting.add({ ...job, due: this.now + wait, order: this.#arrived++ });
  }
}

function byTurn(a: WaitingJob, b: WaitingJob): number {
  return a.due - b.due || (a.opts.priority ?? 0) - (b.opts.priority ?? 0) || a.order - b.order;
}
