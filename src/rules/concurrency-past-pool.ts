// Why: a slot that finishes a job needs a connection for that, and one that fetches does as well.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { counted } from "../schema/wording.js";
import { delayedJobOf } from "./profile/delayed-job.js";
import type { Rule } from "./rule.js";

/**
 * All slots of a process, and whatever else it enqueues and looks at, share the connections of one
 * pool. With more slots than connections, jobs that are done wait for each other to be recorded, and
 * probes and enqueues wait behind them.
 *
 * ```tusk expect=concurrency-past-pool
 * queue:
 *   backend: "delayed_job"
 *   delayed_job:
 *     concurrency: 25
 *     pool: 5
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "delayed_job"
 *   delayed_job:
 *     concurrency: 25
 *     pool: 25
 * ```
 */
const concurrencyPastPool = defineDiagnostic<{ readonly slots: number; readonly pool: number }>({
  code: "TSK5020",
  name: "concurrency-past-pool",
  severity: "warning",
  message: ({ slots, pool }) =>
    `${counted(slots, "slot")} share ${counted(pool, "connection")} to the database`,
});

/** A process has a connection for each of its slots. */
export const checkConcurrencyPastPool: Rule = (model, report) => {
  const { concurrency, pool } = delayedJobOf(model) ?? {};
  const [slots, connections] = [concurrency?.value, pool?.value];
  const set = concurrency?.located ?? pool?.located;
  if (slots === undefined || connections === undefined || set === undefined) return;
  if (slots <= connections) return;
  const other = set === pool?.located ? undefined : pool?.located;
  report(
    concurrencyPastPool(
      { slots, pool: connections },
      {
        at: labelAt(set.span),
        related:
          other === undefined ? [] : [labelAt(other.span, counted(connections, "connection"))],
        notes: pool?.located === undefined ? [`\`pool\` is ${connections} unless it is set`] : [],
        help: `write \`pool: ${slots}\`, if the server takes as many from every process`,
      },
    ),
  );
};
