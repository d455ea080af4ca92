// Why: what `queue.jobs` says of retries looks as if it held under every backend, and under one it does not.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt, type Report } from "../diagnostics/diagnostic.js";
import type { Policy } from "../model/model.js";
import type { Located } from "../schema/define.js";
import { counted, describeDuration } from "../schema/wording.js";
import type { SourceSpan } from "../source/source.js";
import { waitBefore } from "./backoff/series.js";
import { delayedJobOf, hasOwnRetry, RETRY_KEYS } from "./profile/delayed-job.js";
import type { Rule } from "./rule.js";

/**
 * Under `delayed_job` it is `max_attempts` that decides how often a job runs, unless the job sets a
 * retry of its own. It counts runs, where `retry_attempts` counts retries: 3 retries are 4 runs. The
 * waits are those of the backend too: 6 seconds, 21 seconds, and so on.
 *
 * ```tusk expect=overruled-retries
 * queue:
 *   backend: "delayed_job"
 *   delayed_job:
 *     max_attempts: 3
 *   jobs:
 *     retry_attempts: 3
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "delayed_job"
 *   delayed_job:
 *     max_attempts: 4
 *   jobs:
 *     retry_attempts: 3
 * ```
 */
const overruledRetries = defineDiagnostic<{
  readonly decider: string;
  readonly overruled: string;
  readonly outcome: string;
}>({
  code: "TSK5019",
  name: "overruled-retries",
  severity: "warning",
  message: ({ decider, overruled, outcome }) =>
    `\`${decider}\` decides here, and not \`${overruled}\`: jobs ${outcome}`,
});

/** Under `delayed_job` no retry setting of all jobs says something else than what happens. */
export const checkOverruledRetries: Rule = (model, report) => {
  const attempts = delayedJobOf(model)?.max_attempts;
  if (attempts?.value === undefined) return;
  const own = model.jobs.filter(({ settings }) => hasOwnRetry(settings)).length;
  if (own > 0 && own === model.jobs.length) return;
  const { retry_attempts } = model.policy;
  const wanted = (retry_attempts?.value ?? attempts.value - 1) + 1;
  if (retry_attempts !== undefined && wanted !== attempts.value) {
    reportRuns(
      retry_attempts.span,
      wanted,
      { value: attempts.value, at: attempts.located },
      report,
    );
  } else if (own === 0) {
    reportWaits(model.policy, attempts.value, report);
  }
};

interface MaxAttempts {
  readonly value: number;
  readonly at: Located<number> | undefined;
}

function reportRuns(span: SourceSpan, wanted: number, { value, at }: MaxAttempts, report: Report) {
  report(
    overruledRetries(
      {
        decider: "max_attempts",
        overruled: "retry_attempts",
        outcome: `run at most ${counted(value, "time")}`,
      },
      {
        at: labelAt(span, `would be ${counted(wanted, "run")}`),
        related: at === undefined ? [] : [labelAt(at.span, counted(value, "run"))],
        notes: [
          ...(at === undefined ? [`\`max_attempts\` is ${value} unless it is set`] : []),
          ...(value > 1 ? [`after failures they wait ${waitsOf(value - 1)}`] : []),
        ],
        help: `write \`max_attempts: ${wanted}\` to have as many runs, or leave \`retry_attempts\` out`,
      },
    ),
  );
}

/** No job takes its waits from `queue.jobs`, so what that says of them has no effect. */
function reportWaits(policy: Policy, runs: number, report: Report) {
  const key = RETRY_KEYS.find((name) => name !== "retry_attempts" && policy[name] !== undefined);
  const located = key && policy[key];
  if (
    key === undefined ||
    located === undefined ||
    runs < 2 ||
    policy.retry_backoff?.value === "delayed_job"
  )
    return;
  report(
    overruledRetries(
      { decider: "delayed_job", overruled: key, outcome: `wait ${waitsOf(runs - 1)}` },
      {
        at: labelAt(located.span),
        notes: ["a job that sets a retry of its own has the rest from here"],
        help: `leave \`${key}\` out, or set it in the jobs that need it`,
      },
    ),
  );
}

/** The first few waits, in words. */
function waitsOf(retries: number): string {
  const series = { retries, delay: 0, backoff: "delayed_job", longest: Infinity } as const;
  const first = Array.from({ length: Math.min(retries, 3) }, (_, n) => waitBefore(n, series));
  const shown = first.map(describeDuration).join(", ");
  return retries > first.length ? `${shown}, and so on` : shown;
}
