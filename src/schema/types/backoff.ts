// Why: the waits between retries follow a named series, or are listed.

import { editAt } from "../../diagnostics/diagnostic.js";
import type { Place, Type, WrittenNode } from "../define.js";
import { reportNotAccepted } from "../mismatch.js";
import { quotedList } from "../wording.js";
import { choice } from "./choice.js";
import { duration, parseDuration } from "./duration.js";
import { listOf } from "./list.js";

const SERIES = ["exponential", "fixed", "sidekiq", "delayed_job"] as const;

/** A named series of waits. */
export type BackoffSeries = (typeof SERIES)[number];

/** A named series, or the waits themselves in milliseconds, the last one repeated. */
export type Backoff = BackoffSeries | readonly number[];

const waits = listOf(duration(), "durations");
const expected = `${quotedList(SERIES, "or")}, or ${waits.expected}`;
const series = choice(SERIES, [], expected);

export const backoff: Type<Backoff> = {
  expected,
  ...(series.variable !== undefined && { variable: series.variable }),
  read(node, place) {
    if (isWait(node)) return reportLoneWait(node, place);
    if (node.kind !== "array") return series.read(node, place);
    if (node.items.length > 0) return waits.read(node, place);
    return reportNotAccepted(node, "a list of at least one duration", place);
  },
};

/** Whether a value is one wait, for a list of which it would do. */
function isWait(node: WrittenNode): boolean {
  if (node.kind === "number") return node.value >= 0;
  return node.kind === "string" && parseDuration(node.value) !== undefined;
}

function reportLoneWait(node: WrittenNode, place: Place): undefined {
  const list =
    node.kind === "string" ? `["${node.value}"]` : `[${node.span.source.slice(node.span)}]`;
  const help = `write \`${list}\``;
  const fix = { title: help, safe: true, edits: [editAt(node.span, list)] };
  return reportNotAccepted(node, expected, place, { help, fix });
}
