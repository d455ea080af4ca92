// Why: limits stand beside the profiles, since they are about queues and whoever serves these; a profile
// takes those of its own queues.

import type { QueueLimit } from "./config.js";
import { parseDuration } from "./duration.js";
import type { SettingReader } from "./reader.js";

/** How many runs of a queue may go on, and how many may start. */
export interface ResolvedLimit {
  /** Runs at once in a process. */
  readonly max?: number;
  readonly rate?: Rate;
}

/** Starts of all processes together. */
export interface Rate {
  readonly starts: number;
  /** Milliseconds, from the first of these starts. */
  readonly window: number;
}

const RATE = {
  kind: "text",
  form: {
    pattern: /^[1-9]\d{0,8}\/[1-9]\d{0,5}(?:ms|s|m|h|d|w)$/,
    accepted: "a number of starts and a duration, such as 100/1m",
  },
} as const;

/** Gives each queue its limits; what is wrong with them stays in the reader. */
export function withLimits<Queue extends { readonly name: string }>(
  reader: SettingReader,
  queues: readonly Queue[],
  limits: { readonly [queue: string]: QueueLimit | undefined } = {},
): (Queue & ResolvedLimit)[] {
  return queues.map((queue) => {
    const limit = Object.hasOwn(limits, queue.name) ? limits[queue.name] : undefined;
    return { ...queue, ...readLimit(reader, `limits.${queue.name}`, limit) };
  });
}

function readLimit(reader: SettingReader, path: string, limit: QueueLimit = {}): ResolvedLimit {
  const max = reader.optional(`${path}.max`, limit.max, { kind: "integer", min: 1 });
  const rate = parseRate(reader.optional(`${path}.rate`, limit.rate, RATE));
  return { ...(max !== undefined && { max }), ...(rate !== undefined && { rate }) };
}

function parseRate(text = ""): Rate | undefined {
  const [starts, duration] = text.split("/");
  const window = parseDuration(duration);
  return window === undefined ? undefined : { starts: Number(starts), window };
}
