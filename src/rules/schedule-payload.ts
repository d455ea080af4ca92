// Why: a recurring job is enqueued with what the file says, again and again; a slip in it would fail each time.

import { defineDiagnostic, type Evidence } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Job, RecurringSchedule } from "../model/model.js";
import { findMismatches, type Mismatch } from "../model/payload/check.js";
import { describeType } from "../model/payload/describe.js";
import { mayBeAbsent, type ObjectType } from "../model/payload/type.js";
import { reportTooLate } from "../schema/constant.js";
import { correction } from "../schema/correction.js";
import type { Context } from "../schema/define.js";
import { placeOf } from "../schema/text-span.js";
import { describeNode, quoted } from "../schema/wording.js";
import type { TuskNode } from "../syntax/tree.js";
import type { Rule } from "./rule.js";

/**
 * A recurring job is enqueued with the values that its schedule gives. They must be what the job's
 * payload declares; otherwise each run would fail, one after another, with nobody there who
 * enqueued it.
 *
 * ```tusk expect=schedule-payload
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   send_report: { payload: { to: email, days: int(1..90) = 7 } }
 *
 * schedules:
 *   weekly:
 *     job: send_report
 *     cron: "0 8 * * mon"
 *     payload: { to: "board" }
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   send_report: { payload: { to: email, days: int(1..90) = 7 } }
 *
 * schedules:
 *   weekly:
 *     job: send_report
 *     cron: "0 8 * * mon"
 *     payload: { to: "board@example.com" }
 * ```
 */
const schedulePayload = defineDiagnostic<{ readonly what: string }>({
  code: "TSK5012",
  name: "schedule-payload",
  severity: "error",
  message: ({ what }) => what,
});

/** The values of a recurring job are those that its payload declares. */
export const checkSchedulePayload: Rule = ({ recurring }, report) => {
  const context = { report };
  for (const schedule of recurring) {
    const job = schedule.job?.job;
    if (schedule.payload !== undefined) refuseRuntime(schedule.payload, context);
    if (job?.payload.kind === "none") checkNone(schedule, job, context);
    if (job?.payload.kind === "fields") checkFields(schedule, job, job.payload.type, context);
  }
};

/** Values that only a running process knows come too late for a schedule. */
function refuseRuntime(node: TuskNode, context: Context): void {
  if (node.kind === "runtime") reportTooLate(node, { ...context, name: "payload" });
  if (node.kind === "array") for (const item of node.items) refuseRuntime(item, context);
  if (node.kind === "object") {
    for (const { value } of node.entries.values()) refuseRuntime(value, context);
  }
}

function checkNone({ payload }: RecurringSchedule, job: Job, { report }: Context): void {
  if (payload === undefined || payload.kind === "error" || payload.kind === "runtime") return;
  if (payload.kind === "object" && payload.entries.size === 0) return;
  const related = [labelAt(job.keySpan, "declared without `payload`")];
  const what = `job ${quoted(job.key)} takes no payload`;
  report(schedulePayload({ what }, { at: labelAt(payload.span), related }));
}

function checkFields(
  schedule: RecurringSchedule,
  job: Job,
  type: ObjectType,
  context: Context,
): void {
  if (schedule.payload === undefined) {
    checkAbsent(schedule, job, type, context);
    return;
  }
  for (const mismatch of findMismatches(schedule.payload, type)) {
    const [what, evidence] = describeMismatch(mismatch, job);
    context.report(schedulePayload({ what }, evidence));
  }
}

function checkAbsent(
  { key, job: reference }: RecurringSchedule,
  job: Job,
  { fields }: ObjectType,
  { report }: Context,
): void {
  const needed = fields.find((field) => !mayBeAbsent(field));
  if (needed === undefined || reference === undefined) return;
  const what = `job ${quoted(job.key)} needs ${quoted(needed.name)}, and schedule ${quoted(key)} has no payload`;
  const related = [labelAt(needed.nameSpan, "needed here")];
  report(schedulePayload({ what }, { at: labelAt(reference.span), related }));
}

/** What is wrong, and the places that show it. */
function describeMismatch(
  mismatch: Mismatch,
  { key }: Job,
): readonly [what: string, evidence: Evidence] {
  const job = quoted(key);
  const path = mismatch.path === "" ? "the payload" : quoted(mismatch.path);
  switch (mismatch.kind) {
    case "wrong": {
      const { node, type } = mismatch;
      const what = `${path} of job ${job} is ${describeType(type)}, not ${describeNode(node)}`;
      const related = [labelAt(type.span, "declared here")];
      return [what, { at: labelAt(placeOf(node)), related }];
    }
    case "missing": {
      const { node, field } = mismatch;
      const related = [labelAt(field.nameSpan, "needed here")];
      const at = labelAt(node.span);
      return [`job ${job} needs ${path}, which is not given`, { at, related }];
    }
    case "unknown": {
      const { entry, accepted } = mismatch;
      const slip = { span: entry.keySpan, written: entry.key, accepted };
      const at = labelAt(entry.keySpan);
      return [`job ${job} has no field ${path}`, { at, ...correction(slip) }];
    }
  }
}
