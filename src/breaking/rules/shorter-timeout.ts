// Why: a run that was within its time is past it, and no retry has more.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { describeDuration } from "../../schema/wording.js";
import { timeout } from "../evidence/bounds.js";
import { findCuts, noLess } from "../evidence/policy.js";
import type { BreakingRule } from "../rule.js";

/**
 * The timeout is not stored with a job: those that are queued are run with the new one. A run that
 * takes longer than it fails, and so does each retry, until the job is dead. The histogram of run
 * times in the metrics says how long runs take.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: "15m"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk expect=shorter-timeout
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: "1m"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: "20m"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 */
const shorterTimeout = defineDiagnostic<{ readonly whose: string; readonly time: string }>({
  code: "TSK8016",
  name: "shorter-timeout",
  severity: "warning",
  message: ({ whose, time }) => `${whose} will have less time for a run: ${time}`,
});

/** No run is stopped sooner. */
export const checkShorterTimeout: BreakingRule = {
  category: "retries",
  check: (comparison, report) => {
    const cuts = findCuts(comparison, timeout, noLess(describeDuration));
    for (const { whose, was, is, at, related } of cuts)
      report(
        shorterTimeout(
          { whose, time: `${describeDuration(is)} instead of ${describeDuration(was)}` },
          {
            at,
            related: [related],
            notes: [
              "it holds for queued jobs, too; a run that takes longer fails, and so do its retries",
            ],
          },
        ),
      );
  },
};
