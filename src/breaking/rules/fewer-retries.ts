// Why: a job that was given up after a day may be given up after minutes.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { counted } from "../../schema/wording.js";
import { retries } from "../evidence/bounds.js";
import { findCuts, noLess } from "../evidence/policy.js";
import type { BreakingRule } from "../rule.js";

/**
 * How often a job is retried is stored with it when it is enqueued. Jobs that are queued keep the
 * retries that they were promised; those that are enqueued from now on are dead sooner. Where a
 * service behind a handler is away for longer than the retries last, that loses jobs.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     retry_attempts: 8
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk expect=fewer-retries
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     retry_attempts: 2
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     retry_attempts: 10
 *
 * jobs:
 *   welcome_email: {}
 * ```
 */
const fewerRetries = defineDiagnostic<{ readonly whose: string; readonly retries: string }>({
  code: "TSK8015",
  name: "fewer-retries",
  severity: "warning",
  message: ({ whose, retries }) => `${whose} will be retried less often: ${retries}`,
});

/** No job is given up after fewer retries. */
export const checkFewerRetries: BreakingRule = {
  category: "retries",
  check: (comparison, report) => {
    for (const { whose, was, is, at, related } of findCuts(comparison, retries, noLess(describe)))
      report(
        fewerRetries(
          { whose, retries: `${is} instead of ${was}` },
          {
            at,
            related: [related],
            notes: [
              `queued jobs keep the ${describe(was)} that they were enqueued with; later ones are dead after ${counted(is + 1, "run")}`,
            ],
          },
        ),
      );
  },
};

function describe(retries: number): string {
  return counted(retries, "retry");
}
