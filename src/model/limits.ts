// Why: limits are of queues, whatever the profile that serves them.

import { bindSection, entriesOf } from "../schema/bind.js";
import type { Context } from "../schema/define.js";
import { limitSection } from "../schema/limits.js";
import type { Entry } from "../syntax/tree.js";
import type { QueueLimit } from "./model.js";

/** Reads the block `queue.limits`. */
export function readLimits(block: Entry | undefined, context: Context): QueueLimit[] {
  if (block === undefined) return [];
  const path = "queue.limits";
  const entries = entriesOf(block, { path, home: block.keySpan }, context);
  return [...(entries?.values() ?? [])].map((entry) => {
    const { key, keySpan } = entry;
    const scope = { path: `${path}.${key}`, home: keySpan };
    const { settings } = bindSection(limitSection, entry, scope, context);
    return { queue: key, queueSpan: keySpan, settings };
  });
}
