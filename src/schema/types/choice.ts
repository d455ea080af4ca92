// Why: a setting with a few named values should name them when another is written.

import { correction } from "../correction.js";
import type { Type } from "../define.js";
import { reportLater } from "../later.js";
import { reportNotAccepted, reportWrongType } from "../mismatch.js";
import { textSpan } from "../text-span.js";
import { quoted, quotedList } from "../wording.js";

/**
 * One of a few words. `later` holds those that are designed and not in this version; `expected` says what
 * else the setting takes, where that is more.
 */
export function choice<const C extends string>(
  choices: readonly C[],
  later: readonly string[] = [],
  expected = quotedList(choices, "or"),
): Type<C> {
  return {
    expected,
    variable: { kind: "choice", choices },
    read(node, place) {
      if (node.kind !== "string") return reportWrongType(node, expected, place);
      const found = choices.find((choice) => choice === node.value);
      if (found !== undefined) return found;
      if (later.includes(node.value)) {
        return reportLater(quoted(node.value), textSpan(node), place);
      }
      const slip = { span: textSpan(node), written: node.value, accepted: choices };
      return reportNotAccepted(node, expected, place, correction(slip));
    },
  };
}
