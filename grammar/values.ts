// Why: what a value is depends on how it starts, and bare text on where it ends. The rules are tried in
// the order of grammar/README.md, each with a bounded look at the text.

import { bareEnd, isBareNumber, isBareRange, tryBareExpression } from "./bare.js";
import { openBracket } from "./brackets.js";
import { Char, keyEnd, matchEnd, skipBlanks } from "./characters.js";
import { takeFunction } from "./code.js";
import { lexOpenExpression } from "./continuation.js";
import { lexOperand } from "./expression-lexer.js";
import { lexBackQuote, lexBlockStyle, lexHeredoc } from "./foreign.js";
import { opensCall } from "./open-call.js";
import { deeperLinesEnd, lexPipe } from "./pipe.js";
import { checkLength } from "./quotes.js";
import type { Scan } from "./scan.js";
import { lexSpread } from "./spread.js";
import { BareText, Constant, NumberText, Range } from "./tokens.js";

/** `env("X")`, and the calls of other languages, which are refused by name: `time()`, `upper("x")`. */
const CALL = /(?:[A-Za-z_][\w.]*\()+(?=[)"'])|(?:env|php|if)\(/y;
const NEGATED = /-(?:[$@(]|env\()/y;
const FUNCTION = /(?:async[ \t]+)?(?:[A-Za-z_]\w*[ \t]+|\([^()\n]*\)[ \t]*)=>(?=[ \t\r\n])/y;

/** Adds the value that starts at the position. */
export function lexValue(scan: Scan): void {
  const code = scan.code();
  scan.mode = "expression";
  if (code === Char.BracketOpen) openBracket(scan, "array");
  else if (code === Char.BraceOpen) openBracket(scan, "object");
  else if (startsExpression(scan, code)) lexOperand(scan);
  else if (code === Char.BackQuote) lexBackQuote(scan);
  else if (code === Char.Dot && lexSpread(scan)) return;
  else if (code === Char.Pipe && lexPipe(scan)) return;
  else if (
    (code === Char.Pipe || code === Char.Greater) &&
    lexBlockStyle(scan, deeperLinesEnd(scan))
  )
    return;
  else if (code === Char.Less && lexHeredoc(scan)) return;
  else lexText(scan);
}

/** A function of another language (`x => ...`), which is refused as a whole, or text without quotes. */
function lexText(scan: Scan): void {
  const arrow = mayBeFunction(scan) ? matchEnd(FUNCTION, scan.text, scan.pos) : undefined;
  if (arrow === undefined) lexBare(scan);
  else takeFunction(scan, arrow - 2);
}

/** Cheap test: an `=` behind the first word, or `async`. */
function mayBeFunction({ text, pos }: Scan): boolean {
  const behind = text.charCodeAt(skipBlanks(text, keyEnd(text, pos)));
  return behind === Char.Equals || text.startsWith("async", pos);
}

function startsExpression(scan: Scan, code: number): boolean {
  const { text, pos } = scan;
  switch (code) {
    case Char.DoubleQuote:
    case Char.SingleQuote:
    case Char.ParenOpen:
    case Char.Dollar:
    case Char.At:
    case Char.Bang:
      return true;
    case Char.Minus:
      return matchEnd(NEGATED, text, pos) !== undefined;
    default:
      return mayBeCall(text, pos) && (matchEnd(CALL, text, pos) !== undefined || opensCall(scan));
  }
}

/** Cheap test: a `(` behind what names are made of. */
function mayBeCall(text: string, pos: number): boolean {
  let end = keyEnd(text, pos);
  while (text.charCodeAt(end) === Char.Dot) end = keyEnd(text, end + 1);
  return text.charCodeAt(end) === Char.ParenOpen;
}

function lexBare(scan: Scan): void {
  const { text, pos } = scan;
  const { end, spaced } = bareEnd(scan);
  if (spaced && (tryBareExpression(scan) || lexOpenExpression(scan, end))) return;
  scan.operandNext = false;
  const { problem } = checkLength(scan, pos, end);
  if (problem) scan.takeUnreadable(end, problem);
  else if (isBareNumber(text, pos, end)) scan.take(NumberText, end);
  else if (isConstant(text, pos, end)) scan.take(Constant, end);
  else if (isBareRange(text, pos, end)) scan.take(Range, end);
  else scan.take(BareText, end);
}

function isConstant(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length !== 4 && length !== 5) return false;
  const word = text.slice(start, end);
  return word === "true" || word === "false" || word === "null";
}
