// Why: a value that was within bounds may be past the ones that are closer.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { describeType } from "../../model/payload/describe.js";
import { partOf, unfit, unversioned } from "../evidence/payload.js";
import type { BreakingRule } from "../rule.js";

/**
 * Bounds are checked when a job is enqueued and again when it runs. A value that was right when the
 * job was enqueued may be past the new bounds, and then the job fails for good.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       posts: int(1..1000) = 100
 * ```
 *
 * ```tusk expect=narrowed-bounds
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       posts: int(1..100) = 100
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       posts: int(1..5000) = 100
 * ```
 */
const narrowedBounds = defineDiagnostic<{ readonly part: string }>({
  code: "TSK8004",
  name: "narrowed-bounds",
  severity: "warning",
  message: ({ part }) => `${part} has closer bounds now`,
});

/** No bounds are closer than what queued jobs may hold. */
export const checkNarrowedBounds: BreakingRule = {
  category: "payload",
  check: (comparison, report) => {
    for (const found of unversioned(comparison, "bounds")) {
      const { change, job } = found;
      report(
        narrowedBounds(
          { part: partOf(found) },
          {
            at: labelAt(change.after.span, `is ${describeType(change.after)}`),
            related: [labelAt(change.before.span, `was ${describeType(change.before)}`)],
            ...unfit(comparison, job, "whose value is past them"),
          },
        ),
      );
    }
  },
};
