// Why: an expression that cannot be read would fail only where schedules are applied.

import { defineDiagnostic } from "../diagnostics/define.js";
import type { Located } from "../schema/define.js";
import { counted } from "../schema/wording.js";
import type { SourceFile, Span } from "../source/source.js";
import { fieldsOf, isReadableField } from "./cron/fields.js";
import type { Rule } from "./rule.js";

export const cronSyntax = defineDiagnostic<{ readonly why: string }>({
  code: "TSK5005",
  name: "cron-syntax",
  severity: "error",
  message: ({ why }) => why,
});

/** A cron expression has 5 fields, or 6 with seconds, each in its range. */
export const checkCronSyntax: Rule = ({ source, recurring }, report) => {
  for (const { cron } of recurring) {
    if (cron?.value === undefined) continue;
    const fields = fieldsOf(cron.value);
    if (fields === undefined) {
      const count = counted(cron.value.split(/\s+/).filter(Boolean).length, "field");
      report(
        cronSyntax(
          { why: `a cron expression has 5 fields, or 6 with seconds, not ${count}` },
          {
            at: { source, span: cron.span },
            notes: [
              "the fields are (second,) minute, hour, day of the month, month, day of the week",
            ],
            help: '`"0 3 * * *"` is every day at 3 o\'clock',
          },
        ),
      );
      continue;
    }
    for (const field of fields) {
      if (isReadableField(field)) continue;
      const why = `\`${field.text}\` is no ${field.name} of a cron expression`;
      const notes = [
        `a ${field.name} is ${field.accepts}; \`*\`, \`1,3\`, \`1-5\`, and \`*/2\` work as usual`,
      ];
      report(
        cronSyntax({ why }, { at: { source, span: partOf(source, cron, field.span) }, notes }),
      );
    }
  }
};

/** Where a part of an expression stands; all of it where it is not spelled as it is. */
function partOf(source: SourceFile, { span, value }: Located<string>, part: Span): Span {
  if (source.slice(span) !== value) return span;
  return { start: span.start + part.start, end: span.start + part.end };
}
