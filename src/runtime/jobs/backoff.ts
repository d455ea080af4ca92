// Why: the wait before a retry is computed by us, from what was decided when the job was enqueued, so
// that every kind has jitter and a cap and two stores agree.

import { assertUnreachable } from "../bug.js";
import type { Backoff } from "../settings/policy.js";

/** The type under which our strategy is stored with a job. */
export const BACKOFF_TYPE = "tusk";

/** No wait is longer, whatever a series computes: a year, in milliseconds. */
const LONGEST_WAIT = 365 * 86_400_000;

/**
 * The wait before a retry, in milliseconds.
 * @param retry counts from 0
 * @param random yields numbers from 0 up to, not including, 1
 */
export function waitBefore(retry: number, backoff: Backoff, random: () => number): number {
  const wait = baseWait(retry, backoff, random);
  const spread = backoff.jitter === 0 ? 1 : 1 + backoff.jitter * (2 * random() - 1);
  return Math.round(Math.min(wait * spread, backoff.max ?? LONGEST_WAIT, LONGEST_WAIT));
}

function baseWait(retry: number, backoff: Backoff, random: () => number): number {
  switch (backoff.kind) {
    case "exponential":
      // Past this power the product of 0 and infinity would be no number.
      return backoff.delay * 2 ** Math.min(retry, 1000);
    case "fixed":
      return backoff.delay;
    case "sidekiq":
      return 1000 * (retry ** 4 + 15 + Math.floor(random() * 10) * (retry + 1));
    case "delayed_job":
      return 1000 * (5 + (retry + 1) ** 4);
    case "list":
      return backoff.delays?.[Math.min(retry, backoff.delays.length - 1)] ?? backoff.delay;
    default:
      return assertUnreachable(backoff.kind);
  }
}
