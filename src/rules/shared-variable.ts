// Why: a variable's name has fewer letters to choose from than a queue's, and one variable cannot give two
// weights.

import { weightVariable } from "../backends/define.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Queue } from "../model/model.js";
import { quoted } from "../schema/wording.js";
import type { Rule } from "./rule.js";

/**
 * The weight of each queue can be set by a variable of the environment, named after the queue in
 * upper case with `_` for `-` and `.`. These two queues would have the same variable, and one value
 * cannot be the weight of both.
 *
 * ```tusk expect=shared-variable
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       mail-out: 5
 *       mail_out: 1
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       mail-out: 5
 *       mail-in: 1
 * ```
 */
const sharedVariable = defineDiagnostic<{
  readonly queue: string;
  readonly other: string;
  readonly variable: string;
}>({
  code: "TSK5011",
  name: "shared-variable",
  severity: "error",
  message: ({ queue, other, variable }) =>
    `the weights of queues ${quoted(other)} and ${quoted(queue)} have one variable, ${quoted(variable)}`,
});

/** Each queue of a profile has a variable of its own. */
export const checkSharedVariable: Rule = ({ profiles, selected }, report) => {
  const inOrder = selected === undefined ? profiles : [selected, ...profiles];
  const seen = new Set<Queue>();
  for (const { backend, queues: set } of inOrder) {
    if (backend.variablePrefix === undefined || set.form === "list") continue;
    const first = new Map<string, Queue>();
    for (const queue of set.queues) {
      const variable = weightVariable(backend.variablePrefix, queue.name);
      const other = first.get(variable);
      if (other === undefined) first.set(variable, queue);
      if (!queue.nameSpan || !other?.nameSpan || seen.has(queue)) continue;
      seen.add(queue);
      report(
        sharedVariable(
          { queue: queue.name, other: other.name, variable },
          {
            at: labelAt(queue.nameSpan),
            related: [labelAt(other.nameSpan, "the other one")],
            notes: ["names are put in upper case, with `_` for `-` and `.`"],
          },
        ),
      );
    }
  }
};
