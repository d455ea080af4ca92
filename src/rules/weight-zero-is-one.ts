// Why: a weight of 0 looks like a pause, and Sidekiq's rule makes it nothing of the kind.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Queue } from "../model/model.js";
import type { Located } from "../schema/define.js";
import { quoted } from "../schema/wording.js";
import type { Rule } from "./rule.js";

/**
 * A weight is a share of the worker's picks, and 0 looks like none. It is not so: as in Sidekiq, a
 * 0 beside weights above 0 counts as 1, so the queue is served. Only when all weights are 0 do they
 * mean something else: strict order, from the first to the last.
 *
 * To pause a queue, take it out of the worker that should leave it alone.
 *
 * ```tusk expect=weight-zero-is-one
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       high: 5
 *       low: 0
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       high: 5
 *       low: 1
 * ```
 */
export const weightZeroIsOne = defineDiagnostic<Record<never, never>>({
  code: "TSK5004",
  name: "weight-zero-is-one",
  severity: "warning",
  message: () => "weight 0 does not pause a queue here; it counts as 1",
});

type WeightedQueue = Queue & { readonly weight: Located<number> };

/** In a weighted set no queue should have the weight 0. */
export const checkWeightZero: Rule = ({ selected }, report) => {
  if (selected?.fetch !== "weighted") return;
  const queues = selected.queues.queues.filter(hasWeight);
  const heaviest = queues.reduce<WeightedQueue | undefined>(heavier, undefined);
  if (heaviest?.weight.value === undefined || heaviest.weight.value === 0) return;
  for (const { name, weight } of queues) {
    if (weight.value !== 0) continue;
    const text = "one weight above 0 makes the whole set weighted";
    report(
      weightZeroIsOne(
        {},
        {
          at: labelAt(weight.span, "so this 0 is read as 1"),
          related: [labelAt(heaviest.weight.span, text)],
          notes: [
            "0 means strict order only when every queue has it (Sidekiq's rule, kept here)",
            ...sharesOf(queues),
          ],
          help: `remove ${quoted(name)} from this worker, or give it a positive weight`,
        },
      ),
    );
  }
};

function hasWeight(queue: Queue): queue is WeightedQueue {
  return queue.weight !== undefined;
}

function heavier(a: WeightedQueue | undefined, b: WeightedQueue): WeightedQueue {
  return (a?.weight.value ?? -1) >= (b.weight.value ?? -1) && a !== undefined ? a : b;
}

/** The chance of each queue to be picked first; nothing when a weight is known only at run time. */
function sharesOf(queues: readonly WeightedQueue[]): string[] {
  const weights = queues.map(({ weight }) => weight.value ?? Number.NaN);
  const counted = weights.map((weight) => Math.max(weight, 1));
  const total = counted.reduce((sum, weight) => sum + weight, 0);
  if (Number.isNaN(total)) return [];
  const shares = queues.map(
    ({ name }, index) => `${name} ${Math.round(((counted[index] ?? 0) / total) * 100)}%`,
  );
  return [`as written, the first pick is ${shares.join(", ")}`];
}
