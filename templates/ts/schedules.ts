// Why: recurring entries are data for one explicit step; groups are functions that enqueue several jobs.

import { bug } from "../../src/diagnostics/bug.js";
import type { GeneratedFile } from "../../src/emit/file.js";
import { ts } from "../../src/emit/tags/ts.js";
import {
  array,
  block,
  type Code,
  call,
  doc,
  exportConst,
  exportType,
  literal,
  localConst,
  method,
  name,
  object,
  type Property,
  property,
  stack,
} from "../../src/emit/ts/code.js";
import { tsFile } from "../../src/emit/ts/file.js";
import type { Job, Project, RecurringSchedule, ScheduleGroup } from "../../src/ir/ir.js";
import { durationText, readableDuration } from "../duration.js";
import { payloadSchema } from "./payload.js";
import { jobClass, runtime, z } from "./symbols.js";

/** `schedules.ts` */
export function schedulesFile({ jobs, recurring, groups }: Project): GeneratedFile {
  const find = (className: string): Job =>
    jobs.find((job) => job.className === className) ?? bug(`no job ${className}`);
  const entries = recurring.map((entry) => ({
    key: entry.key,
    value: recurringEntry(entry, find),
  }));
  return tsFile("schedules.ts", [
    stack([
      doc("Jobs that recur; `tsk-gen apply` brings the store in line with them."),
      exportConst("recurring", call(runtime.defineRecurring, block(entries))),
    ]),
    ...groups.flatMap(groupTypes),
    stack([doc("Groups of jobs that are enqueued on demand."), groupsObject(groups, find)]),
  ]);
}

type FindJob = (className: string) => Job;

function recurringEntry(entry: RecurringSchedule, find: FindJob): Code {
  const { job, cron, every, timezone, payload } = entry;
  const rhythm: Property[] =
    cron === undefined
      ? [{ key: "every", value: literal(durationText(every ?? bug("no rhythm"))) }]
      : [
          { key: "cron", value: literal(cron) },
          { key: "timezone", value: literal(timezone) },
        ];
  return object([
    { key: "job", value: jobClass(find(job)) },
    ...rhythm,
    ...(payload === undefined ? [] : [{ key: "payload", value: literal(payload) }]),
  ]);
}

function groupNames({ camelName, pascalName }: ScheduleGroup) {
  return { schema: `${camelName}Payload`, input: `${pascalName}Input` };
}

function groupTypes(group: ScheduleGroup): Code[] {
  if (group.payload === undefined) return [];
  const { schema, input } = groupNames(group);
  return [
    stack([
      doc(`What the group \`${group.key}\` is enqueued with.`),
      exportConst(schema, payloadSchema(group.payload)),
    ]),
    stack([
      doc(`What a producer of \`${group.key}\` passes.`),
      exportType(input, { target: property(z, "input"), argument: name(schema), typeOf: true }),
    ]),
  ];
}

function groupsObject(groups: readonly ScheduleGroup[], find: FindJob): Code {
  if (groups.length === 0) return exportConst("schedules", object([]));
  const methods = groups.map((group) => groupMethod(group, find));
  return ts`
    export const schedules = {
      ${stack(methods, 1)}
    };
  `;
}

function groupMethod(group: ScheduleGroup, find: FindJob): Code {
  const { schema, input } = groupNames(group);
  const parameters = group.payload === undefined ? [] : [ts`input: ${name(input)}`];
  const signature = call(ts`async ${name(group.camelName)}`, ...parameters);
  const isRead = group.after.some(({ fields }) => fields.length > 0);
  const parse = method(name(schema), "parse", name("input"));
  const check = isRead ? localConst("payload", parse) : ts`${parse};`;
  return ts`
    ${doc(describe(group, find))}
    ${signature}: Promise<${runtime.Enqueued}[]> {
      ${group.payload === undefined ? undefined : check}
      return ${array(group.after.map((step) => enqueueStep(step, find)))};
    },
  `;
}

function enqueueStep({ job, delay, fields }: ScheduleGroup["after"][number], find: FindJob): Code {
  const target = find(job);
  const values = fields.map((field) => ({ key: field, value: property(name("payload"), field) }));
  const payload = target.payload === undefined ? [] : [object(values)];
  return ts`await ${method(jobClass(target), "performIn", literal(durationText(delay)), ...payload)}`;
}

/** `a` at once, `b` after 1d. */
function describe({ after }: ScheduleGroup, find: FindJob): string {
  const steps = after.map(({ job, delay }) => {
    const wait = delay === 0 ? "at once" : `after ${readableDuration(delay)}`;
    return `\`${find(job).key}\` ${wait}`;
  });
  return `${steps.join(", ")}.`;
}
