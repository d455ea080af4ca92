// Why: how often something may happen is a number and a time, in one text: `100/1m`.

import { editAt } from "../../diagnostics/diagnostic.js";
import type { StringNode } from "../../syntax/tree.js";
import type { Place, Type } from "../define.js";
import { reportNotAccepted, reportWrongType } from "../mismatch.js";

const EXPECTED = 'a number of starts and a duration, such as "100/1m"';

/** Up to a billion starts in up to a million of a unit. */
const RATE = /^[1-9]\d{0,8}\/[1-9]\d{0,5}(?:ms|s|m|h|d|w)$/;

/** As people write them: `100/m`, `100 per minute`, `5 / 10 sec`. */
const SPELLED =
  /^(\d{1,9})\s*(?:\/|\bper\b|\ban?\b)(?:\s*(\d{1,6}))?\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$/i;

/** Starts in a time: `100/1m`. */
export const rate: Type<string> = {
  expected: EXPECTED,
  variable: { kind: "text" },
  read(node, place) {
    if (node.kind !== "string") return reportWrongType(node, EXPECTED, place);
    return RATE.test(node.value) ? node.value : reportRate(node, place);
  },
};

function reportRate(node: StringNode, place: Place): undefined {
  const meant = meantBy(node.value);
  if (meant === undefined) return reportNotAccepted(node, EXPECTED, place);
  const help = `write \`"${meant}"\``;
  const edits = [editAt(node.span, `"${meant}"`)];
  return reportNotAccepted(node, EXPECTED, place, {
    help,
    fix: { title: help, safe: true, edits },
  });
}

function meantBy(text: string): string | undefined {
  const [, starts = "", amount, unit = ""] = SPELLED.exec(text) ?? [];
  const letters = /^m(?:s|il)/i.test(unit) ? "ms" : unit.slice(0, 1).toLowerCase();
  const meant = `${starts}/${amount || 1}${letters}`;
  return RATE.test(meant) ? meant : undefined;
}
