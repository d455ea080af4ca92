// Why: a default is filled in when a job is enqueued, so that jobs that wait keep the one that was.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { partOf, unversioned } from "../evidence/payload.js";
import type { BreakingRule } from "../rule.js";

/**
 * Defaults are filled in when a job is enqueued. Jobs that are already queued hold the default that
 * was, and run with it. Nothing breaks; where the new one matters, raise `version` and set it in
 * `upcast`.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       tone: warm | plain = warm
 * ```
 *
 * ```tusk expect=changed-default
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       tone: warm | plain = plain
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
 *       tone: warm | plain = warm
 * ```
 */
const changedDefault = defineDiagnostic<{ readonly part: string }>({
  code: "TSK8007",
  name: "changed-default",
  severity: "hint",
  message: ({ part }) => `${part} has another default now`,
});

/** Tells of defaults that queued jobs do not get. */
export const checkChangedDefault: BreakingRule = {
  category: "payload",
  check: (comparison, report) => {
    for (const found of unversioned(comparison, "default")) {
      const { before, field, was, is } = found.change;
      report(
        changedDefault(
          { part: partOf(found) },
          {
            at: labelAt(field.type.span, `\`${JSON.stringify(is)}\` from now on`),
            related: [labelAt(before.type.span, `\`${JSON.stringify(was)}\` in queued jobs`)],
            notes: [
              "a default is filled in when a job is enqueued; queued jobs run with the one they got",
            ],
          },
        ),
      );
    }
  },
};
