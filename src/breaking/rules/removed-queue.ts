// Why: jobs of a queue that nobody serves wait for ever, without a sound.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import type { Model } from "../../model/model.js";
import { jobSection } from "../../schema/jobs.js";
import { quotedList } from "../../schema/wording.js";
import type { BreakingRule } from "../rule.js";

/**
 * A worker fetches from the queues that the file declares. What still waits in a queue that is
 * declared no more is stored and never run, its delayed jobs and retries included, and nothing would
 * say so. Send its jobs elsewhere first, and keep the queue until it is empty.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 5
 *
 * jobs:
 *   send_report:
 *     queue: reports
 * ```
 *
 * ```tusk expect=removed-queue
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *
 * jobs:
 *   send_report: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       reports: 1
 *
 * jobs:
 *   send_report:
 *     queue: reports
 * ```
 */
const removedQueue = defineDiagnostic<{ readonly queues: string; readonly one: boolean }>({
  code: "TSK8014",
  name: "removed-queue",
  severity: "warning",
  message: ({ queues, one }) =>
    one
      ? `no worker serves queue ${queues} any more`
      : `no worker serves the queues ${queues} any more`,
});

/** Every queue that was served still is. Another backend has its jobs elsewhere, and is another matter. */
export const checkRemovedQueue: BreakingRule = {
  category: "queues",
  check: ({ before, after }, report) => {
    const [was, is] = [before.selected, after.selected];
    if (was === undefined || was.backend.name !== is?.backend.name) return;
    const served = new Set(is.queues.queues.map(({ name }) => name));
    const removed = was.queues.queues.filter(({ name }) => !served.has(name));
    if (removed.length === 0 || !is.queues.complete) return;
    const names = removed.map(({ name }) => name);
    const { places } = after;
    report(
      removedQueue(
        { queues: quotedList(names, "and"), one: names.length === 1 },
        {
          at: labelAt(is.queues.keySpan ?? after.backend?.span ?? places.file, "not among these"),
          related: removed.flatMap(({ nameSpan }) =>
            nameSpan === undefined ? [] : [labelAt(nameSpan, "was served")],
          ),
          notes: waitingIn(names, before),
          help: `keep ${names.length === 1 ? "it" : "them"} until nothing waits there`,
        },
      ),
    );
  },
};

function waitingIn(queues: readonly string[], { jobs }: Model): string[] {
  const keys = jobs
    .filter(({ settings: { queue } }) =>
      queues.includes(
        queue === undefined ? (jobSection.members.queue.default ?? "") : (queue.value ?? ""),
      ),
    )
    .map(({ key }) => key);
  const whose =
    keys.length === 0
      ? "what is queued there"
      : `what is queued there of ${quotedList(keys, "and")}`;
  return [`${whose} is stored and never run`];
}
