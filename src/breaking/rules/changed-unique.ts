// Why: what is queued keeps out what is the same by the fields that were, and nothing else.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { quotedList } from "../../schema/wording.js";
import { findCuts, type Judgement, type PolicySetting, plain } from "../evidence/policy.js";
import type { BreakingRule } from "../rule.js";

/**
 * The values of the fields in `unique.by` are stored with a job as its key, in the order in which they are
 * listed. After a change of the fields, or of their order, no new job has the key of a queued one, and is
 * added beside it: the work is done twice. What `for` says is stored too, and changing it breaks nothing.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       tone: string = "warm"
 *     unique:
 *       by: [user_id]
 * ```
 *
 * ```tusk expect=changed-unique
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       tone: string = "warm"
 *     unique:
 *       by: [user_id, tone]
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
 *       tone: string = "warm"
 *     unique:
 *       by: [user_id]
 *       for: "1h"
 * ```
 */
const changedUnique = defineDiagnostic<{ readonly whose: string; readonly fields: string }>({
  code: "TSK8025",
  name: "changed-unique",
  severity: "warning",
  message: ({ whose, fields }) => `${whose} will be unique by ${fields}`,
});

/** Jobs that are told apart are told apart by the fields that were. */
export const checkChangedUnique: BreakingRule = {
  category: "jobs",
  check: (comparison, report) => {
    for (const { whose, was, is, at, related } of findCuts(comparison, uniqueBy, judgement))
      report(
        changedUnique(
          { whose, fields: `${listOf(is)}, no longer by ${listOf(was)}` },
          {
            at,
            related: [related],
            notes: [
              "queued jobs keep the keys that they were enqueued with, so the same work is enqueued beside them once more",
            ],
          },
        ),
      );
  },
};

type Fields = readonly string[];

/** No fields: a job keeps no other out. */
const NONE: Fields = [];

const uniqueBy: PolicySetting<Fields> = plain(
  ({ unique }) => unique && { value: unique.value?.by, span: unique.span },
  NONE,
);

const judgement: Judgement<Fields> = {
  isWorse: (is, was) =>
    is.length > 0 && was.length > 0 && JSON.stringify(is) !== JSON.stringify(was),
  describe: (fields) => `by ${listOf(fields)}`,
};

function listOf(fields: Fields): string {
  return quotedList(fields, "and");
}
