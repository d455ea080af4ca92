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

/** Enough to pass any limit that matters; a policy of millions of retries is not walked. */
const MOST_WALKED = 10_000;

/** The wait before retry `n` = 0, 1, ... in milliseconds, without the random part. */
export function waitBefore(n: number, { delay, backoff, longest }: RetryPolicy): number {
  return Math.min(waitOf(n, delay, backoff), longest);
}

/** How long a job that always fails is kept trying, in milliseconds. */
export function lengthOf(policy: RetryPolicy, retries = policy.retries): number {
  let total = 0;
  const walked = Math.min(retries, MOST_WALKED);
  for (let n = 0; n < walked; n++) total += waitBefore(n, policy);
  return total + (retries - walked) * waitBefore(walked, policy);
}

/** The most retries that are over within `limit` milliseconds, up to those of the policy. */
export function retriesWithin(limit: number, policy: RetryPolicy): number {
  let total = 0;
  const walked = Math.min(policy.retries, MOST_WALKED);
  for (let n = 0; n < walked; n++) {
    total += waitBefore(n, policy);
    if (total > limit) return n;
  }
  return walked;
}

function waitOf(n: number, delay: number, backoff: Backoff): number {
  switch (backoff) {
    case "exponential":
      return delay * 2 ** n;
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
