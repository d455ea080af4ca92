// Why: what an operator is, so that each can be one file: when it works, which words call it, and what a
// call of it means or why it is refused.

import type { Call, Expression } from "../../grammar/ast.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import type { Diagnostic, Label } from "../diagnostics/diagnostic.js";
import type { SourceFile, Span } from "../source/source.js";
import type { Expr, TuskNode } from "../syntax/tree.js";
import type { OperatorName } from "./names.js";

/** One call of an operator, as messages need it. */
export interface OperatorUse {
  readonly source: SourceFile;
  readonly call: Call;
  /** The operator as it is written: `@env.secure`, `env`, `$(...)`. */
  readonly word: string;
  /** The nearest key around the call. */
  readonly key: string | undefined;
  /** What to do about a call that means nothing, where its place tells. */
  readonly instead?: string;
}

interface Common {
  readonly names: readonly OperatorName[];
  /** Whether capitals make no difference in the names. */
  readonly anyCase?: boolean;
  /** A call that shows the words, for lists of what there is. */
  readonly example: string;
}

/** Evaluated while a file is compiled: a call is another way to write `rewrite(use)`. */
export interface CompileOperator extends Common {
  readonly phase: "compile";
  readonly rewrite: (use: OperatorUse) => Expression | Diagnostic;
}

/** Evaluated while a file is compiled: a call is what another file says. */
export interface ImportOperator extends Common {
  readonly phase: "import";
  readonly target: (use: OperatorUse) => ImportTarget | Diagnostic;
}

/** What an import names. */
export interface ImportTarget {
  /** The paths that the file may have, from the folder of the file that imports it. */
  readonly paths: readonly string[];
  /** The keys that lead to the value in it; none for all that it says. */
  readonly keys: readonly string[];
  /** The place of the path, and that of the keys. */
  readonly at: { readonly path: Label; readonly keys: Label };
}

/** Evaluated where the program runs: a call becomes a reference. */
export interface RuntimeOperator extends Common {
  readonly phase: "runtime";
  /** `args` are the evaluated arguments; none of them is an error. */
  readonly refer: (use: OperatorUse, args: readonly TuskNode[]) => Expr | Diagnostic;
}

/** Never evaluated: a call is an error that says why, and what to write instead. */
export interface RefusedOperator extends Common {
  readonly phase: "refused";
  readonly refuse: (use: OperatorUse) => Diagnostic;
}

export type Operator = CompileOperator | ImportOperator | RuntimeOperator | RefusedOperator;

/**
 * Some operators of TuskLang run commands, ask databases, or call the network. A file that is only
 * checked must not do that on the machine that checks it, so tsk-gen never runs them. What differs
 * from machine to machine comes from the environment, which is read when a process starts.
 *
 * ```tusk expect=refused-operator
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @shell("vault read redis")
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @env("REDIS_URL", "redis://localhost:6379")
 * ```
 */
const refusedOperator = defineDiagnostic<{ readonly word: string }>({
  code: "TSK4006",
  name: "refused-operator",
  severity: "error",
  message: ({ word }) => `\`${word}\` cannot run while a file is being compiled`,
});

/** Declares a family of operators that are refused. */
export function refused(definition: {
  readonly names: readonly OperatorName[];
  readonly example: string;
  /** What would happen: `would execute a command on every ...`. */
  readonly would: string;
  /** What to write instead. */
  readonly instead: (use: OperatorUse) => string;
}): RefusedOperator {
  const { names, example, would, instead } = definition;
  const refuse = (use: OperatorUse) =>
    refusedOperator({ word: use.word }, { at: { ...at(use), text: would }, help: instead(use) });
  return { phase: "refused", names, anyCase: true, example, refuse };
}

/** Help that names an environment variable after the key. */
export function readFromEnvironment(use: OperatorUse): string {
  return `use \`@env("${variableFor(use)}")\`, which is read when the worker starts`;
}

/** `REDIS_URL` for a value of the key `redis_url`. */
export function variableFor(use: OperatorUse): string {
  const name = (use.key ?? "").toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  return /^[A-Z]/.test(name) ? name : "NAME";
}

/** The place of the operator's own words. */
export function at(use: OperatorUse): { readonly source: SourceFile; readonly span: Span } {
  const { path, span, form } = use.call;
  const end = form === "shell" ? span.start + 2 : (path.at(-1)?.span.end ?? span.end);
  return { source: use.source, span: { start: span.start, end } };
}
