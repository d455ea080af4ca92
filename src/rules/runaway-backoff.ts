// Why: a doubling wait passes every horizon sooner than anyone expects, and the job is as good as lost.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Model, Policy } from "../model/model.js";
import type { Located } from "../schema/define.js";
import { policyMembers } from "../schema/policy.js";
import { counted, describeDuration } from "../schema/wording.js";
import type { SourceSpan } from "../source/source.js";
import { lengthOf, type RetryPolicy, retriesWithin, waitBefore } from "./backoff/series.js";
import { delayedJobOf } from "./profile/delayed-job.js";
import type { Rule } from "./rule.js";

const DAY = 86_400_000;
const LONGEST = 30 * DAY;

/**
 * Waits that double pass every horizon sooner than anyone expects: after one minute, the tenth wait
 * is 8.5 hours, the twentieth a year. Whoever waits for the job has given up long before, and
 * nobody is told that it failed while a retry is still due.
 *
 * ```tusk expect=runaway-backoff
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     retry_attempts: 25
 *     retry_delay: 60
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     retry_attempts: 10
 *     retry_delay: 60
 * ```
 */
export const runawayBackoff = defineDiagnostic<{ readonly policy: RetryPolicy }>({
  code: "TSK5007",
  name: "runaway-backoff",
  severity: "warning",
  message: ({ policy }) =>
    waitBefore(policy.retries - 1, policy) > DAY
      ? `the last retry would wait ${describeDuration(waitBefore(policy.retries - 1, policy))}`
      : `the retries would go on for ${describeDuration(lengthOf(policy))}`,
});

/** A series of retries is over within 30 days. */
export const checkRunawayBackoff: Rule = (model, report) => {
  for (const series of seriesOf(model)) {
    const { span, own, policy } = series;
    if (lengthOf(policy) <= LONGEST) continue;
    report(
      runawayBackoff(
        { policy },
        {
          at: labelAt(span, describeSeries(series)),
          related: firstWait(model, own, span, policy),
          notes: milestonesOf(policy),
          help: remedy(series),
        },
      ),
    );
  }
};

/** A series of retries that the file sets, and the place that is to blame for its length. */
interface Series {
  readonly span: SourceSpan;
  readonly own: Policy;
  readonly policy: RetryPolicy;
  /** Whether the place says how many runs there are in all, rather than retries. */
  readonly countsRuns: boolean;
}

function seriesOf(model: Model): Series[] {
  const base = model.policy;
  const attempts = delayedJobOf(model)?.max_attempts;
  const shared = attempts === undefined ? [base] : [];
  const own = [...shared, ...model.jobs.map((job) => job.settings)].flatMap((settings) => {
    const culprit = settings.retry_attempts ?? settings.retry_backoff ?? settings.retry_delay;
    const policy = policyOf(settings, base);
    return culprit && policy
      ? [{ span: culprit.span, own: settings, policy, countsRuns: false }]
      : [];
  });
  if (attempts?.value === undefined || attempts.located === undefined) return own;
  const policy = {
    retries: attempts.value - 1,
    delay: 0,
    backoff: "delayed_job",
    longest: Number.POSITIVE_INFINITY,
  } as const;
  return [{ span: attempts.located.span, own: base, policy, countsRuns: true }, ...own];
}

/** What applies to jobs with these settings; undefined when a part is known only at run time. */
function policyOf(own: Policy, base: Policy): RetryPolicy | undefined {
  const { retry_attempts, retry_delay, retry_backoff } = policyMembers;
  const retries = settled(own.retry_attempts ?? base.retry_attempts, retry_attempts.default);
  const delay = settled(own.retry_delay ?? base.retry_delay, retry_delay.default);
  const backoff = settled(own.retry_backoff ?? base.retry_backoff, retry_backoff.default);
  const longest = settled(own.retry_delay_max ?? base.retry_delay_max, Number.POSITIVE_INFINITY);
  if (retries === undefined || delay === undefined) return undefined;
  if (backoff === undefined || longest === undefined) return undefined;
  return { retries, delay, backoff, longest };
}

function settled<T>(located: Located<T> | undefined, fallback: T | undefined): T | undefined {
  return located === undefined ? fallback : located.value;
}

/** The delay that the series grows from, where it is not itself what is underlined. */
function firstWait({ policy: base }: Model, own: Policy, span: SourceSpan, policy: RetryPolicy) {
  const delay = own.retry_delay ?? base.retry_delay;
  const grows = policy.backoff === "exponential" || policy.backoff === "fixed";
  if (delay === undefined || delay.span === span || !grows) return [];
  const text = `first wait: ${describeDuration(waitBefore(0, policy))}`;
  return [labelAt(delay.span, text)];
}

/** Fewer retries that are over within a day, or else within 30. */
function remedy({ policy, countsRuns }: Series): string | undefined {
  const fewer = retriesWithin(DAY, policy) || retriesWithin(LONGEST, policy);
  if (fewer === 0) return undefined;
  const end = describeDuration(lengthOf(policy, fewer));
  return `with ${countOf(fewer, countsRuns)} the job is given up after ${end}`;
}

/** So many retries, as the file counts them. */
function countOf(retries: number, countsRuns: boolean): string {
  return countsRuns ? counted(retries + 1, "run") : counted(retries, "retry");
}

function describeSeries({ policy: { retries, backoff }, countsRuns }: Series): string {
  const count = countOf(retries, countsRuns);
  switch (backoff) {
    case "exponential":
      return `${count}, each waiting twice as long as the one before`;
    case "fixed":
      return `${count}, each waiting as long as the one before`;
    case "sidekiq":
    case "delayed_job":
      return `${count}, waiting n^4 seconds and a little more`;
    default:
      return `${count}, the last wait repeated`;
  }
}

/** `retry 5 waits 16 minutes; 10, 8.5 hours; 15, 11 days`: what a reader would compute. */
function milestonesOf(policy: RetryPolicy): string[] {
  const numbers = [5, 10, 15, 20].filter((number) => number < policy.retries);
  const waits = numbers.map((number, index) => {
    const wait = describeDuration(waitBefore(number - 1, policy));
    return index === 0 ? `retry ${number} waits ${wait}` : `${number}, ${wait}`;
  });
  return waits.length === 0 ? [] : [waits.join("; ")];
}
