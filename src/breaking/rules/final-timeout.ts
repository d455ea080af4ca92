// Why: a run that timed out was tried again, and now it is the last one.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { policyMembers } from "../../schema/policy.js";
import { findCuts, type Judgement, plain } from "../evidence/policy.js";
import type { BreakingRule } from "../rule.js";

/**
 * `on_timeout` is not stored with a job: it holds for those that are queued, too. With `fail`, the first
 * run that takes too long is the last, and the job is dead, whatever retries it was promised. That suits
 * jobs that must not be run twice at once, and loses those that were only slow.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     on_timeout: retry
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk expect=final-timeout
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     on_timeout: fail
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: "10m"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 */
const finalTimeout = defineDiagnostic<{ readonly whose: string }>({
  code: "TSK8022",
  name: "final-timeout",
  severity: "warning",
  message: ({ whose }) => `${whose} will not be retried after a run that timed out`,
});

/** Runs that time out are retried if they were. */
export const checkFinalTimeout: BreakingRule = {
  category: "retries",
  check: (comparison, report) => {
    for (const { whose, at, related } of findCuts(comparison, onTimeout, judgement))
      report(
        finalTimeout(
          { whose },
          {
            at,
            related: [related],
            notes: ["it holds for queued jobs, too: they are dead after such a run"],
          },
        ),
      );
  },
};

const onTimeout = plain(({ on_timeout }) => on_timeout, policyMembers.on_timeout.default);

const judgement: Judgement<string> = {
  isWorse: (is, was) => is === "fail" && was !== "fail",
  describe: (outcome) => (outcome === "fail" ? "fails for good" : "is retried"),
};
