// Why: a value of the type that was is refused where another type is asked for.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { describeType } from "../../model/payload/describe.js";
import { partOf, unfit, unversioned } from "../evidence/payload.js";
import type { BreakingRule } from "../rule.js";

/**
 * Payloads are checked when a job runs. A value that was enqueued as something else is not converted:
 * the job fails for good. A type that takes all that it took before is no break: `int` may become
 * `float`, `email` may become `string`, and any type may become optional, `| null`, or `json`.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 * ```
 *
 * ```tusk expect=changed-type
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: uuid
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
 *       account: uuid?
 * ```
 */
const changedType = defineDiagnostic<{ readonly part: string }>({
  code: "TSK8003",
  name: "changed-type",
  severity: "warning",
  message: ({ part }) => `${part} is of another type now`,
});

/** Every field takes the values that queued jobs hold. */
export const checkChangedType: BreakingRule = {
  category: "payload",
  check: (comparison, report) => {
    for (const found of unversioned(comparison, "type")) {
      const { change, job } = found;
      report(
        changedType(
          { part: partOf(found) },
          {
            at: labelAt(change.after.span, `is ${describeType(change.after)}`),
            related: [labelAt(change.before.span, `was ${describeType(change.before)}`)],
            ...unfit(comparison, job, "that holds a value of the type before"),
          },
        ),
      );
    }
  },
};
