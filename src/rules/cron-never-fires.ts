// Why: "0 0 30 2 *" reads well, and the thirtieth of February never comes.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { quoted } from "../schema/wording.js";
import { fieldsOf, unreadableFields } from "./cron/fields.js";
import { everFires } from "./cron/parser.js";
import { isPlain } from "./cron/plain.js";
import { remember } from "./cron/remember.js";
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
  const judge = remember(neverFires);
  for (const { key, cron } of recurring) {
    if (cron?.value === undefined || !judge(cron.value)) continue;
    const notes = ["no month that it names has a day with that number"];
    report(cronNeverFires({ schedule: key }, { at: labelAt(cron.span), notes }));
  }
};

/** Whether an expression reads well, and no moment meets it. */
function neverFires(expression: string): boolean {
  const fields = fieldsOf(expression);
  if (fields === undefined || isPlain(expression) || everFires(expression)) return false;
  return unreadableFields(expression, fields).length === 0;
}
