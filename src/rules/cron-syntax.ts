// Why: an expression that cannot be read would fail only where schedules are applied.

import { defineDiagnostic, type Evidence } from "../diagnostics/define.js";
import { editAt, labelAt } from "../diagnostics/diagnostic.js";
import type { Located } from "../schema/define.js";
import { counted } from "../schema/wording.js";
import type { SourceSpan, Span } from "../source/source.js";
import { type CronField, fieldsOf, unreadableFields } from "./cron/fields.js";
import { remember } from "./cron/remember.js";
import type { Rule } from "./rule.js";

/**
 * A cron expression says when a schedule runs, in 5 fields: minute, hour, day of the month, month,
 * and day of the week; a sixth before them is the second. This one has a field too many or too few,
 * or one that names no such time. It would fail where schedules are brought into the store.
 *
 * ```tusk expect=cron-syntax
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   nightly:
 *     job: data_cleanup
 *     cron: "0 25 * * *"
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
 *     cron: "0 1 * * *"
 * ```
 */
const cronSyntax = defineDiagnostic<{ readonly why: string }>({
  code: "TSK5005",
  name: "cron-syntax",
  severity: "error",
  message: ({ why }) => why,
});

/** A cron expression has 5 fields, or 6 with seconds, each in its range. */
export const checkCronSyntax: Rule = ({ recurring }, report) => {
  const judge = remember(wrongFields);
  for (const { cron } of recurring) {
    if (cron?.value === undefined) continue;
    const wrong = judge(cron.value);
    if (wrong === "count") {
      const count = counted(cron.value.split(/\s+/).filter(Boolean).length, "field");
      const why = `a cron expression has 5 fields, or 6 with seconds, not ${count}`;
      report(cronSyntax({ why }, { ...wrongCount(cron.span), ...nickname(cron) }));
      continue;
    }
    for (const field of wrong) {
      const why = `\`${field.text}\` is no ${field.name} of a cron expression`;
      report(cronSyntax({ why }, wrongField(cron, field)));
    }
  }
};

/** The fields that cannot be read, unless they are too many or too few. */
function wrongFields(expression: string): readonly CronField[] | "count" {
  const fields = fieldsOf(expression);
  return fields === undefined ? "count" : unreadableFields(expression, fields);
}

function wrongCount(span: SourceSpan): Evidence {
  const names = "minute, hour, day of the month, month, day of the week";
  const notes = [`the fields are ${names}; a sixth before them is the second`];
  return { at: labelAt(span), notes, help: "`0 3 * * *` is every day at 3 o'clock" };
}

/** What cron itself takes for five fields. */
const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
  ["@monthly", "0 0 1 * *"],
  ["@weekly", "0 0 * * 0"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
]);

function nickname({ value, span }: Located<string>): Pick<Evidence, "help" | "fix"> {
  const fields = NICKNAMES.get(value?.toLowerCase() ?? "");
  if (fields === undefined) return {};
  const help = `write \`${fields}\``;
  return { help, fix: { title: help, safe: true, edits: [editAt(span, fields)] } };
}

function wrongField(cron: Located<string>, field: CronField): Evidence {
  const notes = [`${field.range}; \`*\`, \`1,3\`, \`1-5\`, and \`*/2\` work as usual`];
  return { at: labelAt(partOf(cron, field.span)), notes };
}

/** Where a part of an expression stands; all of it where it is not spelled as it is. */
function partOf({ span, value }: Located<string>, part: Span): SourceSpan {
  if (span.source.slice(span) !== value) return span;
  return { ...span, start: span.start + part.start, end: span.start + part.end };
}
