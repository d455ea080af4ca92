// Why: what holds for every node of a syntax tree is tested by visiting every node.

import type { Node } from "../../grammar/ast.js";

/**
 * The nodes directly below one. A call in quotes has its text as another reading, which is left out. Keys and
 * their names may be made only when they are asked for.
 */
export function childrenOf(node: Node): Node[] {
  if (node.kind === "EmbeddedCall") return [node.call];
  if (node.kind === "Assignment") return [node.key, node.value];
  if (node.kind === "Key") return [...node.segments];
  return Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(isNode),
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value && "span" in value;
}
