// Why: a lock has to last between two renewals and not as long as a run, which is easily taken for its meaning.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Model } from "../model/model.js";
import type { Located } from "../schema/define.js";
import { policyMembers } from "../schema/policy.js";
import { describeDuration } from "../schema/wording.js";
import type { Rule } from "./rule.js";

/**
 * A process renews the locks of its jobs as long as it lives, however long they run. When it dies, its
 * jobs run again once `lock` has passed. A lock that is longer than any run may take keeps them waiting
 * for nothing.
 *
 * ```tusk expect=lock-outlives-timeout
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: "1m"
 *     lock: "10m"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: "1m"
 *     lock: 30
 * ```
 */
const lockOutlivesTimeout = defineDiagnostic<{ readonly lock: number; readonly timeout: number }>({
  code: "TSK5021",
  name: "lock-outlives-timeout",
  severity: "warning",
  message: ({ lock, timeout }) =>
    `jobs of a process that died wait ${describeDuration(lock)} to run again, and a run takes at most ` +
    describeDuration(timeout),
});

/** No lock that the file sets is longer than every timeout under it, if the file sets one of these. */
export const checkLockOutlivesTimeout: Rule = (model, report) => {
  const { policy, jobs } = model;
  for (const own of [policy, ...jobs.map((job) => job.settings)]) {
    const { lock } = own;
    const timeout = own === policy ? longestOf(model) : (own.timeout ?? policy.timeout);
    if (lock?.value === undefined || timeout?.value === undefined) continue;
    // Shorter than the default is no advice to give, however short the runs are.
    if (lock.value <= Math.max(timeout.value, policyMembers.lock.default ?? 0)) continue;
    report(
      lockOutlivesTimeout(
        { lock: lock.value, timeout: timeout.value },
        {
          at: labelAt(lock.span),
          related: [labelAt(timeout.span, "the longest run")],
          notes: ["a process that lives renews its locks by itself, however long a run takes"],
          help: "a `lock` of 30 seconds, the default, outlasts any pause of a sound process",
        },
      ),
    );
  }
};

/** The longest timeout that any job has; undefined when it is not one that the file sets. */
function longestOf({ policy, jobs }: Model): Located<number> | undefined {
  const timeouts = jobs.map(({ settings }) => settings.timeout ?? policy.timeout);
  const all = jobs.length === 0 ? [policy.timeout] : timeouts;
  if (all.some((timeout) => timeout !== undefined && timeout.value === undefined)) return undefined;
  return all.reduce((a, b) => (inForce(b) > inForce(a) ? b : a));
}

function inForce(timeout: Located<number> | undefined): number {
  return timeout?.value ?? policyMembers.timeout.default ?? 0;
}
