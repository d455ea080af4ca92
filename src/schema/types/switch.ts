// Why: YAML and shells spell switches in many ways, of which a file has two.

import type { Type } from "../define.js";
import { reportWrongLiteral, reportWrongType } from "../mismatch.js";

/** What a variable may say for a switch, and what other languages write for one. */
const SPELLINGS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["on", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["off", false],
  ["0", false],
]);

const EXPECTED = "`true` or `false`";

/** `true` or `false`; `yes`, `off`, and their like are an error that offers the one they mean. */
export const onOff: Type<boolean> = {
  expected: EXPECTED,
  variable: { kind: "switch" },
  read(node, place) {
    if (node.kind === "boolean") return node.value;
    const text = node.kind === "string" || node.kind === "number" ? String(node.value) : "";
    const meant = readSwitch(text);
    return meant === undefined
      ? reportWrongType(node, EXPECTED, place)
      : reportWrongLiteral(node, EXPECTED, String(meant), place);
  },
};

/** What the text of a variable says for a switch. */
export function readSwitch(text: string): boolean | undefined {
  return SPELLINGS.get(text.toLowerCase());
}
