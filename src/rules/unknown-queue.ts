// Why: a job that waits in a queue that nobody fetches from is lost without a sound, and a limit of a queue
// that does not exist limits nothing.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Profile, Queue, QueueSet } from "../model/model.js";
import { correction } from "../schema/correction.js";
import { quoted } from "../schema/wording.js";
import { declaredQueues, elsewhere, foremost, spellingOf } from "./queues/declared.js";
import type { Rule } from "./rule.js";

/**
 * A worker fetches only from the queues that the selected backend declares. A job of any other queue would
 * be stored and never run, and nothing would say so; limits of another queue would limit nothing.
 *
 * ```tusk expect=unknown-queue
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       default: 1
 *       mail: 5
 *
 * jobs:
 *   welcome_email:
 *     queue: emails
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
 *     queue: mail
 * ```
 */
export const unknownQueue = defineDiagnostic<{ readonly what: string; readonly queue: string }>({
  code: "TSK5001",
  name: "unknown-queue",
  severity: "error",
  message: ({ what, queue }) => `${what} queue ${quoted(queue)}, which is not declared`,
});

/** A job's queue is one of the selected profile's, and limits are of a queue of any profile. */
export const checkUnknownQueue: Rule = (model, report) => {
  checkJobs(model, report);
  checkLimits(model, report);
};

const checkJobs: Rule = (model, report) => {
  const { selected, jobs } = model;
  if (selected?.queues.complete !== true) return;
  const set = selected.queues;
  const accepted = set.queues.map((queue) => queue.name);
  const declared = new Set(accepted);
  const told = new Set<Profile>();
  for (const { key, settings } of jobs) {
    const queue = settings.queue?.value;
    if (settings.queue === undefined || queue === undefined || declared.has(queue)) continue;
    const { span } = settings.queue;
    const other = elsewhere(queue, model);
    if (other !== undefined && told.has(other)) continue;
    if (other !== undefined) told.add(other);
    report(
      unknownQueue(
        { what: `job ${quoted(key)} goes to`, queue },
        {
          at: labelAt(span, "not one of them"),
          related: declaredQueues(other?.queues ?? set),
          notes: [LOST, ...(other ? [belongs(other, selected)] : [])],
          ...(other
            ? { help: select(other, selected) }
            : { help: remedy(queue, set), ...correction({ span, written: queue, accepted }) }),
        },
      ),
    );
  }
};

/** The environment may select another profile, which then has these limits. */
const checkLimits: Rule = ({ limits, profiles, selected }, report) => {
  const served = profiles.filter((profile) => profile === selected || profile.block !== undefined);
  const isKnown = served.length > 0 && served.every(({ queues }) => queues.complete);
  if (limits.length === 0 || !isKnown) return;
  const accepted = [...new Set(served.flatMap(({ queues }) => queues.queues.map(nameOf)))];
  for (const { queue, queueSpan: span } of limits) {
    if (accepted.includes(queue)) continue;
    report(
      unknownQueue(
        { what: "`limits` names", queue },
        {
          at: labelAt(span, "not one of them"),
          related: selected === undefined ? [] : declaredQueues(selected.queues),
          ...correction({ span, written: queue, accepted }),
        },
      ),
    );
  }
};

function nameOf({ name }: Queue): string {
  return name;
}

const LOST = "the job would be stored and no worker would ever fetch it";

function belongs({ backend }: Profile, selected: Profile): string {
  return `the block \`${backend.name}\` is for that backend; \`${selected.backend.name}\` is selected, and has no queues`;
}

function select({ backend }: Profile, selected: Profile): string {
  return `select it by \`backend: "${backend.name}"\`, or call the block \`${selected.backend.name}\``;
}

function remedy(queue: string, set: QueueSet): string {
  return `send it to ${foremost(set)}, or add \`${spellingOf(queue, set)}\` under \`queues\``;
}
