// Why: a recurring job is enqueued with what the file says, again and again; a slip in it would fail each time.

import { defineDiagnostic, type Evidence } from "../diagnostics/define.js";
import type { Job, RecurringSchedule } from "../model/model.js";
import { findMismatches, type Mismatch } from "../model/payload/check.js";
import { describeType } from "../model/payload/describe.js";
import { mayBeAbsent, type ObjectType } from "../model/payload/type.js";
import { reportTooLate } from "../schema/constant.js";
import { correction } from "../schema/correction.js";
import type { Context } from "../schema/define.js";
import { placeOf } from "../schema/text-span.js";
import { describeNode, quoted } from "../schema/wording.js";
import type { SourceFile } from "../source/source.js";
import type { TuskNode } from "../syntax/tree.js";
import type { Rule } from "./rule.js";

const schedulePayload = defineDiagnostic<{ readonly what: string }>({
  code: "TSK5012",
  name: "schedule-payload",
  severity: "error",
  message: ({ what }) => what,
});

/** The values of a recurring job are those that its payload declares. */
export const checkSchedulePayload: Rule = ({ source, recurring }, report) => {
  const context = { source, report };
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

function checkNone({ payload }: RecurringSchedule, job: Job, { source, report }: Context): void {
  if (payload === undefined || payload.kind === "error" || payload.kind === "runtime") return;
  if (payload.kind === "object" && payload.entries.size === 0) return;
  const related = [{ source, span: job.keySpan, text: "declared without `payload`" }];
  const what = `job ${quoted(job.key)} takes no payload`;
  report(schedulePayload({ what }, { at: { source, span: payload.span }, related }));
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
    const [what, evidence] = describeMismatch(mismatch, job, context.source);
    context.report(schedulePayload({ what }, evidence));
  }
}

function checkAbsent(
  { key, job: reference }: RecurringSchedule,
  job: Job,
  { fields }: ObjectType,
  { source, report }: Context,
): void {
  const needed = fields.find((field) => !mayBeAbsent(field));
  if (needed === undefined || reference === undefined) return;
  const what = `job ${quoted(job.key)} needs ${quoted(needed.name)}, and schedule ${quoted(key)} has no payload`;
  const related = [{ source, span: needed.nameSpan, text: "needed here" }];
  report(schedulePayload({ what }, { at: { source, span: reference.span }, related }));
}

/** What is wrong, and the places that show it. */
function describeMismatch(
  mismatch: Mismatch,
  { key }: Job,
  source: SourceFile,
): readonly [what: string, evidence: Evidence] {
  const job = quoted(key);
  const path = mismatch.path === "" ? "the payload" : quoted(mismatch.path);
  switch (mismatch.kind) {
    case "wrong": {
      const { node, type } = mismatch;
      const what = `${path} of job ${job} is ${describeType(type)}, not ${describeNode(node)}`;
      const related = [{ source, span: type.span, text: "declared here" }];
      return [what, { at: { source, span: placeOf(source, node) }, related }];
    }
    case "missing": {
      const { node, field } = mismatch;
      const related = [{ source, span: field.nameSpan, text: "needed here" }];
      const at = { source, span: node.span };
      return [`job ${job} needs ${path}, which is not given`, { at, related }];
    }
    case "unknown": {
      const { entry, accepted } = mismatch;
      const slip = { source, span: entry.keySpan, written: entry.key, accepted };
      const at = { source, span: entry.keySpan };
      return [`job ${job} has no field ${path}`, { at, ...correction(slip) }];
    }
  }
}
