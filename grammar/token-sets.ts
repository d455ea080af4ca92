// Why: reading on after a mistake asks what kind of place a token marks, for more than one type at a time.

import { EOF, type TokenType } from "chevrotain";
import type { Frame } from "./scan.js";
import * as T from "./tokens.js";

/** What brackets are, by what stands in them. */
export const BRACKETS: Readonly<
  Record<Frame["kind"], { open: TokenType; close: TokenType; closer: string }>
> = {
  object: { open: T.BraceOpen, close: T.BraceClose, closer: "}" },
  angle: { open: T.AngleOpen, close: T.AngleClose, closer: "<" },
  array: { open: T.BracketOpen, close: T.BracketClose, closer: "]" },
  index: { open: T.IndexOpen, close: T.IndexClose, closer: "]" },
  paren: { open: T.ParenOpen, close: T.ParenClose, closer: ")" },
};
const brackets = Object.values(BRACKETS);

/** What `CLOSERS` end. */
export const OPENERS: ReadonlySet<TokenType> = new Set([
  T.BlockOpen,
  T.StrayBlockOpen,
  T.ListOpen,
  ...brackets.map(({ open }) => open),
]);

export const CLOSERS: ReadonlySet<TokenType> = new Set([
  T.BlockClose,
  ...brackets.map(({ close }) => close),
]);

/** What ends a line outside brackets. */
export const LINE_ENDS: ReadonlySet<TokenType> = new Set([T.Newline, T.Header, T.BlockClose, EOF]);

/** What ends a line, or a member or item in brackets. */
export const MEMBER_ENDS: ReadonlySet<TokenType> = new Set([...LINE_ENDS, T.Comma, T.Semicolon]);

/** What can start a value: behind another it lacks a separator. */
export const STARTS: ReadonlySet<TokenType> = new Set([
  T.BraceOpen,
  T.BracketOpen,
  T.QuotedText,
  T.NumberText,
  T.Constant,
  T.Variable,
  T.Name,
  T.OperatorName,
]);
