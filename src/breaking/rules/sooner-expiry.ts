// Why: a job that may wait no longer is left out, and nothing tells of it but a number.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { describeDuration } from "../../schema/wording.js";
import { findCuts, noLess, plain } from "../evidence/policy.js";
import type { BreakingRule } from "../rule.js";

/**
 * `expires_in` is not stored with a job: it holds for those that are queued, too. One that has been due
 * for longer is not run when its turn comes. It ends as expired, which is no failure: no handler is called,
 * and it is not among the dead. After a pause of a queue, that may be all that waits in it.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     expires_in: "2d"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk expect=sooner-expiry
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     expires_in: "1h"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     expires_in: "3d"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 */
const soonerExpiry = defineDiagnostic<{ readonly whose: string; readonly time: string }>({
  code: "TSK8024",
  name: "sooner-expiry",
  severity: "warning",
  message: ({ whose, time }) => `${whose} will expire ${time}`,
});

/** No job expires sooner. */
export const checkSoonerExpiry: BreakingRule = {
  category: "retries",
  check: (comparison, report) => {
    for (const { whose, was, is, at, related } of findCuts(comparison, expiresIn, noLess(describe)))
      report(
        soonerExpiry(
          {
            whose,
            time: `after ${describeDuration(is)}${was === NEVER ? "" : `, not ${describeDuration(was)}`}`,
          },
          {
            at,
            related: [related],
            notes: [
              "it holds for queued jobs, too: one that has been due for longer is not run, and is not among the dead",
            ],
          },
        ),
      );
  },
};

const NEVER = Number.POSITIVE_INFINITY;

const expiresIn = plain(({ expires_in }) => expires_in, NEVER);

function describe(time: number): string {
  return time === NEVER ? "waits for as long as it takes" : describeDuration(time);
}
