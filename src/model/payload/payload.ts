// Why: jobs and groups both may take a payload, or nothing.

import { entriesOf } from "../../schema/bind.js";
import type { Context } from "../../schema/define.js";
import type { Entry } from "../../syntax/tree.js";
import type { Payload } from "../model.js";
import { readFields } from "./read.js";

/** Reads a `payload` key that holds types; a block without fields takes nothing, as no key does. */
export function readPayload(entry: Entry | undefined, context: Context): Payload {
  if (entry === undefined) return { kind: "none" };
  const entries = entriesOf(entry, { path: "payload", home: entry.keySpan }, context);
  if (entries === undefined) return { kind: "hole" };
  if (entries.size === 0 || entry.value.kind !== "object") return { kind: "none" };
  return { kind: "fields", type: readFields(entry.value, context) };
}
