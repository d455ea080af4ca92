// Why: nobody can see 60 * 2^n in his head. The waits that a retry policy leads to stand as a table above it.

import type { Setting } from "../../src/ir/ir.js";
import { type RetryPolicy, waitBefore } from "../../src/rules/backoff/series.js";
import type { Backoff } from "../../src/schema/types/backoff.js";
import { readableDuration } from "../duration.js";

/** Longer series are shown by their first retries and their last. */
const MOST_ROWS = 8;
const RETRY_SETTINGS = /^retry_/;
/** A policy of millions of retries is not walked. */
const MOST_WALKED = 10_000;
const SERIES = ["exponential", "fixed", "sidekiq", "delayed_job"] as const;
const YEAR = 365 * 86_400_000;

/** Shortest and longest, in milliseconds. */
interface Wait {
  readonly least: number;
  readonly most: number;
}

/**
 * The lines of a table: each run, the wait before it, and the time since the first run failed. Empty
 * when `settings` say nothing about retries or the environment alone decides about them.
 */
export function retryTable(settings: readonly Setting[], defaults: readonly Setting[]): string[] {
  if (!settings.some(({ name }) => RETRY_SETTINGS.test(name))) return [];
  const find = (key: string): Setting["value"] =>
    [...settings, ...defaults].find(({ name }) => name === key)?.value;
  const [retries, delay] = [find("retry_attempts"), find("retry_delay")];
  const backoff = backoffOf(find("retry_backoff"));
  if (typeof retries !== "number" || typeof delay !== "number" || backoff === undefined) return [];
  const longest = Math.min(numberOr(find("retry_delay_max"), YEAR), YEAR);
  const policy = { retries, delay, backoff, longest };
  return tableOf(policy, numberOr(find("retry_jitter"), 0));
}

/**
 * The same for a profile that has waits of its own and counts runs, of which its settings hold the number. Empty
 * when the environment alone decides about it.
 */
export function runsTable(profile: readonly Setting[]): string[] {
  const runs = profile.find(({ name }) => name === "max_attempts")?.value;
  if (typeof runs !== "number") return [];
  return tableOf({ retries: runs - 1, delay: 0, backoff: "delayed_job", longest: YEAR }, 0);
}

function tableOf(policy: RetryPolicy, jitter: number): string[] {
  if (policy.retries === 0) return ["", "A run that fails is not retried."];
  return [
    "",
    "| run | waits before it | since the first run |",
    "|---|---|---|",
    ...rows(policy, jitter),
  ];
}

function rows(policy: RetryPolicy, jitter: number): string[] {
  const { retries } = policy;
  const shown = retries <= MOST_ROWS ? retries : MOST_ROWS - 2;
  let total: Wait = { least: 0, most: 0 };
  const all = Array.from({ length: Math.min(retries, MOST_WALKED) }, (_, retry) => {
    const wait = waitRange(retry, policy, jitter);
    total = { least: total.least + wait.least, most: total.most + wait.most };
    return `| ${retry + 2} | ${range(wait)} | ${range(total)} |`;
  });
  const end = shown === retries ? [] : ["| ... | | |", ...all.slice(shown).slice(-1)];
  return [...all.slice(0, shown), ...end, "| dead | | |"];
}

/** Sidekiq's series and jitter have a random part. */
function waitRange(retry: number, policy: RetryPolicy, jitter: number): Wait {
  const least = waitBefore(retry, policy);
  const most = policy.backoff === "sidekiq" ? least + 9_000 * (retry + 1) : least;
  return {
    least: least * (1 - jitter),
    most: Math.min(most * (1 + jitter), policy.longest),
  };
}

function range({ least, most }: Wait): string {
  const [from, to] = [readableDuration(least), readableDuration(most)];
  return from === to ? from : `${from} to ${to}`;
}

function backoffOf(value: Setting["value"]): Backoff | undefined {
  if (Array.isArray(value)) return value.filter((wait) => typeof wait === "number");
  return SERIES.find((series) => series === value);
}

function numberOr(value: Setting["value"], otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
