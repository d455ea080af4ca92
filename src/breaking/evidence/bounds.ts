// Why: under `delayed_job` the profile has a say in how often jobs run and for how long, so that what holds is read
// in one place.

import type { Model, Policy } from "../../model/model.js";
import { delayedJobOf, hasOwnRetry } from "../../rules/profile/delayed-job.js";
import { policyMembers } from "../../schema/policy.js";
import { type InForce, type PolicySetting, plain } from "./policy.js";

const anyRetries = plain(
  ({ retry_attempts }: Policy) => retry_attempts,
  policyMembers.retry_attempts.default,
);

const anyTimeout = plain(({ timeout }: Policy) => timeout, policyMembers.timeout.default);

/** How often a job that fails is run again. */
export const retries: PolicySetting<number> = {
  ofAll: (model) => retriesOfProfile(model) ?? anyRetries.ofAll(model),
  ofJob: (job, model) => {
    const own = anyRetries.ofJob(job, model);
    if (own !== undefined || retriesOfProfile(model) === undefined) return own;
    // A job that sets its waits only has the retries of `queue.jobs`, and not those of the profile.
    return hasOwnRetry(job.settings) ? anyRetries.ofAll(model) : undefined;
  },
};

/** How long a run may take; milliseconds. */
export const timeout: PolicySetting<number> = {
  ofAll: (model) => shorter(anyTimeout.ofAll(model), longestOf(model)),
  ofJob: (job, model) => {
    const own = anyTimeout.ofJob(job, model);
    return own && shorter(own, longestOf(model));
  },
};

function retriesOfProfile(model: Model): InForce<number> | undefined {
  const attempts = delayedJobOf(model)?.max_attempts;
  if (attempts === undefined) return undefined;
  const { value, located } = attempts;
  return { value: value === undefined ? undefined : value - 1, ...spanOf(located) };
}

function longestOf(model: Model): InForce<number> | undefined {
  const longest = delayedJobOf(model)?.max_run_time;
  return longest && { value: longest.value, ...spanOf(longest.located) };
}

function spanOf(located: InForce<number> | undefined): Pick<InForce<number>, "span"> {
  return located?.span === undefined ? {} : { span: located.span };
}

function shorter(one: InForce<number>, other: InForce<number> | undefined): InForce<number> {
  if (other === undefined || one.value === undefined) return one;
  return other.value === undefined || other.value < one.value ? other : one;
}
