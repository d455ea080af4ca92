// Why: a worker that is told to stop waits only so long; a run that may take longer is cut on every release.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Located } from "../schema/define.js";
import { describeDuration } from "../schema/wording.js";
import type { Rule } from "./rule.js";

/**
 * A worker that is told to stop waits `shutdown_timeout` for the jobs that run. A job that takes
 * longer is handed back to its queue and starts again elsewhere, on every release. That is harmless
 * if the handler can be cut at any point, and costs the work that it had done.
 *
 * ```tusk expect=timeout-outlives-shutdown
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     timeout: "15m"
 *
 * deploy:
 *   shutdown_timeout: 25
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_export:
 *     timeout: "15m"
 *
 * deploy:
 *   shutdown_timeout: "15m"
 * ```
 */
const timeoutOutlivesShutdown = defineDiagnostic<{
  readonly timeout: number;
  readonly shutdown: number;
}>({
  code: "TSK5008",
  name: "timeout-outlives-shutdown",
  severity: "warning",
  message: ({ timeout, shutdown }) =>
    `a run may take ${describeDuration(timeout)}, and a worker that stops waits ` +
    `${describeDuration(shutdown)} for it`,
});

/** No timeout that the file sets is longer than the shutdown timeout that it sets. */
export const checkTimeoutOutlivesShutdown: Rule = (model, report) => {
  const { deploy, policy, jobs } = model;
  const shutdown = deploy.shutdown_timeout;
  const longest = [policy.timeout, ...jobs.map((job) => job.settings.timeout)].reduce(longer);
  if (shutdown?.value === undefined || longest?.value === undefined) return;
  if (longest.value <= shutdown.value) return;
  const text = "the longest timeout";
  report(
    timeoutOutlivesShutdown(
      { timeout: longest.value, shutdown: shutdown.value },
      {
        at: labelAt(shutdown.span),
        related: [labelAt(longest.span, text)],
        notes: ["what still runs after that is handed back, and runs again from the start"],
        help: `wait \`${longest.span.source.slice(longest.span)}\` here too, if no run may be cut`,
      },
    ),
  );
};

type Timeout = Located<number> | undefined;

function longer(a: Timeout, b: Timeout): Timeout {
  return (b?.value ?? -1) > (a?.value ?? -1) ? b : a;
}
