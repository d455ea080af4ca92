// Why: a job is found by its name; what is queued under the old one is not run under the new.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { quoted } from "../../schema/wording.js";
import type { BreakingRule } from "../rule.js";

/**
 * A job is stored under the name of its class, `WelcomeEmailJob` for `welcome_email`. Under another
 * name, with the same payload, it is another job: each run of a job that is queued under the old name
 * fails, until its retries are spent and it is dead. Keep both until none of the old name is queued;
 * they can share what their handlers do.
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
 * ```tusk expect=renamed-job
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_mail:
 *     payload:
 *       user_id: int
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
 *   welcome_mail:
 *     payload:
 *       user_id: int
 * ```
 */
const renamedJob = defineDiagnostic<{ readonly was: string; readonly is: string }>({
  code: "TSK8012",
  name: "renamed-job",
  severity: "warning",
  message: ({ was, is }) => `job ${was} is called ${is} now`,
});

/** No job has another name than queued ones. */
export const checkRenamedJob: BreakingRule = {
  category: "jobs",
  check: ({ gone }, report) => {
    for (const { job, renamed } of gone) {
      if (renamed === undefined) continue;
      const stored = job.names?.className ?? job.key;
      report(
        renamedJob(
          { was: quoted(job.key), is: quoted(renamed.key) },
          {
            at: labelAt(renamed.keySpan, "new, with the same payload"),
            related: [labelAt(job.keySpan, `queued as \`${stored}\``)],
            notes: [
              "a queued one fails at each run, since no code knows its name, until its retries are spent",
            ],
            help: `keep ${quoted(job.key)} beside it until none is queued`,
          },
        ),
      );
    }
  },
};
