// Why: a text that could be chosen may stand in payloads that wait.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { quotedList } from "../../schema/wording.js";
import { partOf, unfit, unversioned } from "../evidence/payload.js";
import type { BreakingRule } from "../rule.js";

/**
 * A text of a list of texts may have been chosen by jobs that still wait. When it is none of the list
 * any more, they fail for good. Take it out in two steps: first let nobody enqueue it, and drop it
 * once the queues are through.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       format: csv | json | pdf = csv
 * ```
 *
 * ```tusk expect=removed-choice
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       format: csv | json = csv
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
 *       format: csv | json | pdf | xlsx = csv
 * ```
 */
const removedChoice = defineDiagnostic<{ readonly part: string; readonly gone: string }>({
  code: "TSK8005",
  name: "removed-choice",
  severity: "warning",
  message: ({ part, gone }) => `${part} cannot be ${gone} any more`,
});

/** Every text that queued jobs may have chosen is still one of the list. */
export const checkRemovedChoice: BreakingRule = {
  category: "payload",
  check: (comparison, report) => {
    for (const found of unversioned(comparison, "choices")) {
      const { change, job } = found;
      const gone = quotedList(change.gone, "or");
      report(
        removedChoice(
          { part: partOf(found), gone },
          {
            at: labelAt(change.after.span),
            related: [labelAt(change.before.span, `${gone} could be chosen`)],
            ...unfit(comparison, job, `that chose ${gone}`),
          },
        ),
      );
    }
  },
};
