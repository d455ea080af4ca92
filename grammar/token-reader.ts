// Why: a large file has several times more tokens than tree nodes, and to keep them all until it is parsed
// would cost more than to make them. So the parser takes them from the lexer as it goes.

import { createTokenInstance, EmbeddedActionsParser, EOF, type IToken } from "chevrotain";
import { bug } from "../src/diagnostics/bug.js";

/** Tokens in the order of the file, a batch at a time. */
export type Batches = Iterator<readonly IToken[]>;

/** Stands before the first token. */
const NO_TOKEN = createTokenInstance(EOF, "", 0, 0, 0, 0, 0, 0);

/**
 * Chevrotain's parser over tokens that come in batches. It replaces the methods by which chevrotain reads
 * its array of tokens; they look one token ahead and one back.
 */
export class TokenReader extends EmbeddedActionsParser {
  #batches: Batches = [].values();
  #batch: readonly IToken[] = [];
  #index = 0;
  #position = 0;
  #next = NO_TOKEN;
  #last = NO_TOKEN;

  /** Sets the tokens that are read next. The last one must be `EOF`. */
  protected readFrom(batches: Batches): void {
    this.input = [];
    this.#batches = batches;
    this.#batch = [];
    this.#index = 0;
    this.#position = 0;
    this.#last = NO_TOKEN;
    this.#next = this.#take();
  }

  /** The number of the next token's type. */
  get nextTypeIdx(): number {
    return this.#next.tokenTypeIdx;
  }

  protected override LA(howMuch: number): IToken {
    return howMuch === 0 ? this.#last : this.#next;
  }

  protected override LA_FAST(_howMuch: number): IToken {
    return this.#next;
  }

  protected override SKIP_TOKEN(): IToken {
    this.consumeToken();
    return this.#next;
  }

  protected consumeToken(): void {
    this.#position += 1;
    this.#last = this.#next;
    if (this.#last.tokenType !== EOF) this.#next = this.#take();
  }

  /** How many tokens were read: chevrotain ends a repetition that reads none. */
  protected getLexerPosition(): number {
    return this.#position;
  }

  #take(): IToken {
    for (;;) {
      const token = this.#batch[this.#index];
      this.#index += 1;
      if (token) return token;
      const { value, done } = this.#batches.next();
      if (done) return bug("the lexer ended without `EOF`");
      this.#batch = value;
      this.#index = 0;
    }
  }
}
