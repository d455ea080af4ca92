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
import type { Assignment, Block, Call, Key, List, Statement, Value } from "./ast.js";
import * as make from "./builders.js";
import { MOST_LEVELS, MOST_SYNTAX_ERRORS, TALLEST_EXPRESSION } from "./limits.js";
import { errorMessages, SyntaxMessages } from "./messages.js";
import { OneToken } from "./one-token.js";
import {
  extraSeparatorAt,
  missingSeparatorAt,
  type Separation,
  semicolonInListAt,
} from "./separation.js";
import { type Batches, TokenReader } from "./token-reader.js";
import { CLOSERS, LINE_ENDS, MEMBER_ENDS, OPENERS, STARTS } from "./token-sets.js";
import * as T from "./tokens.js";

/** Thrown and caught here: an error with its words. */
class SyntaxFailure extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** Thrown when a file has so many syntax errors that nobody reads on. */
export class TooManyErrors extends Error {}

/** Values that are worth something when part of them is not. */
const CONTAINERS = new Set<Value["kind"]>(["Block", "List", "ObjectLiteral", "ArrayLiteral"]);

const NOTHING: ReadonlySet<TokenType> = new Set();

/** What whoever parses a file knows of the operators that it calls, and is told of them. */
export interface CallListener {
  /** Why a call is refused, whatever its arguments are; undefined if it is not. */
  readonly refuse: (call: Call, key: string | undefined) => Diagnostic | undefined;
  /** Gets every `@name` outside quotes, inner ones first. */
  readonly found: (call: Call) => void;
}

/** A line, member, item, or argument that is being read: the calls in it so far. */
interface Subject {
  key: T.Token | undefined;
  calls: Call[] | undefined;
}

/**
 * The parser's way with errors. No exception leaves the brackets that it was thrown in. `height` is the
 * height of the expression that was read last; `failures` counts what was reported in this file.
 */
export class RecoveringParser extends TokenReader {
  protected height = 0;
  protected failures = 0;
  protected text = "";
  protected source = new SourceFile("", "");
  protected messages = new SyntaxMessages(this.source);
  #report: Report = () => {};
  #listener: CallListener = { refuse: () => undefined, found: () => {} };
  #subject: Subject = { key: undefined, calls: undefined };
  #nesting = 0;
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
    this.#listener = listener;
    this.#subject = { key: undefined, calls: undefined };
    this.failures = 0;
    this.#errors = 0;
    this.#nesting = 0;
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
    const nesting = this.#nesting;
    try {
      return parse();
    } catch (error) {
      this.#nesting = nesting;
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
    const problem = this.#refusal() ?? diagnostic;
    if (this.#captured) {
      this.#captured.problem ??= problem;
      return;
    }
    this.#report(problem);
    this.failures += 1;
  }

  /** Begins a subject; what was read before comes back when `leave` is given the outcome. */
  protected enter(): Subject {
    const outer = this.#subject;
    this.#subject = { key: outer.key, calls: undefined };
    return outer;
  }

  protected leave(outer: Subject): void {
    this.#subject = outer;
  }

  protected noteKey(key: T.Token): void {
    this.#subject.key = key;
  }

  protected noteCall(call: Call): Call {
    this.#subject.calls ??= [];
    this.#subject.calls.push(call);
    this.#listener.found(call);
    return call;
  }

