// Why: a call is answered by its operator, and only the operators know what that means. Arguments of one
// that is refused are not looked at: one mistake, one error.

import type { Call } from "../../grammar/ast.js";
import { isDiagnostic } from "../diagnostics/diagnostic.js";
import { findOperator, useOf } from "../operators/find.js";
import type { OperatorUse, RuntimeOperator } from "../operators/operator.js";
import type { TuskNode } from "../syntax/tree.js";
import type { Context } from "./context.js";
import { readExpression } from "./expressions.js";
import { readImport } from "./imports/read.js";

/** The value of a call, or a reported error. */
export function readCall(context: Context, call: Call): TuskNode {
  const span = context.at(call.span);
  const use = { ...useOf(context.source, call, context.key), ...nameMeant(context, call) };
  const operator = findOperator(use);
  if (isDiagnostic(operator) || operator.phase === "refused") {
    context.report(isDiagnostic(operator) ? operator : operator.refuse(use));
    return { kind: "error", span };
  }
  if (call.problem) {
    context.report(call.problem);
    return { kind: "error", span };
  }
  if (operator.phase === "runtime") return readRuntimeCall(context, operator, use);
  if (operator.phase === "import") return readImport(context, call);
  const rewritten = operator.rewrite(use);
  if (!isDiagnostic(rewritten)) return readExpression(context, rewritten);
  context.report(rewritten);
  return { kind: "error", span };
}

/** `@x` without arguments is a variable to some readers of TuskLang. */
function nameMeant(context: Context, { path, args }: Call): Pick<OperatorUse, "instead"> {
  if (args !== undefined) return {};
  const name = path.map((segment) => segment.name).join(".");
  if (context.variable(path)) return { instead: `write \`$${name}\` for the variable` };
  if (context.keyAbove(path)) return { instead: `write \`\${${name}}\` for the value of the key` };
  return {};
}

/** Whether a call in quotes is more than text: only what is read at run time is. */
export function isRuntimeCall(context: Context, call: Call): boolean {
  const operator = findOperator(useOf(context.source, call, context.key));
  return !isDiagnostic(operator) && operator.phase === "runtime";
}

function readRuntimeCall(context: Context, operator: RuntimeOperator, use: OperatorUse): TuskNode {
  const span = context.at(use.call.span);
  const args = (use.call.args ?? []).map((arg) => readExpression(context, arg));
  if (args.some((arg) => arg.kind === "error")) return { kind: "error", span };
  const expr = operator.refer(use, args);
  if (!isDiagnostic(expr)) return { kind: "runtime", span, expr };
  context.report(expr);
  return { kind: "error", span };
}
