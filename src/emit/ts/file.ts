// Why: a TypeScript file is its body; what the body uses decides the import statements above it.

import { bug } from "../../diagnostics/bug.js";
import { type GeneratedFile, PREAMBLE } from "../file.js";
import type { ImportSymbol } from "../symbol.js";
import { type Code, stack } from "./code.js";
import { flattened } from "./doc.js";
import { resolveImports } from "./imports.js";
import { layouter } from "./layout.js";
import { print } from "./print.js";
import { collectNames } from "./walk.js";

const WIDTH = 100;

/** A generated TypeScript file: preamble, imports, body. */
export function tsFile(path: string, body: readonly Code[]): GeneratedFile {
  return { path, contents: `// ${PREAMBLE}\n${printModule(body)}` };
}

/** A module as text: the imports that its statements need, then the statements with blank lines between. */
export function printModule(body: readonly Code[]): string {
  const { symbols, names } = collectNames(stack(body));
  const { statements, nameOf } = resolveImports(symbols, names);
  const blocks = [stack(statements), ...body].filter(
    (_, index) => index > 0 || statements.length > 0,
  );
  return `${print(layouter(nameOf)(stack(blocks, 1), 0), WIDTH)}\n`;
}

/** An expression without imports, on one line. */
export function printExpression(code: Code): string {
  const nameOf = ({ name }: ImportSymbol): string => bug(`${name} has no import here`);
  return print(flattened(layouter(nameOf)(code, 0)), Number.POSITIVE_INFINITY);
}
