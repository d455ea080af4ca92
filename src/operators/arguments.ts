// Why: operators that take arguments say in the same words what is wrong with them.

import { defineDiagnostic } from "../diagnostics/define.js";
import { type Diagnostic, labelAt } from "../diagnostics/diagnostic.js";
import type { SourceSpan } from "../source/source.js";
import type { TuskNode } from "../syntax/tree.js";
import type { OperatorUse } from "./operator.js";

/**
 * The operator takes other arguments than these. A secret, for example, has no default: a default
 * would put the secret into the file.
 *
 * ```tusk expect=wrong-arguments
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @env.secure("REDIS_URL", "redis://localhost:6379")
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @env.secure("REDIS_URL")
 * ```
 */
const wrongArguments = defineDiagnostic<{ readonly word: string; readonly takes: string }>({
  code: "TSK4001",
  name: "wrong-arguments",
  severity: "error",
  message: ({ word, takes }) => `\`${word}\` takes ${takes}`,
});

/**
 * Variables of the environment are named by letters, digits, and `_`, and do not start with a
 * digit. Shells and service managers cannot set one that is called otherwise.
 *
 * ```tusk expect=bad-variable-name
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @env("redis-url", "redis://localhost:6379")
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @env("REDIS_URL", "redis://localhost:6379")
 * ```
 */
const badVariableName = defineDiagnostic<object>({
  code: "TSK4002",
  name: "bad-variable-name",
  severity: "error",
  message: () => "an environment variable is named by letters, digits, and `_`",
});

/** A call with too few, too many, or unreadable arguments. */
export function wrongCall(use: OperatorUse, takes: string, help: string): Diagnostic {
  const { source, call } = use;
  const whole = isQuoted(use) ? `${help}; as text it stands within \`'\`` : help;
  return wrongArguments(
    { word: use.word, takes },
    { at: { source, span: call.span }, help: whole },
  );
}

/** Whether a call stands in double quotes: on its line, a quote is open in front of it. */
function isQuoted({ source: { text }, call }: OperatorUse): boolean {
  const before = text.slice(text.lastIndexOf("\n", call.span.start) + 1, call.span.start);
  return before.replace(/'[^']*'/g, "").split('"').length % 2 === 0;
}

/** The name of an environment variable: quoted text that is known now. */
export function variableName(use: OperatorUse, node: TuskNode): string | Diagnostic {
  if (node.kind === "string" && isVariableName(node.value)) return node.value;
  return wrongVariableName(use.word, node.span);
}

/** Whether shells and service managers can set a variable of this name. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** What is written at `span` is no name of a variable; `word` is the operator to call with one. */
export function wrongVariableName(word: string, span: SourceSpan): Diagnostic {
  return badVariableName({}, { at: labelAt(span), help: `write \`${word}("NAME")\`` });
}
