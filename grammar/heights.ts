// Why: later stages walk an expression by recursion, so its height has a bound, and so has what a rule may call
// itself without brackets.

import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { SourceFile, type Span } from "../src/source/source.js";
import { MOST_LEVELS, TALLEST_EXPRESSION } from "./limits.js";
import { SyntaxMessages } from "./messages.js";
import { TokenReader } from "./token-reader.js";

/** Thrown by a rule, and caught by recovery.ts: an error with its words. */
export class SyntaxFailure extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** Counts the heights of expressions. `height` is that of the one that was read last. */
export class MeasuringParser extends TokenReader {
  protected height = 0;
  /** How many rules that call themselves without brackets are being read. */
  protected nesting = 0;
  protected messages = new SyntaxMessages(new SourceFile("", ""));

  /** Sets the height of an expression over others; too tall ones end the line. */
  protected grow(height: number, at: Span): void {
    this.height = height;
    if (height > TALLEST_EXPRESSION) throw new SyntaxFailure(this.messages.tallExpression(at));
  }

  /** Begins a rule that calls itself without brackets, which the lexer does not count. */
  protected nest(at: Span): void {
    this.nesting += 1;
    if (this.nesting > MOST_LEVELS) throw new SyntaxFailure(this.messages.tallExpression(at));
  }

  protected unnest(): void {
    this.nesting -= 1;
  }
}
