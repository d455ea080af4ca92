// Why: nobody can see 60 * 2^n in his head. The waits that a retry policy leads to stand as a table above it.

import type { Json, Setting } from "../../src/ir/ir.js";
import { readableDuration } from "../duration.js";

/** Longer series are shown by their first retries and their last. */
const MOST_ROWS = 8;
const RETRY_SETTINGS = /^retry_/;
const YEAR = 365 * 86_400_000;

/** Shortest and longest, in milliseconds. */
interface Wait {
  readonly least: number;
  readonly most: number;
}

/**
 * The lines of a table: each run, the wait before it, and the time since the first run failed. Empty
 * when `settings` say nothing about retries or the environment decides about them.
 */
export function retryTable(settings: readonly Setting[], defaults: readonly Setting[]): string[] {
  if (!settings.some(({ name }) => RETRY_SETTINGS.test(name))) return [];
  const find = (key: string): Setting | undefined =>
    [...settings, ...defaults].find(({ name }) => name === key);
  const retries = find("retry_attempts")?.value;
  const delay = find("retry_delay")?.value;
  const backoff = find("retry_backoff")?.value;
  if (typeof retries !== "number" || typeof delay !== "number" || backoff === undefined) return [];
  if (retries === 0) return ["", "A run that fails is not retried."];
  const jitter = numberOr(find("retry_jitter")?.value, 0);
  const cap = numberOr(find("retry_delay_max")?.value, YEAR);
  const waits = Array.from({ length: retries }, (_, retry) =>
    vary(waitBefore(retry, delay, backoff), jitter, Math.min(cap, YEAR)),
  );
  return ["", "| run | waits before it | since the first run |", "|---|---|---|", ...rows(waits)];
}

function rows(waits: readonly Wait[]): string[] {
  let total: Wait = { least: 0, most: 0 };
  const all = waits.map((wait, index) => {
    total = { least: total.least + wait.least, most: total.most + wait.most };
    return `| ${index + 2} | ${range(wait)} | ${range(total)} |`;
  });
  const shown =
    all.length <= MOST_ROWS
      ? all
      : [...all.slice(0, MOST_ROWS - 2), "| ... | | |", ...all.slice(-1)];
  return [...shown, "| dead | | |"];
}

function range({ least, most }: Wait): string {
  const [from, to] = [readableDuration(least), readableDuration(most)];
  return from === to ? from : `${from} to ${to}`;
}

/** The wait before a retry, counted from 0, by the series that the runtime follows. */
function waitBefore(retry: number, delay: number, backoff: Json): Wait {
  const exactly = (wait: number): Wait => ({ least: wait, most: wait });
  if (Array.isArray(backoff)) return exactly(numberOr(backoff[retry] ?? backoff.at(-1), delay));
  switch (backoff) {
    case "fixed":
      return exactly(delay);
    case "sidekiq": {
      const least = 1000 * (retry ** 4 + 15);
      return { least, most: least + 9000 * (retry + 1) };
    }
    case "delayed_job":
      return exactly(1000 * (5 + (retry + 1) ** 4));
    default:
      return exactly(delay * 2 ** retry);
  }
}

function vary({ least, most }: Wait, jitter: number, cap: number): Wait {
  return { least: Math.min(least * (1 - jitter), cap), most: Math.min(most * (1 + jitter), cap) };
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
