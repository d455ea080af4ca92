// Why: one live job of a queue has a unique key, also where no store keeps count of them.

import type { NewJob } from "../queues/backlog.js";

/** Who holds which unique key. */
export class UniqueKeys {
  readonly #holders = new Map<string, { readonly id: string; readonly until: number }>();

  /**
   * Takes the key of a job, if it has one; answers the id of the job that holds it already.
   * @param now milliseconds
   */
  take(queue: string, { opts }: NewJob, now: number): string | undefined {
    const { deduplication, jobId } = opts;
    if (deduplication === undefined) return undefined;
    const key = `${queue}:${deduplication.id}`;
    const holder = this.#holders.get(key);
    if (holder !== undefined && now < holder.until) return holder.id;
    this.#holders.set(key, { id: jobId, until: now + (deduplication.ttl ?? Infinity) });
    return undefined;
  }

  /** Gives up the key of a job that is over. */
  release(queue: string, { deduplication, jobId }: NewJob["opts"]): void {
    const key = `${queue}:${deduplication?.id}`;
    if (this.#holders.get(key)?.id === jobId) this.#holders.delete(key);
  }

  clear(): void {
    this.#holders.clear();
  }
}
