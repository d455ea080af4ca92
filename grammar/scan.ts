// Why: the lexer's whole state in one object that lives for one call, so that its parts can be plain
// functions and two files can never meet.

import type { TokenType } from "chevrotain";
import type { Diagnostic, Label } from "../src/diagnostics/diagnostic.js";
import type { SourceFile, Span } from "../src/source/source.js";
import type { Comment } from "./ast.js";
import { Layout } from "./layout.js";
import type { OpenLine } from "./open-call.js";
import type { TabReading } from "./tabs.js";
import { Token, Unreadable } from "./tokens.js";

/** What the lexer expects next: a key, a value, or the rest of an expression. */
type Mode = "key" | "value" | "expression";

/** An open bracket. `angle` is the block of `key >`, `index` the `[` behind a list. */
export interface Frame {
  readonly kind: "object" | "angle" | "array" | "paren" | "index";
  readonly opener: Span;
  /** The column at which the line of the opener starts. */
  readonly lineColumn: number;
  /** What there was when it opened, for going back to that point. */
  readonly before: {
    readonly tokens: number;
    readonly comments: number;
    readonly problems: number;
  };
  /** Where the first closer in it stands that is of another kind and closes nothing. */
  wrongCloser?: number;
}

/** A closing bracket that starts a line, and the least indentation of it and those below. */
export interface Closer {
  readonly start: number;
  readonly indent: number;
  readonly leastBehind: number;
}

/** Where on the rest of a line bare text would leave a bracket open: 1 at its offset from `start`. */
export interface OpenBrackets extends Span {
  readonly opens: Uint8Array;
}

/**
 * The state of one run. Invariants: `pos` never moves back but in a restart, of which there are
 * `MOST_RESTARTS` at most; indentation counts exactly when `frames` is empty; every opener in `tokens`
 * gets its closer, written or not.
 */
export class Scan {
  readonly text: string;
  /** Those that the parser has not taken. */
  tokens: Token[] = [];
  readonly comments: Comment[] = [];
  /** Found beside the tokens; reported once the whole file is read. */
  readonly problems: Diagnostic[] = [];
  readonly frames: Frame[] = [];
  readonly layout: Layout;

  pos = 0;
  mode: Mode = "key";
  /** In an expression: whether an operand comes next rather than an operator. */
  operandNext = true;
  /** Where the current line starts, and the column of its first character. */
  lineStart = 0;
  lineColumn = 1;
  /** The first character of the current line that is no blank, of a comment too, and where that line starts. */
  lead = { start: 0, lineStart: 0 };
  /** The column of the current statement's key or item, which a raw text must be deeper than. */
  keyColumn = 1;
  restarts = 0;
  /** Whether the rest of the file could not be read: what is wrong takes all of it. */
  isCut = false;
  /** Where the latest run of comment lines ends that leaves a commented-out block open. */
  openComments = 0;
  /** The rest of a line that was read last for what it leaves open. */
  openLine: OpenLine | undefined;
  /** The same for whether it opens a block with a label, and where the line of its `{` ends. */
  blockLine: (Span & { readonly opened: number | undefined }) | undefined;
  /** The same for bare text in brackets, where one was found to leave a bracket of its own open. */
  openBrackets: OpenBrackets | undefined;
  /** The line on which code was last found that never closes: none is looked for on the rest of it. */
  openCode: Span | undefined;
  /** Searches for an end that ran to the end of the file once; they are not tried again. */
  readonly hopeless = new Set<string>();
  /** By their character, those that start a line and may end a block of another language. */
  readonly closers = new Map<number, readonly Closer[]>();
  /** Where each line that may end a heredoc, and each end tag, stands last in the file. */
  lastHeredocs: ReadonlyMap<string, number> | undefined;
  lastElements: ReadonlyMap<string, number> | undefined;

  #lastTaken: Token | undefined;

  constructor(
    readonly source: SourceFile,
    tabs: TabReading,
  ) {
    this.text = source.text;
    this.layout = new Layout(this, tabs);
  }

  /** The character code at `pos`, NaN at the end. */
  code(): number {
    return this.text.charCodeAt(this.pos);
  }

  get frame(): Frame | undefined {
    return this.frames[this.frames.length - 1];
  }

  get lastToken(): Token | undefined {
    return this.tokens[this.tokens.length - 1] ?? this.#lastTaken;
  }

  /** Adds the token from `pos` to `end` and moves behind it. */
  take(type: TokenType, end: number): Token {
    const token = new Token(type, this.text, this.pos, end, undefined);
    this.tokens.push(token);
    this.pos = end;
    return token;
  }

  /** Adds a token that no rule accepts, from `pos` to `end`, and moves behind it. */
  takeUnreadable(end: number, problem: Diagnostic): void {
    this.tokens.push(new Token(Unreadable, this.text, this.pos, end, problem));
    this.pos = end;
  }

  /**
   * Makes the token that no rule accepts and that ends at `pos` go on to `end`; false when there is none. What
   * is wrong with it is told already, and a line may hold any number of such characters.
   */
  extendUnreadable(end: number): boolean {
    const last = this.tokens.at(-1);
    if (last?.tokenType !== Unreadable || last.end !== this.pos) return false;
    this.tokens.pop();
    this.tokens.push(new Token(Unreadable, this.text, last.start, end, last.problem));
    this.pos = end;
    return true;
  }

  /** Adds a token without text at `pos`. */
  mark(type: TokenType, problem?: Diagnostic): void {
    this.tokens.push(new Token(type, this.text, this.pos, this.pos, problem));
  }

  /** The tokens since the last batch. No bracket may be open, for its tokens may yet be taken back. */
  takeBatch(): readonly Token[] {
    const { tokens } = this;
    this.#lastTaken = this.lastToken;
    this.tokens = [];
    return tokens;
  }

  label(start: number, end: number, text?: string): Label {
    const span = { start, end };
    return text === undefined ? { source: this.source, span } : { source: this.source, span, text };
  }

  /** Forgets what came after `before`. */
  rewind(before: Frame["before"]): void {
    this.tokens.length = before.tokens;
    this.comments.length = before.comments;
    this.problems.length = before.problems;
  }
}
