// Why: reading on after a mistake asks what kind of place a token marks, for more than one type at a time.

import { EOF, type TokenType } from "chevrotain";
import * as T from "./tokens.js";

export const OPENERS: ReadonlySet<TokenType> = new Set([
  T.BlockOpen,
  T.StrayBlockOpen,
  T.ListOpen,
  T.BraceOpen,
  T.AngleOpen,
  T.BracketOpen,
  T.IndexOpen,
  T.ParenOpen,
]);
export const CLOSERS: ReadonlySet<TokenType> = new Set([
  T.BlockClose,
  T.BraceClose,
  T.AngleClose,
  T.BracketClose,
  T.IndexClose,
  T.ParenClose,
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
