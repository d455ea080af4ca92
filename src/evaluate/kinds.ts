// Why: a value of the environment is not known yet, but what kind it will be often is. Mistakes that every
// run would make are found now.

import { assertUnreachable } from "../diagnostics/bug.js";
import type { Expr, TuskNode } from "../syntax/tree.js";

/** A set of kinds as bits. */
export type Kinds = number;

export const Kind = { text: 1, number: 2, boolean: 4, null: 8, list: 16, object: 32 } as const;

/** Every kind: nothing is known. */
const ANY: Kinds = 63;

/** The kinds that an expression can have; each expression is looked at once. */
export class KindTable {
  readonly #known = new WeakMap<Expr, Kinds>();

  ofNode(node: TuskNode): Kinds {
    switch (node.kind) {
      case "string":
        return Kind.text;
      case "number":
        return Kind.number;
      case "boolean":
        return Kind.boolean;
      case "null":
        return Kind.null;
      case "array":
        return Kind.list;
      case "object":
      case "range":
        return Kind.object;
      case "runtime":
        return this.of(node.expr);
      case "error":
        return ANY;
      default:
        return assertUnreachable(node);
    }
  }

  of(expr: Expr): Kinds {
    const known = this.#known.get(expr) ?? this.#find(expr);
    this.#known.set(expr, known);
    return known;
  }

  #find(expr: Expr): Kinds {
    switch (expr.kind) {
      case "value":
        return this.ofNode(expr.node);
      case "env":
        return this.#ofVariable(expr.fallback);
      case "template":
        return Kind.text;
      case "unary":
        return expr.op === "!" ? Kind.boolean : Kind.number;
      case "conditional":
        return this.of(expr.whenTrue) | this.of(expr.whenFalse);
      case "binary":
        return this.#ofBinary(expr);
      default:
        return assertUnreachable(expr);
    }
  }

  /** A variable reads as its default's kind, and as text without one or with null for one. */
  #ofVariable(fallback: Expr | undefined): Kinds {
    if (fallback === undefined) return Kind.text | Kind.null;
    const kinds = this.of(fallback);
    return kinds & Kind.null ? kinds | Kind.text : kinds;
  }

  #ofBinary({ op, left, right }: Extract<Expr, { kind: "binary" }>): Kinds {
    switch (op) {
      case "||":
      case "&&":
        return this.of(left) | this.of(right);
      case "??":
        return (this.of(left) & ~Kind.null) | this.of(right);
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        return Kind.boolean;
      case "+": {
        const kinds = this.of(left) | this.of(right);
        return (kinds & Kind.text ? Kind.text : 0) | (kinds & Kind.number ? Kind.number : 0);
      }
      default:
        return Kind.number;
    }
  }
}
