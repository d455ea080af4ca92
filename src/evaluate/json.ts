// Why: what `export` prints. Keys are data, so objects have no prototype that a key could reach.

import type { TuskNode } from "../syntax/tree.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An object without a prototype: `__proto__` is a key of it like any other. */
export function emptyObject(): { [key: string]: Json } {
  return Object.create(null) as { [key: string]: Json };
}

/** The plain value of a node without parts, undefined for others. */
export function scalarOf(node: TuskNode): null | boolean | number | string | undefined {
  switch (node.kind) {
    case "string":
    case "number":
    case "boolean":
      return node.value;
    case "null":
      return null;
    default:
      return undefined;
  }
}
