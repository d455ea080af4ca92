// Why: a schedule of a job that does not exist would fill the store with work for nobody.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { JobReference } from "../model/model.js";
import { correction } from "../schema/correction.js";
import { quoted } from "../schema/wording.js";
import type { Rule } from "./rule.js";

/**
 * Schedules run jobs of this file, by their key or class. One that is not declared has no handler:
 * the schedule would fill the store with work for nobody.
 *
 * ```tusk expect=unknown-job
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   nightly:
 *     job: cleanup_data
 *     cron: "0 3 * * *"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   nightly:
 *     job: data_cleanup
 *     cron: "0 3 * * *"
 * ```
 */
const unknownJob = defineDiagnostic<{ readonly schedule: string; readonly job: string }>({
  code: "TSK5002",
  name: "unknown-job",
  severity: "error",
  message: ({ schedule, job }) =>
    `schedule ${quoted(schedule)} runs job ${quoted(job)}, which is not declared`,
});

/** Schedules name jobs of this file, by key or class. */
export const checkUnknownJob: Rule = (model, report) => {
  const { jobs, jobsComplete, recurring, groups } = model;
  if (!jobsComplete) return;
  const accepted = jobs.map((job) => job.key);
  const check = (schedule: string, { name, span, job }: JobReference) => {
    if (job !== undefined) return;
    const slip = { span, written: name, accepted };
    const notes = accepted.length === 0 ? ["this file declares no jobs"] : [];
    report(unknownJob({ schedule, job: name }, { at: labelAt(span), notes, ...correction(slip) }));
  };
  for (const { key, job } of recurring) if (job !== undefined) check(key, job);
  for (const { key, after } of groups) for (const member of after) check(key, member.job);
};
