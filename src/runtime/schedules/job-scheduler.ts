// Why: schedules are applied by one explicit step, never by each booting worker: many that write the same
// entries would race, and an old one would bring back what a new one removed.

import { definitionOf } from "../jobs/define-job.js";
import type { AnyRecurringEntry } from "../jobs/define-recurring.js";
import { templateOptions } from "../jobs/options.js";
import { checkInput } from "../jobs/payload.js";
import type { QueueManager } from "../queues/queue-manager.js";
import type { Session } from "../queues/session.js";
import { DURATION_FORMS, parseDuration } from "../settings/duration.js";
import { planSchedules, type Rhythm, type Schedule, type ScheduleChange } from "./plan.js";
import { readSchedules, removeSchedule, writeSchedule } from "./stored.js";

/** Recurring entries by their keys. */
export interface RecurringEntries {
  readonly [key: string]: AnyRecurringEntry;
}

/**
 * Brings the recurring entries of the store in line with those that are declared. Only entries that it wrote
 * itself count; what other programs schedule in the same queues stays.
 */
export class JobScheduler {
  constructor(private readonly queues: QueueManager) {}

  /**
   * What `apply` would do.
   * @throws PayloadError, StoreDownError, ConfigError, RangeError for an entry that cannot be
   */
  async plan(entries: RecurringEntries): Promise<ScheduleChange[]> {
    const session = this.queues.session();
    const wanted = Object.entries(entries).map(([key, entry]) => scheduleOf(session, key, entry));
    for (const { queue } of wanted) session.check(queue);
    const queues = session.resolved.queues.map(({ name }) => name);
    const stored = await Promise.all(queues.map((name) => session.use(name, readSchedules)));
    return planSchedules(wanted, stored.flat());
  }

  /**
   * Adds, changes, and removes; answers what was done. Missed ticks are not made up, and an entry that is
   * as it should be keeps its next run.
   * @throws as `plan`
   */
  async apply(entries: RecurringEntries): Promise<ScheduleChange[]> {
    const session = this.queues.session();
    const changes = await this.plan(entries);
    for (const { queue: name, key, after } of changes) {
      await session.use(name, (queue) =>
        after === undefined ? removeSchedule(queue, key) : writeSchedule(queue, after, Date.now()),
      );
    }
    return changes;
  }
}

function scheduleOf(session: Session, key: string, entry: AnyRecurringEntry): Schedule {
  const definition = definitionOf(entry.job);
  const { name, queue, version, payload: schema } = definition;
  const given = entry.payload ?? (schema === undefined ? undefined : {});
  return {
    key,
    queue,
    job: name,
    rhythm: rhythmOf(key, entry),
    payload: checkInput(definition, given),
    options: templateOptions(session.policyOf(definition), { version }),
  };
}

function rhythmOf(key: string, { cron, every, timezone = "UTC" }: AnyRecurringEntry): Rhythm {
  if (cron !== undefined) return { cron, timezone };
  const milliseconds = parseDuration(every);
  if (milliseconds !== undefined && milliseconds > 0) return { every: milliseconds };
  throw new RangeError(
    `the schedule ${key} runs every ${JSON.stringify(every)}; accepted: ${DURATION_FORMS}`,
  );
}
