// Why: a worker and a test agree on when a job is too old to run, retries included.

import type { ResolvedPolicy } from "../settings/policy.js";

/**
 * Whether a job may not run any more.
 * @param due when it was due for its first run, in epoch milliseconds, as is `now`
 */
export function isExpired(due: number, now: number, { expiresIn }: ResolvedPolicy): boolean {
  return expiresIn !== undefined && now > due + expiresIn;
}
