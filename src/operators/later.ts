// Why: an operator that the language has and this version does not read must say so: taken for a misspelt
// one, it would be changed into something else.

import { defineDiagnostic } from "../diagnostics/define.js";
import { at, type OperatorUse, type RefusedOperator } from "./operator.js";

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
