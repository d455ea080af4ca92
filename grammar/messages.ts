// Why: chevrotain knows what it expected; a person wants to know what their line means. Every syntax error
// that the parser finds gets its words here, and never chevrotain's.

import {
  EOF,
  type IParserErrorMessageProvider,
  type IRecognitionException,
  type TokenType,
} from "chevrotain";
import { defineDiagnostic } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { shorten } from "../src/diagnostics/shorten.js";
import { joinWords } from "../src/diagnostics/suggest.js";
import type { SourceFile, Span } from "../src/source/source.js";
import { matchEnd, skipBlanks } from "./characters.js";
import { codeEnd, nextCodeLine } from "./comments.js";
import { TALLEST_EXPRESSION } from "./limits.js";
import { type BehindKey, missingColonAt } from "./missing-colon.js";
import { Newline, StrayBlockOpen, Token, Unreadable } from "./tokens.js";
import { trailingTextAt } from "./trailing-text.js";

/**
 * Something stands where the form that is being read has no place for it: an operator without a
 * second value, a comma too many, a word behind a closing bracket. The headline says what was read,
 * what could have come, and what came.
 *
 * ```tusk expect=unexpected-text
 * $minute: 60
 *
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: $minute *
 * ```
 *
 * ```tusk
 * $minute: 60
 *
 * queue:
 *   backend: "bullmq"
 *   jobs:
 *     timeout: $minute * 5
 * ```
 */
const unexpectedText = defineDiagnostic<{ readonly message: string }>({
  code: "TSK1008",
  name: "unexpected-text",
  severity: "error",
  message: ({ message }) => message,
});

/**
 * Behind the `:` of a key inside brackets nothing can be left out: the next line belongs to the
 * bracket and not to the key. Where no value is meant, `null` says so.
 *
 * ```tusk expect=missing-value
 * queue:
 *   backend: "bullmq"
 *   bullmq: {
 *     concurrency:
 *   }
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   bullmq: {
 *     concurrency: 20
 *   }
 * ```
 */
const missingValue = defineDiagnostic<{ readonly key: string }>({
  code: "TSK1017",
  name: "missing-value",
  severity: "error",
  message: ({ key }) => `the key \`${key}\` has no value`,
});

/**
 * Keys are names that people and editors can find, so they are written as they are. A key that
 * holds `${...}` or a call would have a different name in every environment.
 *
 * ```tusk expect=computed-key
 * $team: "mail"
 *
 * queue:
 *   backend: "bullmq"
 *   queues:
 *     "${team}_high": 5
 *     default: 1
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *   queues:
 *     mail_high: 5
 *     default: 1
 * ```
 */
const computedKey = defineDiagnostic<object>({
  code: "TSK1032",
  name: "computed-key",
  severity: "error",
  message: () => "a key cannot be put together from variables or calls",
});

/**
 * An expression may apply 256 operators one on another, which is far more than a person writes. A
 * program that writes queue.tusk can compute the value itself, or parts of it in variables.
 *
 * ```console
 * $ node sum-timeouts.js > queue.tusk
 * $ tsk-gen check
 * error[TSK1031 expression-too-deep]: this expression applies more than 256 operators one on another
 *  --> queue.tusk:4:14
 *   |
 * 4 |     timeout: 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14 + 15 + 16 + 17 + 18 + 19 + 20 + 21 + 2...
 *   |              ^
 *   |
 *   = help: compute parts of it in variables: `$part: ...`
 *
 * 1 error in queue.tusk
 * ```
 */
const tallExpression = defineDiagnostic<object>({
  code: "TSK1031",
  name: "expression-too-deep",
  severity: "error",
  message: () => `this expression applies more than ${TALLEST_EXPRESSION} operators one on another`,
});

/** Builds the parser's diagnostics for one file. */
export class SyntaxMessages {
  readonly #source: SourceFile;

  constructor(source: SourceFile) {
    this.#source = source;
  }

