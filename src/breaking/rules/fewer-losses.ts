// Why: a job that was lost a few times waits for its next run, and is declared dead instead.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { policyMembers } from "../../schema/policy.js";
import { findCuts, noLess, plain } from "../evidence/policy.js";
import type { BreakingRule } from "../rule.js";

/**
 * A job is lost when its process dies or is silent for too long, as in a deployment. It runs again, and
 * how often that has happened is stored with it. `max_stalled` is not: with a lower one, a queued job that
 * was lost more often is dead as soon as a worker takes it.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     max_stalled: 5
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk expect=fewer-losses
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     max_stalled: 1
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     max_stalled: 8
 *
 * jobs:
 *   welcome_email: {}
 * ```
 */
const fewerLosses = defineDiagnostic<{ readonly whose: string; readonly losses: string }>({
  code: "TSK8023",
  name: "fewer-losses",
  severity: "warning",
  message: ({ whose, losses }) => `${whose} may be lost less often: ${losses}`,
});

/** No job is given up after fewer losses. */
export const checkFewerLosses: BreakingRule = {
  category: "retries",
  check: (comparison, report) => {
    for (const { whose, was, is, at, related } of findCuts(
      comparison,
      maxStalled,
      noLess(describe),
    ))
      report(
        fewerLosses(
          { whose, losses: `${is} instead of ${was}` },
          {
            at,
            related: [related],
            notes: [
              "it holds for queued jobs, too: one that was lost with its process more often is dead when it is taken",
            ],
          },
        ),
      );
  },
};

const maxStalled = plain(({ max_stalled }) => max_stalled, policyMembers.max_stalled.default);

function describe(losses: number): string {
  return losses === 1 ? "1 loss" : `${losses} losses`;
}
