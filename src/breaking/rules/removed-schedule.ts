// Why: nobody is there to miss a recurring job.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { quotedList } from "../../schema/wording.js";
import { goneSchedules } from "../evidence/schedules.js";
import type { BreakingRule } from "../rule.js";

/**
 * A recurring job is enqueued by an entry in the store, which `tsk-gen apply` brings in line with the
 * file. It takes out what the file no longer has, and the job runs no more. Until then the entry goes
 * on, with a job that the code may not have any longer.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   nightly: { job: data_cleanup, cron: "0 3 * * *" }
 * ```
 *
 * ```tusk expect=removed-schedule
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
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
 *   nightly: { job: data_cleanup, cron: "0 4 * * *" }
 * ```
 */
const removedSchedule = defineDiagnostic<{ readonly keys: string; readonly one: boolean }>({
  code: "TSK8020",
  name: "removed-schedule",
  severity: "warning",
  message: ({ keys, one }) => (one ? `schedule ${keys} is gone` : `the schedules ${keys} are gone`),
});

/** Every job that recurred still does. */
export const checkRemovedSchedule: BreakingRule = {
  category: "schedules",
  check: ({ before, after }, report) => {
    const removed = goneSchedules(before, after)
      .filter(({ renamed }) => renamed === undefined)
      .map(({ schedule }) => schedule);
    if (removed.length === 0) return;
    const { places } = after;
    const jobs = [...new Set(removed.flatMap(({ job }) => (job === undefined ? [] : [job.name])))];
    const keys = removed.map(({ key }) => key);
    report(
      removedSchedule(
        { keys: quotedList(keys, "and"), one: keys.length === 1 },
        {
          at: labelAt(places.schedules ?? places.jobs ?? places.file, "not in this file any more"),
          related: removed.map(({ keySpan }) => labelAt(keySpan, "was here")),
          notes: [
            `the store goes on enqueuing ${quotedList(jobs, "and")} until \`tsk-gen apply\` is run, and then never again`,
          ],
        },
      ),
    );
  },
};
