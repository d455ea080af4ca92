// Why: a variable can hold a value that holds a variable twice, and so on: thirty lines then say a billion
// values. What a reference adds is measured before it is added.

import { partsOf } from "../syntax/expr.js";
import type { Expr, TuskNode } from "../syntax/tree.js";
import { ObjectBuilder } from "./object-builder.js";

/** How much a value says (in characters, roughly) and how deep it nests. */
export interface Measure {
  readonly size: number;
  readonly height: number;
}

/** What a value without text costs. */
const SCALAR_SIZE = 8;
const SCALAR: Measure = { size: SCALAR_SIZE, height: 0 };

/** Measures values; what cannot change any more is measured once. */
export class Measures {
  readonly #known = new WeakMap<object, Measure>();

  of(node: TuskNode): Measure {
    switch (node.kind) {
      case "string":
        return { size: SCALAR_SIZE + node.value.length, height: 0 };
      case "runtime":
        return this.ofExpr(node.expr);
      case "array":
        return this.#remember(node, () => this.#over(node.items));
      case "object":
        return this.#remember(node, () => this.#over(values(node.entries.values())));
      default:
        return SCALAR;
    }
  }

  ofExpr(expr: Expr): Measure {
    return this.#remember(expr, () => this.#measureExpr(expr));
  }

  #measureExpr(expr: Expr): Measure {
    if (expr.kind === "value") return this.of(expr.node);
    const parts = partsOf(expr);
    return parts.length === 0 ? SCALAR : above(parts.map((part) => this.ofExpr(part)));
  }

  #over(nodes: Iterable<TuskNode>): Measure {
    const measures: Measure[] = [];
    for (const node of nodes) measures.push(this.of(node));
    return above(measures);
  }

  /** An object that may still grow is measured each time. */
  #remember(key: object, measure: () => Measure): Measure {
    if (key instanceof ObjectBuilder && !key.shared) return measure();
    const known = this.#known.get(key) ?? measure();
    this.#known.set(key, known);
    return known;
  }
}

function* values(entries: Iterable<{ readonly value: TuskNode }>): Iterable<TuskNode> {
  for (const { value } of entries) yield value;
}

function above(parts: readonly Measure[]): Measure {
  let size = SCALAR_SIZE;
  let height = 0;
  for (const part of parts) {
    size += part.size;
    height = Math.max(height, part.height);
  }
  return { size, height: height + 1 };
}