  /** For an exception of chevrotain: the lexer's own words if it had any, else what was expected. */
  forException(error: IRecognitionException): Diagnostic {
    const token = error.token;
    if (token instanceof Token && token.tokenType === Unreadable && token.problem)
      return token.problem;
    const at = spanOf(token, "previousToken" in error ? error.previousToken : undefined);
    return unexpectedText({ message: error.message }, { at: this.#at(at) });
  }

  missingColon(key: Span, behind: BehindKey): Diagnostic {
    return missingColonAt(this.#source, key, behind);
  }

  /** `last` is the token that `value` ends with. */
  trailingText(value: string, last: Span, at: Span): Diagnostic {
    return trailingTextAt(this.#source, value, last, at);
  }

  missingValue(span: Span): Diagnostic {
    const key = this.#source.slice(span);
    const form = bracketsForBelow(this.#source.text, span);
    const help = form
      ? `inside brackets write \`${shorten(key)}: ${form}\``
      : "write a value behind it, `null` for none";
    return missingValue({ key }, { at: this.#at(span), help });
  }

  computedKey(at: Span): Diagnostic {
    const help = "write the key as it is; put a backslash before a `$` that is meant as text";
    return computedKey({}, { at: this.#at({ start: at.start, end: at.end }), help });
  }

  tallExpression(at: Span): Diagnostic {
    return tallExpression(
      {},
      { at: this.#at(at), help: "compute parts of it in variables: `$part: ...`" },
    );
  }

  #at(span: Span) {
    return { source: this.#source, span };
  }
}

/** The brackets that deeper lines below a key would stand in, if they look like a block or a list. */
function bracketsForBelow(text: string, { start, end }: Span): string | undefined {
  const lineStart = text.lastIndexOf("\n", start) + 1;
  for (let line = nextCodeLine(text, end); line < text.length; line = nextCodeLine(text, line)) {
    const first = skipBlanks(text, line);
    if (codeEnd(text, first, first) === first) continue;
    if (first - line <= start - lineStart) return undefined;
    if (matchEnd(MEMBER, text, first) !== undefined) return "{ ... }";
    return matchEnd(ITEM, text, first) === undefined ? undefined : "[ ... ]";
  }
  return undefined;
}

const MEMBER = /(?:[\w.-]+|"[^"\r\n]*"|'[^'\r\n]*')[ \t]*[:={]/y;
const ITEM = /-[ \t]/y;

/** What people call the rules of the grammar. */
const RULES: Readonly<Record<string, string>> = {
  document: "the file",
  assignment: "a key and its value",
  value: "a value",
  item: "a list item",
  object: "an object",
  angleObject: "the block of a key",
  array: "a list",
  expression: "an expression",
  operand: "an expression",
  branches: "`condition ? one : other`",
  callArguments: "the arguments of an operator",
};

/** Chevrotain's four ways to fail, in our words: while reading what, expected what, found what. */
export const errorMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual, ruleName }) =>
    sentence(ruleName, [label(expected)], actual),
  buildNotAllInputParsedMessage: ({ firstRedundant }) =>
    sentence("document", ["the end of the file"], firstRedundant),
  buildNoViableAltMessage: ({ expectedPathsPerAlt, actual, ruleName }) =>
    sentence(ruleName, firstLabels(expectedPathsPerAlt.flat(), ruleName), actual[0]),
  buildEarlyExitMessage: ({ expectedIterationPaths, actual, ruleName }) =>
    sentence(ruleName, firstLabels(expectedIterationPaths, ruleName), actual[0]),
};

/** More alternatives than this are no help to anyone: what they have in common stands for them. */
const MOST_LABELS = 4;
const ANY_OPERAND: Readonly<Record<string, string>> = {
  expression: "a value",
  operand: "a value",
};

function firstLabels(paths: readonly (readonly TokenType[])[], rule: string): string[] {
  const labels = new Set<string>();
  for (const [first] of paths) if (first) labels.add(label(first));
  if (labels.size <= MOST_LABELS) return [...labels];
  const common = ANY_OPERAND[rule];
  return common === undefined ? [] : [common];
}

function sentence(rule: string, expected: readonly string[], found: { image: string } | undefined) {
  const reading = `while reading ${RULES[rule] ?? "a line"}`;
  const what = describe(found);
  return expected.length === 0
    ? `${reading}, found ${what}, which has no meaning here`
    : `${reading}, expected ${joinWords(expected, "or")}, found ${what}`;
}

function describe(token: { image: string } | undefined): string {
  if (!(token instanceof Token) || token.tokenType === EOF) return "the end of the file";
  if (token.tokenType === StrayBlockOpen) return label(Newline);
  if (token.image === "") return label(token.tokenType);
  const image = token.image.length > 40 ? `${token.image.slice(0, 37)}...` : token.image;
  return `\`${image.replace(/\s+/g, " ")}\``;
}

function label(type: TokenType): string {
  return type.LABEL ?? type.name;
}

/** A token without text is shown by the gap behind the token before it. */
function spanOf(token: unknown, previous: unknown): Span {
  if (!(token instanceof Token)) return { start: 0, end: 0 };
  if (token.end > token.start || !(previous instanceof Token))
    return { start: token.start, end: token.end };
  return { start: previous.end, end: previous.end };
}
