// Why: the grammar of payload types reads token by token and reports where it gets stuck; where tokens come
// from and how offsets become places in the file is of no interest to it.

import { isExact } from "../../../grammar/numbers.js";
import type { Evidence } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { inexact } from "../../evaluate/numbers.js";
import type { Place } from "../../schema/define.js";
import { partSpan } from "../../schema/text-span.js";
import { quoted } from "../../schema/wording.js";
import { cover, type SourceSpan } from "../../source/source.js";
import type { StringNode } from "../../syntax/tree.js";
import { payloadSyntax } from "./problems.js";
import { type Token, tokenize } from "./tokens.js";

/** A position in the text of one type. */
export class TokenCursor {
  readonly place: Place;
  readonly #node: StringNode;
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(node: StringNode, place: Place) {
    this.place = place;
    this.#node = node;
    this.#tokens = tokenize(node.value);
  }

  /** The next token, or one that is further `ahead`; at the end always the last. */
  peek(ahead = 0): Token {
    const token = this.#tokens[this.#position + ahead] ?? this.#tokens.at(-1);
    return token ?? { kind: "end", text: "", span: { start: 0, end: 0 } };
  }

  take(): Token {
    const token = this.peek();
    this.#position += 1;
    return token;
  }

  /** Takes the next token, a number; undefined once one that would not be what it says is reported. */
  takeNumber(): number | undefined {
    const token = this.take();
    const value = Number(token.text);
    if (isExact(token.text, value)) return value;
    this.place.report(inexact(token.text, value, { at: labelAt(this.spanOf(token)) }));
    return undefined;
  }

  isAt(kind: Token["kind"], text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === kind && token.text === text;
  }

  /** Whether the next token was this symbol; it is then taken. */
  accept(symbol: string): boolean {
    const found = this.isAt("symbol", symbol);
    if (found) this.#position += 1;
    return found;
  }

  /** The same, and a report when it was not. */
  expect(symbol: string): boolean {
    if (this.accept(symbol)) return true;
    this.fail(`\`${symbol}\``);
    return false;
  }

  /** Reads what stands one level deeper, up to `limit` levels. */
  nested<T>(limit: number, read: () => T | undefined): T | undefined {
    if (this.#depth === limit) return this.fail(`at most ${limit} types in one another`);
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** The text from the next token on. */
  rest(): string {
    return this.#node.value.slice(this.peek().span.start);
  }

  /** Where the first letters of the rest stand, so many. */
  ahead(length: number): SourceSpan {
    const { start } = this.peek().span;
    return partSpan(this.#node, { start, end: start + length });
  }

  /** Reports that something else is expected here. */
  fail(expected: string, remedy: Pick<Evidence, "help" | "fix"> = {}): undefined {
    const token = this.peek();
    const written = this.#node.value.slice(token.span.start, token.span.end);
    const found = token.kind === "end" ? "the end of the type" : quoted(written);
    const { name, report } = this.place;
    const at = labelAt(this.spanOf(token), `in the type of ${quoted(name)}`);
    report(payloadSyntax({ expected, found }, { at, ...remedy }));
  }

  /** Where a token stands in the file. */
  spanOf(token: Token): SourceSpan {
    return partSpan(this.#node, token.span);
  }

  /** From a token up to the last one taken, in the file. */
  since(start: Token): SourceSpan {
    const last = this.#tokens[this.#position - 1] ?? start;
    return partSpan(this.#node, cover(start.span, last.span));
  }
}
