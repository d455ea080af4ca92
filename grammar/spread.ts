// Why: `...name` copies keys or items in other languages. As text in a list it would be passed on without a word.

import { bareEnd } from "./bare.js";
import { matchEnd } from "./characters.js";
import { unsupportedForm } from "./foreign.js";
import type { Scan } from "./scan.js";

const SPREAD = /\.\.\.(?=[A-Za-z_$@({])/y;

/** Adds one error for a `...name` inside brackets; false when none stands at the position. */
export function lexSpread(scan: Scan): boolean {
  const dots = scan.frames.length > 0 ? matchEnd(SPREAD, scan.text, scan.pos) : undefined;
  if (dots === undefined) return false;
  const problem = unsupportedForm(scan, "spread", scan.pos, dots);
  scan.takeUnreadable(bareEnd(scan).end, problem);
  scan.mode = "expression";
  scan.operandNext = false;
  return true;
}
