// Why: an operator that the language has and this version does not read must say so: taken for a misspelt
// one, it would be changed into something else.

import { defineDiagnostic } from "../diagnostics/define.js";
import { at, type OperatorUse, type RefusedOperator } from "./operator.js";

/**
 * The operator belongs to TuskLang, and this version of tsk-gen does not read it yet. Left out, the
 * value would be missing, and nothing would say so.
 *
 * ```tusk expect=not-in-this-version
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @redis.tsk.get("url")
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: "redis://localhost:6379"
 * ```
 */
const notYet = defineDiagnostic<{ readonly word: string }>({
  code: "TSK4005",
  name: "not-in-this-version",
  severity: "error",
  message: ({ word }) => `\`${word}\` is not in this version of tsk-gen yet`,
});

/** Declares an operator of a later version. */
export function later(definition: {
  readonly matches: RefusedOperator["matches"];
  readonly example: string;
  readonly instead: string;
}): RefusedOperator {
  const refuse = (use: OperatorUse) =>
    notYet({ word: use.word }, { at: at(use), help: definition.instead });
  return { phase: "refused", matches: definition.matches, example: definition.example, refuse };
}
