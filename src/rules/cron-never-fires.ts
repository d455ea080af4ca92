// Why: "0 0 30 2 *" reads well, and the thirtieth of February never comes.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { quoted } from "../schema/wording.js";
import { fieldsOf, unreadableFields } from "./cron/fields.js";
import { everFires } from "./cron/parser.js";
import { isPlain } from "./cron/plain.js";
import type { Rule } from "./rule.js";

/**
 * Each field reads well, but no day of the calendar meets all of them, such as a 30th of February.
 * The schedule would be there and never run.
 *
 * ```tusk expect=cron-never-fires
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   monthly_report: {}
 *
 * schedules:
 *   month_end:
 *     job: monthly_report
 *     cron: "0 6 31 4,6,9,11 *"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   monthly_report: {}
 *
 * schedules:
 *   month_end:
 *     job: monthly_report
 *     cron: "0 6 30 4,6,9,11 *"
 * ```
 */
const cronNeverFires = defineDiagnostic<{ readonly schedule: string }>({
  code: "TSK5006",
  name: "cron-never-fires",
  severity: "error",
  message: ({ schedule }) =>
    `schedule ${quoted(schedule)} never runs: no date meets its expression`,
});

/** There is a moment that a cron expression names. */
export const checkCronNeverFires: Rule = ({ recurring }, report) => {
  for (const { key, cron } of recurring) {
    if (cron?.value === undefined) continue;
    const fields = fieldsOf(cron.value);
    if (fields === undefined || isPlain(cron.value) || everFires(cron.value)) continue;
    if (unreadableFields(cron.value, fields).length > 0) continue;
    const notes = ["no month that it names has a day with that number"];
    report(cronNeverFires({ schedule: key }, { at: labelAt(cron.span), notes }));
  }
};
