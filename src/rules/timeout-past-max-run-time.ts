// Why: a profile may bound how long any run takes, and a longer timeout is then a promise that is not kept.

import { defineDiagnostic } from "../diagnostics/define.js";
import { editAt, labelAt } from "../diagnostics/diagnostic.js";
import type { Located } from "../schema/define.js";
import { writtenDuration } from "../schema/types/duration.js";
import { describeDuration } from "../schema/wording.js";
import { delayedJobOf } from "./profile/delayed-job.js";
import type { Rule } from "./rule.js";

/**
 * Under `delayed_job` no run takes longer than `max_run_time`, whatever the timeout of its job. The
 * handler's signal fires then, and the run fails and is retried, however much time the job was given.
 *
 * ```tusk expect=timeout-past-max-run-time
 * queue:
 *   backend: "delayed_job"
 *   delayed_job:
 *     max_run_time: "4h"
 *
 * jobs:
 *   data_export:
 *     timeout: "6h"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "delayed_job"
 *   delayed_job:
 *     max_run_time: "6h"
 *
 * jobs:
 *   data_export:
 *     timeout: "6h"
 * ```
 */
const timeoutPastMaxRunTime = defineDiagnostic<{
  readonly timeout: number;
  readonly longest: number;
}>({
  code: "TSK5018",
  name: "timeout-past-max-run-time",
  severity: "warning",
  message: ({ timeout, longest }) =>
    `a timeout of ${describeDuration(timeout)} never comes: a run ends after ${describeDuration(longest)}`,
});

/** No timeout that the file sets is longer than `max_run_time`. */
export const checkTimeoutPastMaxRunTime: Rule = (model, report) => {
  const { value: longest, located: bound } = delayedJobOf(model)?.max_run_time ?? {};
  if (longest === undefined) return;
  for (const { timeout } of [model.policy, ...model.jobs.map((job) => job.settings)]) {
    if (timeout?.value === undefined || timeout.value <= longest) continue;
    const fewer = writtenLike(timeout, longest);
    report(
      timeoutPastMaxRunTime(
        { timeout: timeout.value, longest },
        {
          at: labelAt(timeout.span),
          related: bound === undefined ? [] : [labelAt(bound.span, "no run takes longer")],
          notes:
            bound === undefined
              ? [`\`max_run_time\` is ${describeDuration(longest)} unless it is set`]
              : [],
          help: `raise \`max_run_time\`, or write \`${fewer}\``,
          fix: {
            title: `write \`${fewer}\``,
            safe: true,
            edits: [editAt(timeout.span, fewer)],
          },
        },
      ),
    );
  }
};

/** A length of time to stand in place of another, which has its quotes or is a number without. */
function writtenLike({ span }: Located<number>, milliseconds: number): string {
  const text = writtenDuration(milliseconds);
  const before = span.source.text.slice(0, span.start);
  return /["']$/.test(before) ? text : `"${text}"`;
}
