// Why: jobs and groups both may take a payload, or nothing.

import { entriesOf, isIncomplete } from "../../schema/bind.js";
import type { Context } from "../../schema/define.js";
import type { Entry } from "../../syntax/tree.js";
import type { Payload } from "../model.js";
import { readFields } from "./read.js";

/** Reads a `payload` key that holds types; a block without fields takes nothing, as no key does. */
export function readPayload(entry: Entry | undefined, context: Context): Payload {
  if (entry === undefined) return { kind: "none" };
  const entries = entriesOf(entry, { path: "payload", home: entry.keySpan }, context);
  if (entries === undefined) return { kind: "hole" };
  const fields = entry.value.kind === "object" && readFields(entry.value, context);
  if (isIncomplete(entry)) return { kind: "hole" };
  return fields && entries.size > 0 ? { kind: "fields", type: fields } : { kind: "none" };
}
