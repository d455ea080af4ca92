// Why: a queue knows only its own jobs, so that what waits in the old one is not known in the new.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import type { Job } from "../../model/model.js";
import { jobSection } from "../../schema/jobs.js";
import { quoted } from "../../schema/wording.js";
import type { BreakingRule } from "../rule.js";

/**
 * Jobs that are queued stay where they are and run from there, with the weight of that queue. But an
 * `id` is known to one queue only: a job that waits in the old one is added to the new one again. And
 * a process that serves some queues (`work --queues`) may have to serve another one now.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       mail: 5
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk expect=moved-job
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       mail: 5
 *
 * jobs:
 *   welcome_email:
 *     queue: mail
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       mail: 5
 *
 * jobs:
 *   welcome_email:
 *     priority: 0
 * ```
 */
const movedJob = defineDiagnostic<{
  readonly job: string;
  readonly was: string;
  readonly is: string;
}>({
  code: "TSK8013",
  name: "moved-job",
  severity: "warning",
  message: ({ job, was, is }) => `job ${job} goes to queue ${is} now, no longer to ${was}`,
});

/** No job goes to another queue. */
export const checkMovedJob: BreakingRule = {
  category: "queues",
  check: ({ jobs, after: { selected } }, report) => {
    const served = new Set(selected?.queues.queues.map(({ name }) => name));
    for (const { before, after } of jobs) {
      const [was, is] = [queueOf(before), queueOf(after)];
      // What waits in a queue that is gone has a finding of its own.
      if (was === undefined || is === undefined || was === is || !served.has(was)) continue;
      report(
        movedJob(
          { job: quoted(after.key), was: quoted(was), is: quoted(is) },
          {
            at: labelAt(after.settings.queue?.span ?? after.keySpan),
            related: [
              labelAt(before.settings.queue?.span ?? before.keySpan, `went to ${quoted(was)}`),
            ],
            notes: [
              `queued jobs stay in ${quoted(was)} and run from there; an enqueue with the \`id\` of one of them adds another`,
            ],
          },
        ),
      );
    }
  },
};

/** Undefined when only the environment knows. */
function queueOf({ settings: { queue } }: Job): string | undefined {
  return queue === undefined ? jobSection.members.queue.default : queue.value;
}
