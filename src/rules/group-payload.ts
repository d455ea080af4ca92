// Why: a group hands its fields on to jobs; what they lack or refuse would fail each time it is enqueued.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt, type Report } from "../diagnostics/diagnostic.js";
import type { GroupMember, ScheduleGroup } from "../model/model.js";
import { isAssignable } from "../model/payload/assignable.js";
import { describeType } from "../model/payload/describe.js";
import { type Field, mayBeAbsent } from "../model/payload/type.js";
import { quoted } from "../schema/wording.js";
import type { Rule } from "./rule.js";

/**
 * A group hands its fields on to its jobs, each the ones that it declares. This job needs a field
 * that the group does not have, may leave out, or gives with another type, so the job would be
 * refused each time the group is started.
 *
 * ```tusk expect=group-payload
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email: { payload: { user_id: int, language: string } }
 *
 * schedules:
 *   user_tasks:
 *     payload: { user_id: int }
 *     after: { welcome_email: "1h" }
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email: { payload: { user_id: int, language: string } }
 *
 * schedules:
 *   user_tasks:
 *     payload: { user_id: int, language: string }
 *     after: { welcome_email: "1h" }
 * ```
 */
const groupPayload = defineDiagnostic<{ readonly what: string }>({
  code: "TSK5013",
  name: "group-payload",
  severity: "error",
  message: ({ what }) => what,
});

/** Each job of a group gets the fields that it declares, of types that it takes. */
export const checkGroupPayload: Rule = (model, report) => {
  for (const group of model.groups) {
    if (group.payload.kind === "hole") continue;
    const given = group.payload.kind === "fields" ? group.payload.type.fields : [];
    for (const member of group.after) checkMember(group, given, member, report);
  }
};

function checkMember(
  group: ScheduleGroup,
  given: readonly Field[],
  { job: { job, span } }: GroupMember,
  report: Report,
): void {
  if (job?.payload.kind !== "fields") return;
  for (const field of job.payload.type.fields) {
    const own = given.find(({ name }) => name === field.name);
    const what = faultOf(own, field, job.key, group.key);
    if (what === undefined) continue;
    const text = `${quoted(job.key)} takes ${describeType(field.type)}`;
    const at = own === undefined ? labelAt(span) : labelAt(own.type.span);
    const related = [labelAt(field.type.span, text)];
    const help =
      own === undefined ? `add ${quoted(field.name)} to the group's \`payload\`` : undefined;
    report(groupPayload({ what }, { at, related, help }));
  }
}

function faultOf(
  own: Field | undefined,
  field: Field,
  job: string,
  group: string,
): string | undefined {
  const name = quoted(field.name);
  if (own === undefined) {
    if (mayBeAbsent(field)) return undefined;
    return `job ${quoted(job)} needs ${name}, which the group ${quoted(group)} does not have`;
  }
  if (!isAssignable(own.type, field.type)) {
    return `${name} of the group ${quoted(group)} is not what job ${quoted(job)} takes`;
  }
  const absent = own.optional && own.default === undefined && !mayBeAbsent(field);
  return absent
    ? `job ${quoted(job)} needs ${name}, which the group ${quoted(group)} may leave out`
    : undefined;
}
