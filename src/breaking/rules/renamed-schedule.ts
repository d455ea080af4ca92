// Why: an entry of another name is another entry, and the one before stays until it is taken out.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { quoted } from "../../schema/wording.js";
import { goneSchedules } from "../evidence/schedules.js";
import type { BreakingRule } from "../rule.js";

/**
 * Entries of recurring jobs are known to the store by their keys. `tsk-gen apply` takes out the one of
 * the old name and adds the new one; with `every`, the time counts from then on. Nothing breaks, as
 * long as `apply` is part of the deployment.
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
 * ```tusk expect=renamed-schedule
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   cleanup: { job: data_cleanup, cron: "0 3 * * *" }
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
 *   nightly: { job: data_cleanup, cron: "0 3 * * *" }
 * ```
 */
const renamedSchedule = defineDiagnostic<{ readonly was: string; readonly is: string }>({
  code: "TSK8021",
  name: "renamed-schedule",
  severity: "hint",
  message: ({ was, is }) => `schedule ${was} is called ${is} now`,
});

/** Tells of recurring jobs that have another name. */
export const checkRenamedSchedule: BreakingRule = {
  category: "schedules",
  check: ({ before, after }, report) => {
    for (const { schedule, renamed } of goneSchedules(before, after)) {
      if (renamed === undefined) continue;
      report(
        renamedSchedule(
          { was: quoted(schedule.key), is: quoted(renamed.key) },
          {
            at: labelAt(renamed.keySpan, "the same job at the same times"),
            related: [labelAt(schedule.keySpan, "was here")],
            notes: ["the store keeps the entry of the old name until `tsk-gen apply` is run"],
          },
        ),
      );
    }
  },
};
