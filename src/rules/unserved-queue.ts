// Why: a job that says nothing waits in `default`, and a file that names its queues may have no such one.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { QueueSet } from "../model/model.js";
import { quoted } from "../schema/wording.js";
import { declaredQueues, spellingOf } from "./queues/declared.js";
import type { Rule } from "./rule.js";

const DEFAULT_QUEUE = "default";

/**
 * A job that names no queue waits in `default`. This file declares its queues and `default` is none
 * of them, so the job would wait for ever.
 *
 * ```tusk expect=unserved-queue
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       critical: 5
 *       low: 1
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       critical: 5
 *       low: 1
 *
 * jobs:
 *   welcome_email:
 *     queue: critical
 * ```
 */
const unservedQueue = defineDiagnostic<{ readonly job: string }>({
  code: "TSK5003",
  name: "unserved-queue",
  severity: "error",
  message: ({ job }) => `job ${quoted(job)} goes to queue \`default\`, which no worker serves`,
});

/** A job without `queue` needs a queue `default` in the selected profile. */
export const checkUnservedQueue: Rule = ({ selected, jobs }, report) => {
  if (selected?.queues.complete !== true) return;
  const set = selected.queues;
  if (set.queues.some((queue) => queue.name === DEFAULT_QUEUE)) return;
  for (const { key, keySpan, settings } of jobs) {
    if (settings.queue !== undefined) continue;
    report(
      unservedQueue(
        { job: key },
        {
          at: labelAt(keySpan, "sets no queue"),
          related: declaredQueues(set),
          notes: ["a job without `queue` waits in `default`"],
          help: remedy(set),
        },
      ),
    );
  }
};

function remedy(set: QueueSet): string {
  const [first] = set.queues;
  const own = first === undefined ? "" : `add \`queue: ${first.name}\` to the job, or `;
  return `${own}add \`${spellingOf(DEFAULT_QUEUE, set)}\` under \`queues\``;
}
