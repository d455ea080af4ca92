// Why: what a retry policy comes to can be computed before any job fails.

import type { Backoff } from "../../schema/types/backoff.js";

/** A retry policy whose parts are all known; durations are milliseconds. */
export interface RetryPolicy {
  readonly retries: number;
  readonly delay: number;
  readonly backoff: Backoff;
  /** No wait is longer. */
  readonly longest: number;
}

/** Every series that grows has passed a million years by then, or doubles no more. */
const MOST_WALKED = 1_100;

/** The wait before retry `n` = 0, 1, ... in milliseconds, without the random part. */
export function waitBefore(n: number, { delay, backoff, longest }: RetryPolicy): number {
  return Math.min(waitOf(n, delay, backoff), longest);
}

/** How long a job that always fails is kept trying, in milliseconds. */
export function lengthOf(policy: RetryPolicy, retries = policy.retries): number {
  let total = 0;
  const walked = walkedOf(policy, retries);
  for (let n = 0; n < walked; n++) total += waitBefore(n, policy);
  return retries === walked ? total : total + (retries - walked) * waitBefore(walked, policy);
}

/** As many retries as are over within `limit` milliseconds; of a very long series not all of them. */
export function retriesWithin(limit: number, policy: RetryPolicy): number {
  let total = 0;
  const walked = walkedOf(policy, policy.retries);
  for (let n = 0; n < walked; n++) {
    total += waitBefore(n, policy);
    if (total > limit) return n;
  }
  return walked;
}

function walkedOf({ backoff }: RetryPolicy, retries: number): number {
  const listed = typeof backoff === "string" ? 0 : backoff.length;
  return Math.min(retries, Math.max(MOST_WALKED, listed));
}

function waitOf(n: number, delay: number, backoff: Backoff): number {
  switch (backoff) {
    case "exponential":
      // Past this power the product of 0 and infinity would be no number.
      return delay * 2 ** Math.min(n, 1_000);
    case "fixed":
      return delay;
    case "sidekiq":
      return (n ** 4 + 15) * 1_000;
    case "delayed_job":
      return ((n + 1) ** 4 + 5) * 1_000;
    default:
      return backoff[Math.min(n, backoff.length - 1)] ?? delay;
  }
}
