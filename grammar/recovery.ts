// Why: one bad line costs one error. What fails is reported in words, the rest of the line or member is
// skipped (brackets and blocks as a whole: the lexer has balanced them), and reading goes on.

import {
  EOF,
  type IRecognitionException,
  isRecognitionException,
  type TokenType,
} from "chevrotain";
import type { Diagnostic, Report } from "../src/diagnostics/diagnostic.js";
import { SourceFile, type Span } from "../src/source/source.js";
import type { Value } from "./ast.js";
import * as make from "./builders.js";
import { MeasuringParser, SyntaxFailure } from "./heights.js";
import { MOST_SYNTAX_ERRORS } from "./limits.js";
import { errorMessages, SyntaxMessages } from "./messages.js";
import { OneToken } from "./one-token.js";
import { type CallListener, Subjects } from "./subjects.js";
import type { Batches } from "./token-reader.js";
import { CLOSERS, MEMBER_ENDS, OPENERS } from "./token-sets.js";
import * as T from "./tokens.js";

/** Thrown when a file has so many syntax errors that nobody reads on. */
export class TooManyErrors extends Error {}

/** Values that are worth something when part of them is not. */
const CONTAINERS = new Set<Value["kind"]>(["Block", "List", "ObjectLiteral", "ArrayLiteral"]);

const NOTHING: ReadonlySet<TokenType> = new Set();

/**
 * The parser's way with errors. No exception leaves the brackets that it was thrown in. `failures`
 * counts what was reported in this file.
 */
export class RecoveringParser extends MeasuringParser {
  protected failures = 0;
  protected text = "";
  protected source = new SourceFile("", "");
  protected subjects = new Subjects("", { refuse: () => undefined, found: () => {} });
  #report: Report = () => {};
  /** With those that a call keeps to itself. */
  #errors = 0;
  /** Set while the arguments of a call are read: what is wrong with them is the call's to tell. */
  #captured: { problem: Diagnostic | undefined } | undefined;

  /** `validated` has chevrotain check the grammar, which takes longer than reading most files. */
  constructor(validated: boolean) {
    super(T.allTokens, {
      maxLookahead: 1,
      lookaheadStrategy: new OneToken(),
      errorMessageProvider: errorMessages,
      skipValidations: !validated,
    });
  }

  /** Sets the file that is read next. */
  protected begin(
    source: SourceFile,
    batches: Batches,
    report: Report,
    listener: CallListener,
  ): void {
    this.readFrom(batches);
    this.text = source.text;
    this.source = source;
    this.messages = new SyntaxMessages(source);
    this.#report = report;
    this.subjects = new Subjects(source.text, listener);
    this.failures = 0;
    this.#errors = 0;
    this.nesting = 0;
    this.#captured = undefined;
  }

  /**
   * What a rule does beside reading: makes a node, checks, reports. Left out while chevrotain runs each
   * rule once to learn the grammar, as in its own `ACTION`, but without a closure for each call.
   */
  protected act<Parts extends unknown[], Result>(
    action: (this: this, ...parts: Parts) => Result,
    ...parts: Parts
  ): Result {
    return this.RECORDING_PHASE ? (undefined as Result) : action.apply(this, parts);
  }

  protected next(): T.Token {
    return this.LA(1) as T.Token;
  }

  /**
   * Reads a part of a rule. An error in it is reported, and costs what is left of the line or member:
   * `instead` gets its place.
   */
  protected guard<R>(parse: () => R, instead: (at: Span) => R): R {
    const nesting = this.nesting;
    try {
      return parse();
    } catch (error) {
      this.nesting = nesting;
      this.fail(this.diagnosticOf(error));
      return instead(this.skip());
    }
  }

  /** The words of an error that a rule threw; anything else is thrown on. */
  protected diagnosticOf(error: unknown): Diagnostic {
    if (error instanceof SyntaxFailure) return error.diagnostic;
    if (error instanceof Error && isRecognitionException(error)) {
      return this.messages.forException(error as Error & IRecognitionException);
    }
    throw error;
  }

  protected fail(diagnostic: Diagnostic): void {
    this.#errors += 1;
    if (this.#errors >= MOST_SYNTAX_ERRORS) throw new TooManyErrors();
    const problem = this.subjects.refusal() ?? diagnostic;
    if (this.#captured) {
      this.#captured.problem ??= problem;
      return;
    }
    this.#report(problem);
    this.failures += 1;
  }

  /** Runs a rule up to a closing bracket; the first thing wrong in it is returned instead of reported. */
  protected capture(parse: () => void): Diagnostic | undefined {
    const outer = this.#captured;
    const subject = this.subjects.enter();
    const captured: { problem: Diagnostic | undefined } = { problem: undefined };
    this.#captured = captured;
    const nesting = this.nesting;
    try {
      parse();
    } catch (error) {
      this.nesting = nesting;
      captured.problem ??= this.subjects.refusal() ?? this.diagnosticOf(error);
      this.skipToCloser();
      this.SKIP_TOKEN();
    } finally {
      this.#captured = outer;
      this.subjects.leave(subject);
    }
    return captured.problem;
  }

  /** Skips to the end of the line or member, over whole brackets and blocks; answers with what it skipped. */
  protected skip(ends: ReadonlySet<TokenType> = MEMBER_ENDS): Span {
    const { end } = this.LA(0) as T.Token;
    const { start } = this.next();
    let depth = 0;
    for (;;) {
      const type = this.LA(1).tokenType;
      if (type === EOF || (depth === 0 && (ends.has(type) || CLOSERS.has(type)))) {
        const last = this.LA(0) as T.Token;
        return last.end > end ? { start, end: last.end } : { start: end, end };
      }
      if (OPENERS.has(type)) depth += 1;
      else if (CLOSERS.has(type)) depth -= 1;
      this.SKIP_TOKEN();
    }
  }

  /** Skips to the bracket that closes what is being read. */
  protected skipToCloser(): void {
    this.skip(NOTHING);
  }

  /** An expression in which something was reported is worth nothing. */
  protected intact(value: Value, before: number): Value {
    if (this.failures === before || CONTAINERS.has(value.kind)) return value;
    return make.unreadable(value.span);
  }

  protected skipUnreadable(token: T.Token): void {
    if (token.problem) this.fail(token.problem);
    this.skip();
  }
}
