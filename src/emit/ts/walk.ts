// Why: what a file imports, and what its imports must not be called, follows from the code in it.

import { assertUnreachable } from "../../diagnostics/bug.js";
import type { ImportSymbol } from "../symbol.js";
import type { Code } from "./code.js";

/** The symbols that code uses, and every other name in it; keys, texts, and comments are no names. */
export function collectNames(code: Code): { symbols: ImportSymbol[]; names: Set<string> } {
  const symbols: ImportSymbol[] = [];
  const names = new Set<string>();
  const visit = (part: Code): void => {
    if (part.kind === "symbol") symbols.push(part);
    for (const name of namesIn(part)) names.add(name);
    childrenOf(part).forEach(visit);
  };
  visit(code);
  return { symbols, names };
}

function namesIn(code: Code): readonly string[] {
  switch (code.kind) {
    case "source":
      return code.text.match(/[A-Za-z_$][\w$]*/g) ?? [];
    case "name":
    case "constant":
    case "type-alias":
      return [code.name];
    case "arrow":
      return code.parameters;
    default:
      return [];
  }
}

/** The pieces that a piece of code is made of. */
export function childrenOf(code: Code): readonly Code[] {
  switch (code.kind) {
    case "symbol":
    case "source":
    case "name":
    case "literal":
    case "doc":
    case "braces":
      return [];
    case "sequence":
      return code.parts;
    case "lines":
      return code.lines.flatMap((line) => line.code ?? []);
    case "array":
      return code.items;
    case "object":
      return code.properties.map(({ value }) => value);
    case "chain":
      return [code.head, ...code.calls.flatMap(({ args }) => args)];
    case "call":
      return [code.callee, ...code.args];
    case "property":
      return [code.object];
    case "arrow":
      return [code.body];
    case "text-template":
      return code.parts.filter((part) => typeof part !== "string");
    case "unary":
      return [code.operand];
    case "binary":
      return [code.left, code.right];
    case "conditional":
      return [code.test, code.whenTrue, code.whenFalse];
    case "constant":
      return [code.value];
    case "type-alias":
      return [code.type.target, code.type.argument];
    default:
      return assertUnreachable(code);
  }
}
