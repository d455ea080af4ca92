// Why: what a stored payload holds and no field takes is dropped, and nobody is told.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { type Label, labelAt } from "../../diagnostics/diagnostic.js";
import type { PayloadChange } from "../../model/payload/changes.js";
import type { Field } from "../../model/payload/type.js";
import { quoted, quotedList } from "../../schema/wording.js";
import type { JobChange } from "../comparison.js";
import { keepsVersion, raiseVersion } from "../evidence/payload.js";
import type { BreakingRule } from "../rule.js";

/**
 * A field that a payload holds and the code does not know is dropped when the job runs. For a field
 * that nobody needs any more that is well. But a field with another name is a new field: its value is
 * lost, and the job runs with the default.
 *
 * A process that still runs the code before this change fails jobs that lack a field that it needs.
 * With `version` raised, newer jobs wait for newer code, and older payloads pass `upcast`.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       note: string = "hi"
 * ```
 *
 * ```tusk expect=removed-field
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       greeting: string = "hi"
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
 *       note: string = "hi"
 *       greeting: string = "hi"
 * ```
 */
const removedField = defineDiagnostic<{ readonly fields: string; readonly job: string }>({
  code: "TSK8002",
  name: "removed-field",
  severity: "warning",
  message: ({ fields, job }) => `${fields} of job ${job} would be dropped`,
});

type Removed = Extract<PayloadChange, { readonly kind: "removed" }>;

/** Every field that a queued job may hold is still there. */
export const checkRemovedField: BreakingRule = {
  category: "payload",
  check: (comparison, report) => {
    for (const job of comparison.jobs.filter(keepsVersion)) {
      const { after } = job;
      const removed = job.payload.filter((change) => change.kind === "removed");
      if (removed.length === 0) continue;
      const fields = quotedList(
        removed.map(({ path }) => path),
        "and",
      );
      report(
        removedField(
          { fields, job: quoted(after.key) },
          {
            at: placeOf(job, removed),
            related: removed.map(({ field }) => labelAt(field.nameSpan, "was here")),
            notes: [
              "a queued job holds it; what no field takes is left out when the job runs, without a word",
            ],
            help: raiseVersion(after),
          },
        ),
      );
    }
  },
};

/** The field that it may have become, else the job. */
function placeOf({ after }: JobChange, removed: readonly Removed[]): Label {
  const [renamed] = removed.flatMap(({ renamed }): Field[] => (renamed ? [renamed] : []));
  if (renamed === undefined) return labelAt(after.keySpan, "takes it no more");
  return labelAt(renamed.nameSpan, "if this is its new name, its value is lost");
}
