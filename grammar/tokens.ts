// Why: the words that lexer and parser share. Each token has a label, because messages talk about a file
// in its own words and never about token types.

import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import type { Span } from "../src/source/source.js";

/** Every token, in the order of this file. */
export const allTokens: TokenType[] = [];

function token(name: string, label: string): TokenType {
  const made = createToken({ name, label, pattern: Lexer.NA });
  allTokens.push(made);
  return made;
}

// Lines and blocks. Outside brackets the lexer turns indentation into these.
export const Newline = token("Newline", "the end of the line");
export const BlockOpen = token("BlockOpen", "a deeper block");
/** Deeper lines that nothing opened; carries what is wrong. */
export const StrayBlockOpen = token("StrayBlockOpen", "a deeper line");
export const ListOpen = token("ListOpen", "a list");
export const BlockClose = token("BlockClose", "the end of the block");
export const Dash = token("Dash", "`-`");
export const Header = token("Header", "a section");

// Keys.
export const BareKey = token("BareKey", "a key");
export const QuotedKey = token("QuotedKey", "a quoted key");
export const VariableKey = token("VariableKey", "a variable to declare");
export const Assign = token("Assign", "`:`");

// Brackets and what separates their contents.
export const BraceOpen = token("BraceOpen", "`{`");
export const BraceClose = token("BraceClose", "`}`");
export const AngleOpen = token("AngleOpen", "`>`");
export const AngleClose = token("AngleClose", "`<`");
export const BracketOpen = token("BracketOpen", "`[`");
export const BracketClose = token("BracketClose", "`]`");
export const IndexOpen = token("IndexOpen", "`[`");
export const IndexClose = token("IndexClose", "`]`");
export const ParenOpen = token("ParenOpen", "`(`");
export const ParenClose = token("ParenClose", "`)`");
export const Comma = token("Comma", "`,`");
export const Semicolon = token("Semicolon", "`;`");

// Values.
export const QuotedText = token("QuotedText", "quoted text");
export const RawText = token("RawText", "text below `|`");
export const BareText = token("BareText", "text");
export const NumberText = token("NumberText", "a number");
export const Constant = token("Constant", "`true`, `false`, or `null`");
export const Range = token("Range", "a range");
/** Surround the tokens of bare text that is an expression if the names in it are keys. */
export const BareExpressionOpen = token("BareExpressionOpen", "an expression");
export const BareExpressionClose = token("BareExpressionClose", "the end of the expression");

// Expressions.
export const Variable = token("Variable", "a variable");
export const Reference = token("Reference", "a reference");
export const Name = token("Name", "a name");
export const OperatorName = token("OperatorName", "an operator");
export const ShellCall = token("ShellCall", "`$(...)`");
export const Member = token("Member", "a member");
export const BinaryOperator = token("BinaryOperator", "an operator between two values");
export const PrefixOperator = token("PrefixOperator", "`!` or `-`");
export const Question = token("Question", "`?`");
export const Colon = token("Colon", "`:`");

/** Text that is no part of the language. It carries what is wrong with it; no rule accepts it. */
export const Unreadable = token("Unreadable", "text that cannot be read");

/** A piece of a file's text. Its image is sliced on demand: only messages and leaves need it. */
export class Token implements IToken, Span {
  constructor(
    readonly tokenType: TokenType,
    /** The text of the whole file. */
    readonly text: string,
    readonly start: number,
    readonly end: number,
    /** On `Unreadable`, stray blocks, and headers without a usable name: what is wrong. */
    readonly problem: Diagnostic | undefined,
  ) {}

  get tokenTypeIdx(): number {
    return this.tokenType.tokenTypeIdx ?? 0;
  }

  get startOffset(): number {
    return this.start;
  }

  get image(): string {
    return this.text.slice(this.start, this.end);
  }
}
