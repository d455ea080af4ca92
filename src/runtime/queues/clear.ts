// Why: BullMQ's own `drain` may take the wrong entry from the list of waiting jobs when one of them
// belongs to a schedule, which ends the schedule. Its `clean` keeps them apart.

import type { StoreQueue } from "../stores/queue.js";

/** Jobs removed in one call: the store does nothing else meanwhile. */
const SLICE = 1000;

/** `clean` spares jobs that are younger than this, in milliseconds; clocks differ, so the future counts too. */
const GRACE = -365 * 86_400_000;

/** A delayed job may become ready meanwhile, never the other way round. */
const STATES = ["delayed", "prioritized", "wait"] as const;

/** Removes all jobs of a queue that wait, but for those of schedules; answers how many. */
export async function clearWaiting(
  use: <T>(work: (queue: StoreQueue) => Promise<T>) => Promise<T>,
): Promise<number> {
  let cleared = 0;
  for (const state of STATES) {
    for (let removed = -1; removed !== 0; cleared += removed) {
      removed = (await use((queue) => queue.clean(GRACE, SLICE, state))).length;
    }
  }
  return cleared;
}
