// Why: what happens to a job is its own policy, what the selected profile says instead of the common
// defaults, and those defaults, in this order. Producers and workers must come to the same.

import type { JobDefinition } from "../interfaces.js";
import { type JobPolicy, type Policy, type ResolvedPolicy, resolvePolicy } from "./policy.js";
import type { ResolvedProfile } from "./profile.js";
import type { SettingReader } from "./reader.js";

/** The policy of a job under a profile, or, without a job, of one that sets nothing for itself. */
export function policyFor(
  reader: SettingReader,
  defaults: Policy,
  { retry, maxRunTime = Number.POSITIVE_INFINITY }: ResolvedProfile,
  job?: Pick<JobDefinition, "key" | "policy">,
): ResolvedPolicy {
  const own = job?.policy ?? {};
  const policy = resolvePolicy(reader, job?.key ?? "jobs", { ...defaults, ...own });
  return {
    ...policy,
    ...(!hasRetry(own) && retry),
    timeout: Math.min(policy.timeout, maxRunTime),
  };
}

/** Whoever sets one of these has the common defaults for the others. */
const RETRY_KEYS: readonly (keyof JobPolicy)[] = [
  "retry_attempts",
  "retry_delay",
  "retry_backoff",
  "retry_jitter",
  "retry_delay_max",
];

function hasRetry(own: JobPolicy): boolean {
  return RETRY_KEYS.some((key) => own[key] !== undefined);
}
