// Why: imports follow from what a file uses. They come out merged by module, sorted as the formatter sorts
// them, with aliases where two names clash and `type` where nothing is left at run time.

import { bug } from "../../diagnostics/bug.js";
import { type ImportSymbol, symbolKey } from "../symbol.js";
import type { Code } from "./code.js";
import { quote } from "./escape.js";
import { isIdentifier, isReserved } from "./identifier.js";
import { compareNaturally } from "./order.js";

/** What a file imports, and the name under which each symbol stands in it. */
export interface Imports {
  readonly statements: readonly Code[];
  readonly nameOf: (symbol: ImportSymbol) => string;
}

/** Names the symbols that a file uses; `taken` are the words that stand in it otherwise. */
export function resolveImports(used: readonly ImportSymbol[], taken: ReadonlySet<string>): Imports {
  const modules = [...byModule(used)].sort(([a], [b]) => compareModules(a, b));
  const names = new Map<string, string>();
  const inUse = new Set(taken);
  for (const symbol of modules.flatMap(([, symbols]) => symbols)) {
    const name = freeName(symbol.local, inUse);
    names.set(symbolKey(symbol), name);
    inUse.add(name);
  }
  const nameOf = (symbol: ImportSymbol): string =>
    names.get(symbolKey(symbol)) ?? bug(`${symbol.name} was not collected`);
  const statements = modules.map(([module, symbols]) => importStatement(module, symbols, nameOf));
  return { statements, nameOf };
}

/** Each symbol once, with its module; a value wherever one use of it is a value. */
function byModule(used: readonly ImportSymbol[]): Map<string, ImportSymbol[]> {
  const merged = new Map<string, ImportSymbol>();
  for (const symbol of used) {
    const known = merged.get(symbolKey(symbol)) ?? symbol;
    merged.set(symbolKey(symbol), { ...known, type: known.type && symbol.type });
  }
  const modules = new Map<string, ImportSymbol[]>();
  for (const symbol of merged.values()) {
    const others = modules.get(symbol.module) ?? [];
    modules.set(symbol.module, [...others, symbol]);
  }
  return modules;
}

function freeName(wanted: string, inUse: ReadonlySet<string>): string {
  if (!isIdentifier(wanted)) return bug(`${JSON.stringify(wanted)} is no identifier`);
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}${number}`;
    if (!isReserved(name) && !inUse.has(name)) return name;
  }
}

function importStatement(
  module: string,
  symbols: readonly ImportSymbol[],
  nameOf: (symbol: ImportSymbol) => string,
): Code {
  const from: Code = { kind: "source", text: ` from ${quote(module)};` };
  const byDefault = symbols.find(({ name }) => name === "default");
  if (byDefault !== undefined)
    return {
      kind: "sequence",
      parts: [{ kind: "source", text: `import ${nameOf(byDefault)}` }, from],
    };
  const onlyTypes = symbols.every(({ type }) => type);
  const specifiers = [...symbols]
    .sort((a, b) => compareNaturally(a.name, b.name))
    .map((symbol) => {
      const { name } = symbol;
      const local = nameOf(symbol);
      const prefix = symbol.type && !onlyTypes ? "type " : "";
      return prefix + (local === name ? name : `${name} as ${local}`);
    });
  const before = onlyTypes ? "import type" : "import";
  return { kind: "sequence", parts: [{ kind: "braces", before, names: specifiers }, from] };
}

/** Packages first, then what is farthest away. */
export function compareModules(a: string, b: string): number {
  const isPath = (module: string): boolean => module.startsWith(".");
  if (isPath(a) !== isPath(b)) return isPath(a) ? 1 : -1;
  return compareNaturally(a.replace(/\.js$/, ""), b.replace(/\.js$/, ""));
}
