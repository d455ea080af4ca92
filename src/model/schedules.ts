// Why: an entry of `schedules` is recurring or a group, by the one of `cron`, `every`, and `after` that it
// has; what does not go with that would have no effect.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { isEmpty, reportEmpty } from "../evaluate/values.js";
import {
  bindSection,
  bindSetting,
  entriesOf,
  isIncomplete,
  missingSetting,
} from "../schema/bind.js";
import type { Bound, Context } from "../schema/define.js";
import { setting } from "../schema/define.js";
import { scheduleSection } from "../schema/schedules.js";
import { duration } from "../schema/types/duration.js";
import { quoted, quotedList } from "../schema/wording.js";
import type { Entry, TuskNode } from "../syntax/tree.js";
import { type FindJob, findIn } from "./jobs.js";
import type { Job, RecurringSchedule, ScheduleGroup } from "./model.js";
import { namesOf } from "./names.js";
import { readPayload } from "./payload/payload.js";

/**
 * A schedule says in one way when it runs: `cron` at certain times, `every` after each so much
 * time, or `after` for a group that your code starts. With none of them it would never run; with
 * two it would be anybody's guess.
 *
 * ```tusk expect=unclear-schedule
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   nightly:
 *     job: data_cleanup
 *     cron: "0 3 * * *"
 *     every: "1d"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   nightly:
 *     job: data_cleanup
 *     cron: "0 3 * * *"
 * ```
 */
const unclearSchedule = defineDiagnostic<{ readonly key: string; readonly what: string }>({
  code: "TSK2017",
  name: "unclear-schedule",
  severity: "error",
  message: ({ key, what }) => `the schedule ${quoted(key)} has ${what}`,
});

/**
 * This setting belongs to the other kind of schedule. A time zone, for example, means something for
 * the hours of `cron`; a schedule that runs `every` so often has no hours.
 *
 * ```tusk expect=idle-schedule-setting
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   often:
 *     job: data_cleanup
 *     every: "15m"
 *     timezone: "Europe/Berlin"
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   often:
 *     job: data_cleanup
 *     every: "15m"
 * ```
 */
const idleScheduleSetting = defineDiagnostic<{
  readonly setting: string;
  readonly beside: string;
}>({
  code: "TSK2018",
  name: "idle-schedule-setting",
  severity: "error",
  message: ({ setting, beside }) => `\`${setting}\` has no effect beside \`${beside}\``,
});

/** Everything that `schedules` declares. */
export interface Schedules {
  readonly recurring: readonly RecurringSchedule[];
  readonly groups: readonly ScheduleGroup[];
}

type Settings = Bound<typeof scheduleSection.members>;

const TIMINGS = ["cron", "every", "after"] as const;
const delay = setting(duration(), "The wait before a job of a group.", { constant: true });

/** Reads the block `schedules`. */
export function readSchedules(
  block: Entry | undefined,
  jobs: readonly Job[],
  context: Context,
): Schedules {
  const recurring: RecurringSchedule[] = [];
  const groups: ScheduleGroup[] = [];
  const find = findIn(jobs);
  if (block === undefined) return { recurring, groups };
  const scope = { path: "schedules", home: block.keySpan };
  for (const entry of entriesOf(block, scope, context)?.values() ?? []) {
    const here = { path: `schedules.${entry.key}`, home: entry.keySpan };
    const { settings } = bindSection(scheduleSection, entry, here, context);
    const known = entry.value.kind !== "error" && !isIncomplete(entry);
    const timing = known ? timingOf(entry, settings, context) : undefined;
    if (timing === undefined) continue;
    reportIdle(timing, settings, context);
    if (timing === "after") {
      groups.push(readGroup(entry, settings, find, context));
    } else {
      if (settings.job === undefined) reportNoJob(entry, jobs, context);
      if (settings.payload !== undefined) reportEmpties(settings.payload.value, context);
      recurring.push(readRecurring(entry, settings, find));
    }
  }
  return { recurring, groups };
}

/** The one of `cron`, `every`, and `after` that the entry has. */
function timingOf(
  entry: Entry,
  settings: Settings,
  { report }: Context,
): (typeof TIMINGS)[number] | undefined {
  const given = TIMINGS.filter((key) => settings[key] !== undefined);
  const [timing, second] = given;
  if (timing !== undefined && second === undefined) return timing;
  if (entry.value.kind !== "object" && entry.value.kind !== "null") return undefined;
  const at = labelAt(entry.keySpan);
  const notes = ["a schedule has exactly one of `cron`, `every`, and `after`"];
  const what = second === undefined ? "no time" : `both ${quotedList(given, "and")}`;
  report(unclearSchedule({ key: entry.key, what }, { at, notes }));
  return undefined;
}

function reportIdle(
  timing: (typeof TIMINGS)[number],
  settings: Settings,
  { report }: Context,
): void {
  const idle = { cron: [], every: ["timezone"], after: ["job", "timezone"] } as const;
  for (const key of idle[timing]) {
    const located = settings[key];
    if (located === undefined) continue;
    const at = labelAt(located.keySpan);
    report(idleScheduleSetting({ setting: key, beside: timing }, { at }));
  }
}

function reportNoJob(
  { key, keySpan }: Entry,
  [example]: readonly Job[],
  { report }: Context,
): void {
  const path = `schedules.${key}.job`;
  const help = example && `add \`job: ${example.key}\``;
  report(missingSetting({ path }, { at: labelAt(keySpan), help }));
}

/** Payloads hold values of any kind, `null` too: one that is left out may not be meant. */
function reportEmpties(node: TuskNode, context: Context): void {
  if (isEmpty(node)) reportEmpty(node, context.report);
  if (node.kind === "array") for (const item of node.items) reportEmpties(item, context);
  if (node.kind !== "object") return;
  for (const { value } of node.entries.values()) reportEmpties(value, context);
}

function readRecurring(
  { key, keySpan }: Entry,
  { job: located, cron, every, timezone, payload }: Settings,
  find: FindJob,
): RecurringSchedule {
  const name = located?.value;
  const job =
    located && name !== undefined ? { name, span: located.span, job: find(name) } : undefined;
  return { key, keySpan, job, cron, every, timezone, payload: payload?.value };
}

function readGroup(
  { key, keySpan }: Entry,
  settings: Settings,
  find: FindJob,
  context: Context,
): ScheduleGroup {
  const payload = readPayload(settings.payload, context);
  const scope = { path: "after", home: keySpan };
  const entries = entriesOf(settings.after, scope, context);
  if (entries?.size === 0 && !isIncomplete(settings.after)) {
    const at = labelAt(settings.after?.keySpan ?? keySpan);
    context.report(unclearSchedule({ key, what: "no job in `after`" }, { at }));
  }
  const after = [...(entries?.values() ?? [])].map((entry) => ({
    job: { name: entry.key, span: entry.keySpan, job: find(entry.key) },
    delay: bindSetting(delay, entry, context),
  }));
  return { key, keySpan, names: namesOf(key), payload, after };
}
