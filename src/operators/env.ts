// Why: the one operator nearly every file uses. A variable is read where the program runs, never here, and
// reads as the type of its default.

import { defineDiagnostic } from "../diagnostics/define.js";
import { type Diagnostic, isDiagnostic, labelAt } from "../diagnostics/diagnostic.js";
import { toExpr } from "../syntax/expr.js";
import type { Expr, TuskNode } from "../syntax/tree.js";
import { isVariableName, variableName, wrongCall, wrongVariableName } from "./arguments.js";
import { type OperatorUse, type RuntimeOperator, variableFor } from "./operator.js";

/**
 * A variable of the environment is one text, which reads as the type of its default. No text reads
 * as an object.
 *
 * ```tusk expect=object-default
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     keep_completed: @env("KEEP", { age: "1d", count: 500 })
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     keep_completed: { age: "1d", count: 500 }
 * ```
 */
const objectDefault = defineDiagnostic<object>({
  code: "TSK4003",
  name: "object-default",
  severity: "error",
  message: () => "an environment variable cannot read as an object",
});

/** `@env("X")`, `@env("X", default)`, `@env.X`, and `env("X", default)`. */
export const env: RuntimeOperator = {
  phase: "runtime",
  example: '@env("NAME", "default")',
  names: ["env", "env.*"],
  refer: (use, args) => (use.call.path.length === 2 ? readMember(use) : readCall(use, args)),
};

const TAKES = "a variable's name and, if wanted, one default";

function readMember(use: OperatorUse): Expr | Diagnostic {
  const [, member] = use.call.path;
  const name = member?.name ?? "";
  if (use.call.args === undefined)
    return member === undefined || isVariableName(name)
      ? { kind: "env", name, secret: false }
      : wrongVariableName("@env", { source: use.source, ...member.span });
  const [first] = use.call.args;
  // `@env.get("X")`: capitals are what variables are called.
  const meant = /[a-z]/.test(name) && first?.kind === "StringLiteral" ? first.value : name;
  return wrongCall(use, "no arguments", `write \`@env("${meant}")\`, with a default or without`);
}

function readCall(use: OperatorUse, args: readonly TuskNode[]): Expr | Diagnostic {
  const [first, fallback, extra] = args;
  if (first === undefined || extra !== undefined) {
    const indexed = indexedName(use);
    const list = indexed ? `"${indexed}"` : `"${variableFor(use)}", "default"`;
    return wrongCall(use, TAKES, `write \`${use.word}(${list})\``);
  }
  const name = variableName(use, first);
  if (isDiagnostic(name)) return name;
  if (fallback === undefined) return { kind: "env", name, secret: false };
  if (fallback.kind === "object" || fallback.kind === "range") {
    const help = "give each of its keys a variable of its own";
    return objectDefault({}, { at: labelAt(fallback.span), help });
  }
  return { kind: "env", name, secret: false, fallback: toExpr(fallback) };
}

/** `@env[NAME]`, as other languages look a variable up. */
function indexedName({ source, call }: OperatorUse): string | undefined {
  if (call.args !== undefined) return undefined;
  INDEX.lastIndex = call.span.end;
  return INDEX.exec(source.text)?.[1];
}

const INDEX = /\[["']?([A-Za-z_]\w*)["']?\]/y;
