// Why: a secret is an environment variable that no output, log, or message may show. It has no default,
// because a default would put a secret into the file.

import { type Diagnostic, isDiagnostic } from "../diagnostics/diagnostic.js";
import type { Expr, TuskNode } from "../syntax/tree.js";
import { variableName, wrongCall } from "./arguments.js";
import { type OperatorUse, type RuntimeOperator, variableFor } from "./operator.js";

/** `@env.secure("X")` and `@secret("X")`. */
export const secret: RuntimeOperator = {
  phase: "runtime",
  example: '@secret("NAME")',
  names: ["secret", "env.secure"],
  refer: readSecret,
};

function readSecret(use: OperatorUse, args: readonly TuskNode[]): Expr | Diagnostic {
  const [first, extra] = args;
  if (first === undefined || extra !== undefined) {
    const help = `write \`${use.word}("${variableFor(use)}")\`; a default would put the secret into the file`;
    return wrongCall(use, "a variable's name and nothing else", help);
  }
  const name = variableName(use, first);
  return isDiagnostic(name) ? name : { kind: "env", name, secret: true };
}
