// Why: keys that differ in the file may be one name in TypeScript, on the wire, or on disk.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Job, ScheduleGroup } from "../model/model.js";
import { quoted } from "../schema/wording.js";
import type { Rule } from "./rule.js";

/**
 * Keys become names of classes, of files, and on the wire. These two differ in the file and are the
 * same name there, so one job would be stored and run as the other.
 *
 * ```tusk expect=duplicate-name
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email: {}
 *   WelcomeEmailJob: {}
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email: {}
 *   welcome_back_email: {}
 * ```
 */
const duplicateName = defineDiagnostic<{
  readonly key: string;
  readonly other: string;
  readonly name: string;
}>({
  code: "TSK5009",
  name: "duplicate-name",
  severity: "error",
  message: ({ key, other, name }) =>
    `${quoted(other)} and ${quoted(key)} are one name in the generated code, ${quoted(name)}`,
});

/** No two jobs, and no two groups, share a name after casing. */
export const checkDuplicateName: Rule = ({ jobs, groups }, report) => {
  const check = <T extends Job | ScheduleGroup>(
    all: readonly T[],
    spellings: (of: T) => string[],
  ) => {
    const first = new Map<string, T>();
    for (const one of all) {
      const names = spellings(one);
      const name = names.find((name) => first.has(name));
      const other = name === undefined ? undefined : first.get(name);
      for (const spelling of names) if (!first.has(spelling)) first.set(spelling, one);
      if (name === undefined || other === undefined) continue;
      const at = labelAt(one.keySpan);
      const related = [labelAt(other.keySpan, "the first of them")];
      report(duplicateName({ key: one.key, other: other.key, name }, { at, related }));
    }
  };
  check(jobs, ({ names }) => (names ? [names.className, names.camelName, names.fileName] : []));
  check(groups, ({ names }) => (names ? [names.camelName] : []));
};
