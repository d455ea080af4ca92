// Why: queues are names with weights, or a list in order; a profile that has none of its own takes those of
// another place, so that switching the backend loses no queue.

import { type Backend, type FetchMode, fetchModes } from "../backends/define.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { bindSetting, isIncomplete } from "../schema/bind.js";
import { readItem, reportTooLate } from "../schema/constant.js";
import { type Context, type Located, setting } from "../schema/define.js";
import { QUEUE_NAME, queueName } from "../schema/jobs.js";
import { reportNotAccepted, reportWrongType } from "../schema/mismatch.js";
import { placeOf } from "../schema/text-span.js";
import { integer } from "../schema/types/numbers.js";
import { quoted } from "../schema/wording.js";
import type { Entry, TuskNode } from "../syntax/tree.js";
import type { Queue, QueueSet } from "./model.js";

/**
 * Names of queues are parts of keys in the store, of variables, and of metrics. They are made of
 * letters, digits, `_`, `-`, and `.`; a colon divides keys in Redis.
 *
 * ```tusk expect=bad-queue-name
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       "mail:out": 5
 *       default: 1
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues:
 *       mail-out: 5
 *       default: 1
 * ```
 */
const badQueueName = defineDiagnostic<{ readonly name: string }>({
  code: "TSK3016",
  name: "bad-queue-name",
  severity: "error",
  message: ({ name }) => `a queue cannot be called ${quoted(name)}`,
});

/**
 * A list of queues is their order: a worker takes the first job of the first queue that has one. At
 * its second place a queue is never reached, so one of the two is a slip.
 *
 * ```tusk expect=repeated-queue
 * queue:
 *   backend: "bullmq"
 *   queues: [critical, default, low, critical]
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   queues: [critical, default, low]
 * ```
 */
const repeatedQueue = defineDiagnostic<{ readonly name: string }>({
  code: "TSK2015",
  name: "repeated-queue",
  severity: "error",
  message: ({ name }) => `the queue ${quoted(name)} is listed twice`,
});

/**
 * A worker fetches from the queues that are declared. With none, it would start and never run a
 * job. Leave `queues` out to have one queue, `default`.
 *
 * ```tusk expect=no-queues
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     queues: { default: 1 }
 * ```
 */
const noQueues = defineDiagnostic<Record<never, never>>({
  code: "TSK2016",
  name: "no-queues",
  severity: "error",
  message: () => "`queues` declares no queue",
});

/** What one `queues` key declares. */
export type DeclaredQueues = Pick<QueueSet, "form" | "queues" | "complete"> & {
  readonly keySpan: NonNullable<QueueSet["keySpan"]>;
};

/** The weight of a queue. */
export const weightSetting = setting(integer({ min: 0 }), "The queue's share of picks.");

/** Reads a `queues` key; `forms` says which spellings this place takes. */
export function readQueues(
  entry: Entry,
  forms: "list" | "map or list",
  context: Context,
): DeclaredQueues {
  const { value, keySpan } = entry;
  const form = value.kind === "array" ? "list" : "map";
  const queues = queuesIn(value, forms, context);
  if (queues?.length === 0 && !isIncomplete(entry)) {
    context.report(noQueues({}, { at: labelAt(keySpan) }));
  }
  const known = (queues ?? []).filter((queue) => queue !== undefined);
  const all = queues !== undefined && known.length === queues.length && known.length > 0;
  const complete = all && !isIncomplete(entry);
  return { keySpan, form, queues: known, complete };
}

/** The queues that a profile serves. */
export function queuesOf(
  own: DeclaredQueues | undefined,
  shared: DeclaredQueues | undefined,
  sidekiq: DeclaredQueues | undefined,
): QueueSet {
  if (own !== undefined) return { origin: "own", ...own };
  if (shared !== undefined) return { origin: "shared", ...shared };
  if (sidekiq !== undefined) return { origin: "sidekiq", ...sidekiq };
  return { origin: "default", form: "map", queues: [{ name: "default" }], complete: true };
}

/** How a profile picks: as it says, else by weight unless its queues have none. */
export function fetchOf(
  backend: Backend,
  fetch: Located<unknown> | undefined,
  set: QueueSet,
): FetchMode | undefined {
  if (backend.fetch !== undefined) return backend.fetch;
  if (fetch === undefined) return hasWeights(set) ? "weighted" : "strict";
  return fetchModes.find((mode) => mode === fetch.value);
}

/** Whether any queue may have a weight above 0. */
function hasWeights({ origin, form, queues }: QueueSet): boolean {
  if (origin === "default") return true;
  return form === "map" && queues.some(({ weight }) => weight?.value !== 0);
}

/** The queues of a declaration, undefined for each that is wrong; undefined when all of it is. */
function queuesIn(
  node: TuskNode,
  forms: "list" | "map or list",
  context: Context,
): (Queue | undefined)[] | undefined {
  const place = { report: context.report, name: "queues" };
  if (node.kind === "error") return undefined;
  if (node.kind === "runtime") return reportTooLate(node, place);
  const block = node.kind === "array" && node.items.find((item) => item.kind === "object");
  if (block) {
    const help =
      forms === "list" ? "write the name only" : "write names and weights without dashes";
    return reportNotAccepted(block, queueName.expected, { ...place, inList: true }, { help });
  }
  if (node.kind === "array") {
    const queues = node.items.map((item) => listed(item, context));
    return withoutRepeats(queues, context);
  }
  if (node.kind === "object" && forms !== "list") {
    return [...node.entries.values()].map((entry) => weighted(entry, context));
  }
  const expected =
    forms === "list" ? "a list of names" : "a block of names and weights, or a list of names";
  return reportWrongType(node, expected, place);
}

function listed(node: TuskNode, context: Context): Queue | undefined {
  const { report } = context;
  const name = readItem(queueName, node, { report, name: "queues", inList: true });
  return name === undefined ? undefined : { name, nameSpan: placeOf(node) };
}

function weighted(entry: Entry, context: Context): Queue | undefined {
  const { key, keySpan } = entry;
  const bound = bindSetting(weightSetting, entry, context);
  if (QUEUE_NAME.test(key)) return { name: key, nameSpan: keySpan, weight: bound };
  const at = labelAt(keySpan);
  context.report(badQueueName({ name: key }, { at, notes: [`it is ${queueName.expected}`] }));
  return undefined;
}

function withoutRepeats(queues: (Queue | undefined)[], { report }: Context): (Queue | undefined)[] {
  const first = new Map<string, Queue>();
  return queues.filter((queue) => {
    const other = queue && first.get(queue.name);
    if (queue !== undefined && other === undefined) first.set(queue.name, queue);
    if (queue?.nameSpan === undefined || other?.nameSpan === undefined) return true;
    const at = labelAt(queue.nameSpan);
    const related = [labelAt(other.nameSpan, "first here")];
    report(repeatedQueue({ name: queue.name }, { at, related }));
    return false;
  });
}
