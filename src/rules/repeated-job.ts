// Why: a group's jobs are keys, and one job has two spellings; the second wait would win unseen.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Job, JobReference } from "../model/model.js";
import { quoted } from "../schema/wording.js";
import type { Rule } from "./rule.js";

/**
 * A group names each job once. A job has two spellings, its key and its class; written both ways,
 * only one of the two waits could apply.
 *
 * ```tusk expect=repeated-job
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email: {}
 *
 * schedules:
 *   user_tasks:
 *     after:
 *       welcome_email: "1h"
 *       WelcomeEmailJob: "1d"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email: {}
 *
 * schedules:
 *   user_tasks:
 *     after:
 *       welcome_email: "1h"
 * ```
 */
const repeatedJob = defineDiagnostic<{ readonly schedule: string; readonly job: string }>({
  code: "TSK5016",
  name: "repeated-job",
  severity: "error",
  message: ({ schedule, job }) => `schedule ${quoted(schedule)} runs job ${quoted(job)} twice`,
});

/** A group names each job once. */
export const checkRepeatedJob: Rule = ({ groups }, report) => {
  for (const group of groups) {
    const first = new Map<Job, JobReference>();
    for (const { job: reference } of group.after) {
      if (reference.job === undefined) continue;
      const other = first.get(reference.job);
      if (other === undefined) {
        first.set(reference.job, reference);
        continue;
      }
      const at = labelAt(reference.span);
      const related = [labelAt(other.span, "the same job")];
      report(repeatedJob({ schedule: group.key, job: reference.job.key }, { at, related }));
    }
  }
};