  /** Why a call in what is being read is refused. */
  #refusal(): Diagnostic | undefined {
    const { calls, key } = this.#subject;
    const name = key && make.lastName(this.text, key);
    for (const call of calls ?? []) {
      const problem = this.#listener.refuse(call, name);
      if (problem) return problem;
    }
    return undefined;
  }

  /** Runs a rule up to a closing bracket; the first thing wrong in it is returned instead of reported. */
  protected capture(parse: () => void): Diagnostic | undefined {
    const outer = this.#captured;
    const subject = this.enter();
    const captured: { problem: Diagnostic | undefined } = { problem: undefined };
    this.#captured = captured;
    const nesting = this.#nesting;
    try {
      parse();
    } catch (error) {
      this.#nesting = nesting;
      captured.problem ??= this.#refusal() ?? this.diagnosticOf(error);
      this.skip(NOTHING);
      this.SKIP_TOKEN();
    } finally {
      this.#captured = outer;
      this.leave(subject);
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

  /** Whether a line ended cleanly; if not, reports what follows `what` and skips it. */
  protected endLine(what: string, failuresBefore: number): boolean {
    const at = this.next();
    const clean = LINE_ENDS.has(at.tokenType);
    if (!clean && this.failures === failuresBefore) {
      this.fail(at.problem ?? this.#trailingText(what));
    }
    if (!clean) this.skip(LINE_ENDS);
    return clean;
  }

  #trailingText(value: string): Diagnostic {
    const last = this.LA(0) as T.Token;
    return this.messages.trailingText(value, last, make.spanOf(this.next()));
  }

  /** The key of a section, if its header has one, and the end of its line. */
  protected endHeader(header: T.Token): Key | undefined {
    const before = this.failures;
    if (header.problem) this.fail(header.problem);
    const clean = this.endLine("a section header", before);
    return clean && header.problem === undefined ? make.header(this.text, header) : undefined;
  }

  /** The statement of a line; its value is a hole when something follows it. An operator stays, for what it brings. */
  protected closeLine(statement: Statement | undefined, before: number): Statement | undefined {
    const stray = this.failures === before && this.next().tokenType === T.StrayBlockOpen;
    if (stray && this.#isRefused(statement)) {
      this.skip(LINE_ENDS);
      return statement;
    }
    const whole = stray || this.endLine("a value", before);
    if (whole || statement === undefined || statement.kind === "OperatorStatement")
      return statement;
    return make.withValue(statement, make.unreadable(statement.value.span));
  }

  /** The item of a line; a hole when something follows it. */
  protected closeItem(item: Value | undefined, before: number): Value | undefined {
    const clean = this.endLine("the item", before);
    return clean || item === undefined ? item : make.unreadable(item.span);
  }

  /** Whether a statement is a call that is refused, and the deeper lines below it with it. */
  #isRefused(statement: Statement | undefined): boolean {
    if (statement?.kind !== "OperatorStatement") return false;
    const { expression } = statement;
    return expression.kind === "Call" && this.#listener.refuse(expression, undefined) !== undefined;
  }

  /** Reports a stray block, unless the line above it is the one that is wrong. */
  protected openStray(open: T.Token, reported: boolean): void {
    if (open.problem && !reported) this.fail(open.problem);
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

  protected reportMissingColon(key: T.Token): void {
    const next = this.next();
    if (next.tokenType === T.Unreadable) return;
    const { tokenType } = next;
    const last = MEMBER_ENDS.has(tokenType) || CLOSERS.has(tokenType);
    const valued = tokenType === T.StrayBlockOpen || (next.start > key.end && !last);
    const isPlain = tokenType !== T.BareText || /^(?=.*[\d:/])\S+$/.test(next.image);
    const behind = { start: next.start, end: next.end, isValue: valued, isPlain };
    this.fail(this.messages.missingColon(key, behind));
  }

  protected finishAssignment(token: T.Token, value: Value): Assignment | undefined {
    const assignment = make.assignment(this.text, token, value);
    if (assignment === undefined) this.fail(this.messages.computedKey(token));
    return assignment;
  }

  /** Adds the statement of a line, and those of the deeper lines below it that nothing opened. */
  protected addLine(
    statements: Statement[],
    line: Statement | undefined,
    stray: Block | List | undefined,
  ): void {
    if (stray?.kind !== "Block") {
      if (line) statements.push(line);
      return;
    }
    // The lines may belong to the key above, in place of its value, or stand beside it.
    const all = line ? [line, ...stray.statements] : stray.statements;
    for (const statement of all) statements.push(make.withoutValue(statement));
  }

  /** Adds a member of an object; inside brackets every key has a value on its line. */
  protected addMember(
    statements: Statement[],
    member: Statement | undefined,
    start: Span,
    failuresBefore: number,
  ): void {
    const clean = this.endMember(member?.span ?? start, failuresBefore, false);
    if (member === undefined) return;
    if (member.kind === "OperatorStatement") {
      statements.push(member);
      return;
    }
    const { value } = member;
    const empty = value.kind === "EmptyValue";
    const key = { start: member.span.start, end: value.span.start - 1 };
    if (empty && clean) this.fail(this.messages.missingValue(key));
    const whole = !empty && clean;
    statements.push(whole ? member : make.withValue(member, make.unreadable(value.span)));
  }

  /** Whether a member or item at `at` ends where it may; if not, reports what follows it and skips that. */
  protected endMember(at: Span, failuresBefore: number, inList: boolean): boolean {
    const next = this.next();
    if (MEMBER_ENDS.has(next.tokenType) || CLOSERS.has(next.tokenType)) return true;
    if (this.failures === failuresBefore) {
      const problem = STARTS.has(next.tokenType)
        ? missingSeparatorAt(this.source, at, make.spanOf(next), inList)
        : this.#trailingText("a value");
      this.fail(next.problem ?? problem);
    }
    this.skip();
    return false;
  }

  /** Adds an item of an array; one that holds an error or that something follows is a hole. */
  protected addItem(items: Value[], item: Value, failuresBefore: number): void {
    const clean = this.endMember(item.span, failuresBefore, true);
    items.push(clean ? this.intact(item, failuresBefore) : make.unreadable(item.span));
  }

  /** Before a closing bracket: whatever else stands there is reported and skipped. */
  protected endBracket(closer: TokenType, failuresBefore: number): void {
    const next = this.next();
    if (next.tokenType === closer) return;
    if (this.failures === failuresBefore) {
      this.fail(next.problem ?? this.#trailingText("a value"));
    }
    this.skip(NOTHING);
  }

  protected checkSeparator(separation: Separation, token: T.Token): void {
    const span = make.spanOf(token);
    if (!separation.comma()) this.fail(extraSeparatorAt(this.source, span));
    else if (separation.list && token.tokenType === T.Semicolon) {
      this.fail(semicolonInListAt(this.source, span));
    }
  }

  /** Sets the height of an expression over others; too tall ones end the line. */
  protected grow(height: number, at: Span): void {
    this.height = height;
    if (height > TALLEST_EXPRESSION) throw new SyntaxFailure(this.messages.tallExpression(at));
  }

  /** Begins a rule that calls itself without brackets, which the lexer does not count. */
  protected nest(at: Span): void {
    this.#nesting += 1;
    if (this.#nesting > MOST_LEVELS) throw new SyntaxFailure(this.messages.tallExpression(at));
  }

  protected unnest(): void {
    this.#nesting -= 1;
  }
}
