// Why: what is queued under a name that no code knows fails until it is dead.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { quotedList } from "../../schema/wording.js";
import type { BreakingRule } from "../rule.js";

/**
 * A job is stored under the name of its class. When the code no longer has that class, each run of a
 * queued job fails, until its retries are spent and it is dead. Take a job out in two steps: first let
 * nobody enqueue it, and remove it once its queue is empty. It stays as a dead job otherwise, and can
 * be retried with code that knows it.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email: {}
 *   send_report: {}
 * ```
 *
 * ```tusk expect=removed-job
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email: {}
 *   send_report:
 *     description: "Retired: enqueue weekly_report"
 * ```
 */
const removedJob = defineDiagnostic<{ readonly jobs: string; readonly one: boolean }>({
  code: "TSK8011",
  name: "removed-job",
  severity: "warning",
  message: ({ jobs, one }) => (one ? `job ${jobs} is gone` : `the jobs ${jobs} are gone`),
});

/** No job is gone of which some may be queued. */
export const checkRemovedJob: BreakingRule = {
  category: "jobs",
  check: ({ gone, after: { places } }, report) => {
    const removed = gone.filter(({ renamed }) => renamed === undefined).map(({ job }) => job);
    if (removed.length === 0) return;
    const jobs = quotedList(
      removed.map(({ key }) => key),
      "and",
    );
    report(
      removedJob(
        { jobs, one: removed.length === 1 },
        {
          at: labelAt(places.jobs ?? places.file, "not here any more"),
          related: removed.map(({ keySpan }) => labelAt(keySpan, "was here")),
          notes: [
            "a queued one fails at each run, since no code knows it, until its retries are spent",
          ],
          help: `keep ${removed.length === 1 ? "it" : "them"} until none is queued`,
        },
      ),
    );
  },
};
