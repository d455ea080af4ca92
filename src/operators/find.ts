// Why: a call may name an operator, none, or a function of another language. Each of the three has its
// answer, and none of them is silence.

import type { Call } from "../../grammar/ast.js";
import { defineDiagnostic } from "../diagnostics/define.js";
import type { Diagnostic, Label } from "../diagnostics/diagnostic.js";
import { askFor, joinWords, suggest } from "../diagnostics/suggest.js";
import type { SourceFile } from "../source/source.js";
import { castRemedy } from "./casts.js";
import { conditional } from "./if.js";
import { operators } from "./index.js";
import { namePattern } from "./names.js";
import { at, type ImportOperator, type Operator, type OperatorUse } from "./operator.js";
import { shell } from "./shell.js";

/**
 * `@` and a name call an operator, and there is none of this name. Text that begins with `@` stands
 * in quotes.
 *
 * ```tusk expect=unknown-operator
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @envv("REDIS_URL")
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @env("REDIS_URL")
 * ```
 */
const unknownOperator = defineDiagnostic<{ readonly word: string }>({
  code: "TSK4007",
  name: "unknown-operator",
  severity: "error",
  message: ({ word }) => `there is no operator called \`${word}\``,
});

/**
 * The value of this call goes nowhere: a line of the file needs a key that the value belongs to.
 *
 * ```tusk expect=lone-operator
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     @env("REDIS_URL")
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     url: @env("REDIS_URL")
 * ```
 */
const loneOperator = defineDiagnostic<{ readonly word: string }>({
  code: "TSK4009",
  name: "lone-operator",
  severity: "error",
  message: ({ word }) => `\`${word}\` stands on a line of its own, and a line needs a key`,
});

/**
 * TuskLang files have values and operators, but no functions. Nothing is called while a file is
 * read, so a call could only be kept as text.
 *
 * ```tusk expect=function-call
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: lower("Shop")
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq:
 *     prefix: "shop"
 * ```
 */
const functionCall = defineDiagnostic<{ readonly word: string }>({
  code: "TSK4010",
  name: "function-call",
  severity: "error",
  message: ({ word }) =>
    `\`${word}(...)\` is a function call, and TuskLang files have no functions`,
});

const CALLED = operators.map((operator) => ({
  operator,
  pattern: new RegExp(`^${namePattern(operator.names, "[^.]+")}$`, operator.anyCase ? "iu" : "u"),
}));

/** The operator of a name; one that is called exactly so goes before one that takes any word there. */
function operatorCalled(words: readonly string[]): Operator | undefined {
  const name = words.join(".");
  const exact = operators.find(({ names }) => names.includes(name));
  return exact ?? CALLED.find(({ pattern }) => pattern.test(name))?.operator;
}

/** The operator that a call means, or why it means none. */
export function findOperator(use: OperatorUse): Operator | Diagnostic {
  const { form, path } = use.call;
  if (form === "shell") return shell;
  const words = path.map((segment) => segment.name);
  if (form === "function" && words.join(".") !== "env") return refuseFunction(use, words);
  return operatorCalled(words) ?? unknown(use);
}

/** Why a call is refused wherever it stands and whatever its arguments are; undefined if it is not. */
export function refusalOf(use: OperatorUse): Diagnostic | undefined {
  const found = findOperator(use);
  if (!("phase" in found)) return found;
  return found.phase === "refused" ? found.refuse(use) : undefined;
}

/** The operator of a call that reads another file; undefined for all others. */
export function findImport({ form, path }: Call): ImportOperator | undefined {
  if (form !== "operator") return undefined;
  const words = path.map((segment) => segment.name);
  const operator = operatorCalled(words);
  return operator?.phase === "import" ? operator : undefined;
}

/** Describes a call for messages. */
export function useOf(source: SourceFile, call: Call, key: string | undefined): OperatorUse {
  const words = call.path.map((segment) => segment.name).join(".");
  const word = call.form === "shell" ? "$(...)" : call.form === "operator" ? `@${words}` : words;
  return { source, call, word, key };
}

/** A call that stands where a key belongs. What is wrong with it anyway is told first. */
export function refuseStatement(use: OperatorUse): Diagnostic {
  const wrong = refusalOf({ instead: "remove the line", ...use }) ?? use.call.problem;
  if (wrong) return wrong;
  return loneOperator(
    { word: use.word },
    { at: at(use), help: `write \`key: ${use.word}...\`, or remove the line` },
  );
}

/** `.name(...)` behind a value. */
export function refuseMethod(at: Label, name: string): Diagnostic {
  return functionCall({ word: `.${name}` }, { at, help: "write the value itself" });
}

function unknown(use: OperatorUse): Diagnostic {
  const remedy = castRemedy(use) ?? { help: importMeant(use) ?? use.instead ?? nameMeant(use) };
  return unknownOperator({ word: use.word }, { at: at(use), ...remedy });
}

/** For what takes one file of TuskLang, such as `@inherit "base.tsk"`. */
function importMeant({ call: { args = [] } }: OperatorUse): string | undefined {
  const [path, more] = args;
  const isFile = path?.kind === "StringLiteral" && /\.(?:tsk|tusk)$/.test(path.value);
  return isFile && more === undefined ? `write \`@import "${path.value}"\`` : undefined;
}

function nameMeant({ word }: OperatorUse): string {
  const known = operators.filter((operator) => operator.phase !== "refused");
  const names = known.flatMap((operator) => /^@[\w.]+/.exec(operator.example)?.[0].slice(1) ?? []);
  const question = askFor(suggest(word.slice(1), names).map((name) => `@${name}`));
  if (question !== undefined) return question;
  const examples = known.map((operator) => `\`${operator.example}\``);
  return `there are ${joinWords(examples, "and")}; put text in quotes`;
}

function refuseFunction(use: OperatorUse, words: readonly string[]): Diagnostic {
  const operator = operatorCalled(words);
  if (operator?.phase === "refused") return operator.refuse(use);
  const help =
    words.join(".") === "if"
      ? `write \`${conditional.example}\``
      : (use.instead ?? "write the value itself, or put text in quotes");
  const remedy = castRemedy(use) ?? { help };
  return functionCall({ word: use.word }, { at: at(use), ...remedy });
}
