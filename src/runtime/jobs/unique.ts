// Why: two jobs ask for the same work when the payload fields that say what the work is are equal, however
// their values were written.

import { createHash } from "node:crypto";
import type { DeduplicationOptions } from "bullmq";
import type { ResolvedPolicy } from "../settings/policy.js";

/**
 * Under which key a job keeps others out of its queue, and for how long; `undefined` without `unique`.
 * @param data the payload as it is stored, with its defaults
 */
export function deduplicationOf(
  job: string,
  { unique }: ResolvedPolicy,
  data: unknown,
): DeduplicationOptions | undefined {
  if (unique === undefined) return undefined;
  const fields = unique.by.map((name) => [name, Reflect.get(Object(data), name)] as const);
  const key = JSON.stringify(fields.filter(([, value]) => value !== undefined).map(ordered));
  const id = `${job}.${createHash("sha256").update(key).digest("base64url")}`;
  return { id, ...(unique.ttl !== undefined && { ttl: unique.ttl }) };
}

/** The same value with the keys of all objects in order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, ordered(member)]));
}
