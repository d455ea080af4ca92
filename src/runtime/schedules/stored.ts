// Why: a recurring entry is one of BullMQ's job schedulers. Which of them are ours shows in their ids, and
// nothing here reads, changes, or removes another.

import type { JobSchedulerJson, RepeatOptions } from "bullmq";
import type { StoreQueue } from "../stores/queue.js";
import type { Rhythm, Schedule } from "./plan.js";

/** What the ids of our entries start with. */
const OWN = "tsk-gen:";

/** The id of an entry. BullMQ takes ids with several colons for those of an old kind. */
export function schedulerId(key: string): string {
  return OWN + key.replace(/[%:]/g, encodeURIComponent);
}

function keyOf(id: string): string | undefined {
  return id.startsWith(OWN)
    ? id.slice(OWN.length).replace(/%(?:25|3A)/g, decodeURIComponent)
    : undefined;
}

/** Our entries of a queue. */
export async function readSchedules(queue: StoreQueue): Promise<Schedule[]> {
  // `getJobSchedulers` removes entries of others that it cannot read.
  const range = await queue.getBackend().getJobSchedulersRange(0, -1, true);
  const ids = range.filter((_, index) => index % 2 === 0).filter((id) => keyOf(id) !== undefined);
  const found = await Promise.all(ids.map((id) => queue.getJobScheduler(id)));
  return found.flatMap((scheduler) =>
    scheduler === undefined ? [] : [fromScheduler(queue.name, scheduler)],
  );
}

/** Writes an entry, new or changed; `now` is in epoch milliseconds. */
export async function writeSchedule(
  queue: StoreQueue,
  { key, job: name, rhythm, payload: data, options: opts }: Schedule,
  now: number,
): Promise<void> {
  await queue.upsertJobScheduler(schedulerId(key), repeat(rhythm, now), { name, data, opts });
}

/** Removes an entry with its next job, unless that is ready to run. */
export async function removeSchedule(queue: StoreQueue, key: string): Promise<void> {
  await queue.removeJobScheduler(schedulerId(key));
}

/** Without a start, BullMQ counts intervals from now, and the first job would run at once. */
function repeat(rhythm: Rhythm, now: number): Omit<RepeatOptions, "key"> {
  if ("cron" in rhythm) return { pattern: rhythm.cron, tz: rhythm.timezone };
  const { every } = rhythm;
  return { every, startDate: (Math.floor(now / every) + 1) * every };
}

function fromScheduler(queue: string, scheduler: JobSchedulerJson): Schedule {
  const { key, name, pattern, tz = "UTC", every = 0, template } = scheduler;
  return {
    key: keyOf(key) ?? key,
    queue,
    job: name,
    rhythm: pattern === undefined ? { every } : { cron: pattern, timezone: tz },
    payload: template?.data ?? {},
    options: template?.opts ?? {},
  };
}
