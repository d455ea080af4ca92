// Why: recurring entries are kept in the store by their keys; which one became which is decided once.

import type { Model, RecurringSchedule } from "../../model/model.js";

/** A recurring entry that the file no longer has. */
export interface GoneSchedule {
  readonly schedule: RecurringSchedule;
  /** The new entry that runs the same job at the same times. */
  readonly renamed: RecurringSchedule | undefined;
}

/** The recurring entries that are gone, in the order of the file as it was. */
export function goneSchedules(before: Model, after: Model): GoneSchedule[] {
  const was = new Set(before.recurring.map(({ key }) => key));
  const is = new Set(after.recurring.map(({ key }) => key));
  const added = new Map(
    after.recurring.filter(({ key }) => !was.has(key)).map((entry) => [timingOf(entry), entry]),
  );
  return before.recurring
    .filter(({ key }) => !is.has(key))
    .map((schedule) => ({ schedule, renamed: added.get(timingOf(schedule)) }));
}

/** Which job it runs, and when. */
function timingOf({ job, cron, every, timezone }: RecurringSchedule): string {
  const className = job?.job?.names?.className;
  return JSON.stringify([className, cron?.value, every?.value, timezone?.value ?? "UTC"]);
}
