// Why: a field that must be there is missing from every payload that was stored before it was declared.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { quoted } from "../../schema/wording.js";
import { declared, partOf, unfit, unversioned } from "../evidence/payload.js";
import type { BreakingRule } from "../rule.js";

/**
 * Payloads are checked when a job runs. One that was enqueued before this field was declared, or while
 * it could be left out, may lack it, and the job fails for good. A default fills it in; so does
 * `upcast`, when `version` is raised.
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
 * ```tusk expect=required-field
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       language: string
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
 *       language: string = en
 * ```
 */
const requiredField = defineDiagnostic<{ readonly part: string }>({
  code: "TSK8001",
  name: "required-field",
  severity: "warning",
  message: ({ part }) => `${part} must be there now`,
});

/** No field must be there that a queued job may lack. */
export const checkRequiredField: BreakingRule = {
  category: "payload",
  check: (comparison, report) => {
    for (const found of unversioned(comparison, "added", "required")) {
      const { change, job } = found;
      const isNew = change.kind === "added";
      const was = isNew
        ? declared(job, "declared without it")
        : labelAt(change.before.nameSpan, "could be left out");
      report(
        requiredField(
          { part: partOf(found) },
          {
            at: labelAt(change.field.nameSpan, isNew ? "new, and without a default" : undefined),
            related: [was],
            ...unfit(comparison, job, `without ${quoted(change.path)}`, "give it a default"),
          },
        ),
      );
    }
  },
};
