// Why: the waits between retries follow a named series, or are listed.

import type { Type } from "../define.js";
import { reportNotAccepted } from "../mismatch.js";
import { choice } from "./choice.js";
import { duration } from "./duration.js";
import { listOf } from "./list.js";

const SERIES = ["exponential", "fixed", "sidekiq", "delayed_job"] as const;

/** A named series of waits. */
export type BackoffSeries = (typeof SERIES)[number];

/** A named series, or the waits themselves in milliseconds, the last one repeated. */
export type Backoff = BackoffSeries | readonly number[];

const series = choice(SERIES);
const waits = listOf(duration(), "durations");

export const backoff: Type<Backoff> = {
  expected: `${series.expected}, or ${waits.expected}`,
  ...(series.variable !== undefined && { variable: series.variable }),
  read(node, place) {
    if (node.kind !== "array") return series.read(node, place);
    if (node.items.length > 0) return waits.read(node, place);
    return reportNotAccepted(node, "a list of at least one duration", place);
  },
};
