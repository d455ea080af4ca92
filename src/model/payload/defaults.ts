// Why: a default stands in for what a producer leaves out, so it must be what the field would accept.

import type { Evidence } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { correction } from "../../schema/correction.js";
import type { Place, Plain } from "../../schema/define.js";
import { readSwitch } from "../../schema/types/switch.js";
import { describeNode } from "../../schema/wording.js";
import type { TuskNode } from "../../syntax/tree.js";
import { findMismatches } from "./check.js";
import { describeType } from "./describe.js";
import { toPlain } from "./plain.js";
import { payloadDefault } from "./problems.js";
import type { ObjectType, PayloadType } from "./type.js";
import { writing } from "./unknown-type.js";

/** The default as data, if its field accepts it; undefined after a report. */
export function checkedDefault(node: TuskNode, type: PayloadType, place: Place): Plain | undefined {
  if (findMismatches(node, type).length === 0) return toPlain(node);
  const at = labelAt(node.span);
  const found = describeNode(node);
  const expected = describeType(type);
  place.report(
    payloadDefault({ field: place.name, expected, found }, { at, ...remedy(node, type) }),
  );
  return undefined;
}

function remedy(node: TuskNode, type: PayloadType): Pick<Evidence, "help" | "fix"> {
  if (type.kind === "nullable") return remedy(node, type.inner);
  if (node.kind !== "string") return {};
  const { span, value: written } = node;
  if (type.kind === "texts") return correction({ span, written, accepted: type.values });
  const on = type.kind === "bool" ? readSwitch(written) : undefined;
  return on === undefined ? {} : writing(String(on), span);
}

/**
 * What an absent block is filled with when all its fields may be absent and some have defaults;
 * undefined when none has.
 */
export function filledDefault({ fields }: ObjectType): Plain | undefined {
  const filled = fields.flatMap(({ name, default: value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}
