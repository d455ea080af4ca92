// Why: a line, a member, an item, and a bracket end where they may, or what follows is reported and skipped. What
// is kept of them then is decided here, so that one mistake costs one error and hides nothing else.

import type { TokenType } from "chevrotain";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { Span } from "../src/source/source.js";
import type { Assignment, Block, Key, List, Statement, Value } from "./ast.js";
import * as make from "./builders.js";
import { RecoveringParser } from "./recovery.js";
import {
  extraSeparatorAt,
  missingSeparatorAt,
  type Separation,
  semicolonInListAt,
} from "./separation.js";
import { CLOSERS, LINE_ENDS, MEMBER_ENDS, STARTS } from "./token-sets.js";
import * as T from "./tokens.js";

/** Closes what the rules read: lines, items, members, and brackets. */
export class ClosingParser extends RecoveringParser {
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
    return expression.kind === "Call" && this.subjects.refuses(expression);
  }

  /** Reports a stray block, unless the line above it is the one that is wrong. */
  protected openStray(open: T.Token, reported: boolean): void {
    if (open.problem && !reported) this.fail(open.problem);
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
    this.skipToCloser();
  }

  protected checkSeparator(separation: Separation, token: T.Token): void {
    const span = make.spanOf(token);
    if (!separation.comma()) this.fail(extraSeparatorAt(this.source, span));
    else if (separation.list && token.tokenType === T.Semicolon) {
      this.fail(semicolonInListAt(this.source, span));
    }
  }
}
