// Why: lists of names are read item by item, so that one wrong item costs one message.

import { readItem } from "../constant.js";
import type { Type } from "../define.js";
import { reportWrongType } from "../mismatch.js";

/** A list of `noun` (in the plural), each read as `item`. */
export function listOf<T>(item: Type<T>, noun: string): Type<readonly T[]> {
  const expected = `a list of ${noun}`;
  return {
    expected,
    read(node, place) {
      if (node.kind !== "array") return reportWrongType(node, expected, place);
      const values = node.items.map((node) => readItem(item, node, { ...place, inList: true }));
      return values.every((value) => value !== undefined) ? values : undefined;
    },
  };
}
