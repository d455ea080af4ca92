// Why: what was allowed to be `null` may be `null` in payloads that wait.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { partOf, unfit, unversioned } from "../evidence/payload.js";
import type { BreakingRule } from "../rule.js";

/**
 * `null` is a value of its own: an optional field or one with a default does not take it. A job that
 * was enqueued with `null` fails for good when the type no longer has it.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       note: "string | null"
 * ```
 *
 * ```tusk expect=removed-null
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       note: string
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
 *       note: "string | null"
 * ```
 */
const removedNull = defineDiagnostic<{ readonly part: string }>({
  code: "TSK8006",
  name: "removed-null",
  severity: "warning",
  message: ({ part }) => `${part} cannot be \`null\` any more`,
});

/** What may be `null` in queued jobs still may. */
export const checkRemovedNull: BreakingRule = {
  category: "payload",
  check: (comparison, report) => {
    for (const found of unversioned(comparison, "null")) {
      const { change, job } = found;
      report(
        removedNull(
          { part: partOf(found) },
          {
            at: labelAt(change.after.span),
            related: [labelAt(change.before.span, "could be `null`")],
            ...unfit(comparison, job, "that holds `null`"),
          },
        ),
      );
    }
  },
};
