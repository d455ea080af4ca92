// Why: what `apply` would do is worked out before anything is done, so that it can be shown, and so that an
// entry that is as it should be is left alone: writing it anew could move its next run.

import { isDeepStrictEqual } from "node:util";

/** When a recurring entry runs. */
export type Rhythm =
  | { readonly cron: string; readonly timezone: string }
  /** Milliseconds; ticks are its multiples, counted from the Unix epoch. */
  | { readonly every: number };

/** A recurring entry, as it is declared or as the store holds it. */
export interface Schedule {
  /** As queue.tusk names it. */
  readonly key: string;
  readonly queue: string;
  /** The job's name on the wire. */
  readonly job: string;
  readonly rhythm: Rhythm;
  /** With defaults filled in. */
  readonly payload: unknown;
  /** How its jobs are stored: version, retries, priority, retention. */
  readonly options: object;
}

/** What brings one entry of the store in line. */
export interface ScheduleChange {
  readonly action: "created" | "changed" | "removed";
  readonly key: string;
  readonly queue: string;
  /** Absent when it is created. */
  readonly before?: Schedule;
  /** Absent when it is removed. */
  readonly after?: Schedule;
}

/**
 * What has to be done so that `stored` becomes `wanted`. An entry that goes to another queue is removed and
 * created; removals come first, so that no tick runs twice.
 */
export function planSchedules(
  wanted: readonly Schedule[],
  stored: readonly Schedule[],
): ScheduleChange[] {
  const removed = stored
    .filter((before) => !wanted.some((after) => isSameEntry(before, after)))
    .map((before): ScheduleChange => ({ action: "removed", ...placeOf(before), before }));
  const written = wanted.flatMap((after): ScheduleChange[] => {
    const before = stored.find((entry) => isSameEntry(entry, after));
    if (before === undefined) return [{ action: "created", ...placeOf(after), after }];
    if (differences(before, after).length === 0) return [];
    return [{ action: "changed", ...placeOf(after), before, after }];
  });
  return [...removed, ...written];
}

const PARTS = ["job", "rhythm", "payload", "options"] as const;

/** In what two versions of an entry differ. */
export function differences(before: Schedule, after: Schedule): (typeof PARTS)[number][] {
  return PARTS.filter((part) => !isDeepStrictEqual(stored(before[part]), stored(after[part])));
}

function isSameEntry(one: Schedule, other: Schedule): boolean {
  return one.key === other.key && one.queue === other.queue;
}

function placeOf({ key, queue }: Schedule): Pick<Schedule, "key" | "queue"> {
  return { key, queue };
}

/** What a store that keeps JSON gives back; Redis keeps 14 digits of a number. */
function stored(value: unknown): unknown {
  const json = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "number" ? Number(inner.toPrecision(14)) : inner,
  );
  return json === undefined ? undefined : JSON.parse(json);
}
