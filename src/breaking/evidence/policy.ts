// Why: `queue.jobs` sets a policy for all jobs and each job may set its own, so that one change is told once, at
// the setting that makes it.

import { type Label, labelAt } from "../../diagnostics/diagnostic.js";
import type { Job, Model, Policy } from "../../model/model.js";
import type { Located } from "../../schema/define.js";
import { policyMembers } from "../../schema/policy.js";
import { quoted } from "../../schema/wording.js";
import type { SourceSpan } from "../../source/source.js";
import type { Comparison } from "../comparison.js";

/** The settings of a policy that are numbers, with a default. */
export type NumericSetting = "retry_attempts" | "timeout";

/** A number of a policy that is lower than it was. */
export interface Cut {
  /** `` job `welcome_email` ``, or `jobs`. */
  readonly whose: string;
  readonly was: number;
  readonly is: number;
  /** Its place in each file, with what `describe` says of it. */
  readonly at: Label;
  readonly related: Label;
}

/** Where a setting is lower: for all jobs, if some have not their own, and for each that has. */
export function findCuts(
  { before, after, jobs }: Comparison,
  key: NumericSetting,
  describe: (value: number) => string,
): Cut[] {
  const own = jobs.filter(
    (job) => (job.before.settings[key] ?? job.after.settings[key]) !== undefined,
  );
  const scopes = own.map((job) => ({
    whose: `job ${quoted(job.after.key)}`,
    was: ofJob(job.before, before, key),
    is: ofJob(job.after, after, key),
  }));
  const base = { whose: "jobs", was: ofAll(before, key), is: ofAll(after, key) };
  return [...(own.length < jobs.length ? [base] : []), ...scopes].flatMap(({ whose, was, is }) => {
    if (was.value === undefined || is.value === undefined || is.value >= was.value) return [];
    return [
      {
        whose,
        was: was.value,
        is: is.value,
        at: labelAt(is.span, describe(is.value)),
        related: labelAt(was.span, describe(was.value)),
      },
    ];
  });
}

/** A setting in force; its value is undefined where only the environment knows. */
interface InForce {
  readonly value: number | undefined;
  readonly span: SourceSpan;
}

function ofAll({ policy, places, backend }: Model, key: NumericSetting): InForce {
  const fallback = places.policy ?? backend?.span ?? places.file;
  return { value: settled(policy, key), span: policy[key]?.span ?? fallback };
}

function ofJob({ settings, keySpan }: Job, { policy }: Model, key: NumericSetting): InForce {
  const own: Located<number> | undefined = settings[key];
  if (own === undefined) return { value: settled(policy, key), span: keySpan };
  return { value: own.value, span: own.span };
}

function settled(policy: Policy, key: NumericSetting): number | undefined {
  const located = policy[key];
  return located === undefined ? policyMembers[key].default : located.value;
}
