// Why: durations are written one way everywhere, in queue.tusk, in the environment, and in calls.

/** A number of seconds, or a whole number and one unit: `"500ms"`, `"30s"`, `"5m"`, `"2h"`, `"7d"`, `"1w"`. */
export type Duration = number | string;

/** What a duration may be, for messages. */
export const DURATION_FORMS =
  "a number of seconds, or a whole number and a unit such as 30s (ms, s, m, h, d, or w)";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
  ["w", 604_800_000],
]);

/** Reads a duration as milliseconds; `undefined` when it is none. */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === "number") return toMilliseconds(value * 1000);
  if (typeof value !== "string") return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return toMilliseconds(Number(value) * 1000);
  const match = /^(\d+)(ms|s|m|h|d|w)$/.exec(value);
  const unit = UNITS.get(match?.[2] ?? "");
  return unit === undefined ? undefined : toMilliseconds(Number(match?.[1]) * unit);
}

/** Writes milliseconds the way people do: `90000` is `1m30s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)}ms`;
  let rest = Math.round(milliseconds / 1000);
  let text = "";
  for (const [unit, size] of [
    ["d", 86_400],
    ["h", 3600],
    ["m", 60],
    ["s", 1],
  ] as const) {
    if (rest >= size) text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return text;
}

function toMilliseconds(value: number): number | undefined {
  const rounded = Math.round(value);
  return rounded >= 0 && Number.isSafeInteger(rounded) ? rounded : undefined;
}
