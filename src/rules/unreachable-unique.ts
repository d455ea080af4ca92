// Why: a field that a payload never has is never the reason why two jobs differ.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { quoted, quotedList } from "../schema/wording.js";
import type { Rule } from "./rule.js";

/**
 * `unique` compares payload fields, and this job never has one of them. It would be as if that field
 * were not there: jobs that differ only in what was meant count as the same, and all but one of them
 * are not enqueued.
 *
 * ```tusk expect=unreachable-unique
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *     unique:
 *       by: [userid]
 *       for: "10m"
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
 *     unique:
 *       by: [user_id]
 *       for: "10m"
 * ```
 */
const unreachableUnique = defineDiagnostic<{ readonly job: string; readonly field: string }>({
  code: "TSK5017",
  name: "unreachable-unique",
  severity: "error",
  message: ({ job, field }) =>
    `job ${quoted(job)} is unique by ${quoted(field)}, which its payload does not have`,
});

/** Every job has the fields that it is unique by, whether it says so itself or `queue.jobs` does. */
export const checkUnreachableUnique: Rule = ({ jobs, policy }, report) => {
  for (const { key, keySpan, settings, payload } of jobs) {
    const unique = settings.unique ?? policy.unique;
    if (unique?.value === undefined || payload.kind === "hole") continue;
    const fields = payload.kind === "fields" ? payload.type.fields.map(({ name }) => name) : [];
    const missing = unique.value.by.find((name) => !fields.includes(name));
    if (missing === undefined) continue;
    const meant = didYouMean(missing, fields);
    report(
      unreachableUnique(
        { job: key, field: missing },
        {
          at: labelAt(unique.span),
          related: [labelAt(keySpan, payloadOf(fields))],
          ...(meant !== undefined && { help: meant }),
        },
      ),
    );
  }
};

function payloadOf(fields: readonly string[]): string {
  return fields.length === 0 ? "takes no payload" : `has ${quotedList(fields, "and")}`;
}
