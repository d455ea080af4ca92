// Why: a job's name is a name in TypeScript, which has meanings for some already.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import { keyFrom, NAME_FORM, namesOf } from "../model/names.js";
import { quoted } from "../schema/wording.js";
import type { SourceSpan } from "../source/source.js";
import type { Rule } from "./rule.js";

/**
 * The key becomes a name in the generated TypeScript, where this name means something already or
 * cannot be one: a word of the language, or something that the generated files declare themselves.
 *
 * ```tusk expect=reserved-name
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   delete: { payload: { user_id: int } }
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   delete_user: { payload: { user_id: int } }
 * ```
 */
const reservedName = defineDiagnostic<{ readonly key: string; readonly what: string }>({
  code: "TSK5010",
  name: "reserved-name",
  severity: "error",
  message: ({ key, what }) => `${what} cannot be called ${quoted(key)}`,
});

/** Words that JavaScript keeps for itself wherever a name is declared. */
const LANGUAGE = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval " +
    "export extends false finally for function if implements import in instanceof interface let new " +
    "null package private protected public return static super switch this throw true try typeof " +
    "undefined var void while with yield"
  ).split(" "),
);

/** What generated files declare and import themselves. */
const GENERATED = new Set([
  "config",
  "createRuntime",
  "defaults",
  "env",
  "handlers",
  "isMain",
  "jobs",
  "queues",
  "recurring",
  "runtime",
  "schedules",
  "z",
]);

/** Keys of `jobs` and of groups can be names in TypeScript, and are none that has a meaning already. */
export const checkReservedName: Rule = ({ jobs, groups }, report) => {
  const check = (what: string, key: string, span: SourceSpan, name: string | undefined) => {
    const notes = noteOn(name);
    if (notes === undefined) return;
    const other = name === undefined ? keyFrom(key) : namesOf(`run_${key}`) && `run_${key}`;
    const help = other && `call it \`${other}\``;
    report(reservedName({ key, what }, { at: labelAt(span), notes: [notes], help }));
  };
  for (const { key, keySpan, names } of jobs) check("a job", key, keySpan, names?.camelName);
  for (const { key, keySpan, names } of groups) check("a group", key, keySpan, names?.camelName);
};

/** Why the name does not do; undefined when it does. */
function noteOn(name: string | undefined): string | undefined {
  if (name === undefined) return `a name is ${NAME_FORM}`;
  if (LANGUAGE.has(name)) return `\`${name}\` is a word of JavaScript itself`;
  if (GENERATED.has(name)) return `the generated code has a \`${name}\` of its own`;
  return name in {} ? `every object in JavaScript has a \`${name}\` already` : undefined;
}
