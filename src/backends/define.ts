// Why: a backend is one file: the settings of its profile, and how its queues get their order.

import type { Members, Section } from "../schema/define.js";

/** How the next queue may be picked. */
export const fetchModes = ["weighted", "fair", "strict"] as const;
export type FetchMode = (typeof fetchModes)[number];

/** The value of `queue.backend`, and the key of the profile's block. */
export type BackendName = "sidekiq" | "delayed_job" | "resque" | "bullmq";

export interface Backend {
  readonly name: BackendName;
  readonly doc: string;
  /** What the variables of its queues begin with; absent where queues have no weights. */
  readonly variablePrefix?: string;
  /** The block's settings; `queues` is among them and read by the model. */
  readonly section: Section<Members>;
  /** Absent: `weighted`, or `strict` where the file lists queues or gives each the weight 0. */
  readonly fetch?: FetchMode;
}

/** The variable that overrides a queue's weight: `SIDEKIQ_HIGH_QUEUE_WEIGHT`. */
export function weightVariable(prefix: string, queue: string): string {
  return `${prefix}_${queue.toUpperCase().replace(/[-.]/g, "_")}_QUEUE_WEIGHT`;
}
