// Why: each backend has a database and a prefix of its own, so that a switch leaves all jobs behind.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { agree, DRAIN, LEFT_BEHIND, storesOf } from "../evidence/store.js";
import type { BreakingRule } from "../rule.js";

/**
 * `queue.backend` selects the profile that runs, and with it where jobs are. What is queued stays in
 * the store of the profile before, where no worker looks any more. Empty its queues first, or give the
 * new profile the same database and prefix.
 *
 * ```tusk before
 * queue:
 *   backend: "sidekiq"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk expect=changed-backend
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
 *   bullmq:
 *     url: "redis://localhost:6379/3"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 */
const changedBackend = defineDiagnostic<{ readonly was: string; readonly is: string }>({
  code: "TSK8017",
  name: "changed-backend",
  severity: "warning",
  message: ({ was, is }) => `the backend \`${is}\` does not see what is queued by \`${was}\``,
});

/** Another backend has the database and prefix of the one before. */
export const checkChangedBackend: BreakingRule = {
  category: "store",
  check: ({ before, after }, report) => {
    const [was, is] = storesOf(before, after) ?? [];
    if (was === undefined || is === undefined || was.backend === is.backend) return;
    if (agree(was.database, is.database) && agree(was.prefix, is.prefix)) return;
    report(
      changedBackend(
        { was: was.backend, is: is.backend },
        {
          at: labelAt(is.backendSpan),
          related: [labelAt(was.backendSpan, "was selected")],
          notes: [LEFT_BEHIND],
          help: DRAIN,
        },
      ),
    );
  },
};
