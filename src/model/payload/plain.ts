// Why: values that the file writes out become data of the generated code.

import type { Plain } from "../../schema/define.js";
import type { TuskNode } from "../../syntax/tree.js";

/** A value as data; undefined when part of it is known only at run time, or is a hole. */
export function toPlain(node: TuskNode): Plain | undefined {
  switch (node.kind) {
    case "string":
    case "number":
    case "boolean":
      return node.value;
    case "null":
      return null;
    case "range":
      return { min: node.min, max: node.max, type: "range" };
    case "array": {
      const items = node.items.map(toPlain);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case "object": {
      const entries = [...node.entries.values()].map(
        ({ key, value }) => [key, toPlain(value)] as const,
      );
      return entries.every(isPlain) ? Object.fromEntries(entries) : undefined;
    }
    case "runtime":
    case "error":
      return undefined;
  }
}

function isPlain(entry: readonly [string, Plain | undefined]): entry is readonly [string, Plain] {
  return entry[1] !== undefined;
}
