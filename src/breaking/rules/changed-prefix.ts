// Why: keys that begin differently are other queues, though they have the same names.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { DRAIN, differ, LEFT_BEHIND, labelOf, storesOf } from "../evidence/store.js";
import type { BreakingRule } from "../rule.js";

/**
 * Every key of a queue begins with the prefix (`namespace` for `resque`, the schema in PostgreSQL).
 * With another one, a worker has queues of the same names that are empty, and what was queued stays
 * under the keys of before.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: "shop"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk expect=changed-prefix
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: "store"
 *
 * jobs:
 *   welcome_email: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: "shop"
 *     concurrency: 20
 *
 * jobs:
 *   welcome_email: {}
 * ```
 */
const changedPrefix = defineDiagnostic<{ readonly is: string }>({
  code: "TSK8019",
  name: "changed-prefix",
  severity: "warning",
  message: ({ is }) => `workers look for jobs under another prefix: \`${is}\``,
});

/** The selected profile has its jobs under the prefix under which they are. */
export const checkChangedPrefix: BreakingRule = {
  category: "store",
  check: ({ before, after }, report) => {
    const [was, is] = storesOf(before, after) ?? [];
    if (was === undefined || is === undefined || was.backend !== is.backend) return;
    if (was.dividedBy !== is.dividedBy || !differ(was.prefix, is.prefix)) return;
    report(
      changedPrefix(
        { is: is.prefix.value ?? "" },
        {
          at: labelOf(is.prefix, "is"),
          related: [labelOf(was.prefix, "was")],
          notes: [LEFT_BEHIND],
          help: DRAIN,
        },
      ),
    );
  },
};
