// Why: a worker that connects to another database finds no job there, and says nothing.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { DRAIN, differ, LEFT_BEHIND, labelOf, storesOf } from "../evidence/store.js";
import type { BreakingRule } from "../rule.js";

/**
 * Jobs are in one database of one server. A worker with another url finds empty queues there, and what
 * was queued stays where nobody looks. When the server moved and took its data along, or a variable of
 * the environment decides, nothing is lost.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://localhost:6379/1"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk expect=changed-database
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://localhost:6379/2"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://127.0.0.1:6379/1"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 */
const changedDatabase = defineDiagnostic<{ readonly is: string }>({
  code: "TSK8018",
  name: "changed-database",
  severity: "warning",
  message: ({ is }) => `workers look for jobs in another database: \`${is}\``,
});

/** The selected profile has its jobs in the database where they are. */
export const checkChangedDatabase: BreakingRule = {
  category: "store",
  check: ({ before, after }, report) => {
    const [was, is] = storesOf(before, after) ?? [];
    if (was === undefined || is === undefined || was.backend !== is.backend) return;
    if (!differ(was.database, is.database)) return;
    report(
      changedDatabase(
        { is: is.database.value ?? "" },
        {
          at: labelOf(is.database, "is"),
          related: [labelOf(was.database, "was")],
          notes: [LEFT_BEHIND],
          help: DRAIN,
        },
      ),
    );
  },
};
