// Why: an imported file is evaluated by itself, before the file that imports it; an import only looks up what
// came of that.

import type { Call } from "../../../grammar/ast.js";
import { MOST_LEVELS, nestingTooDeep } from "../../../grammar/limits.js";
import { bug } from "../../diagnostics/bug.js";
import { isDiagnostic } from "../../diagnostics/diagnostic.js";
import type { TuskNode } from "../../syntax/tree.js";
import type { Context, Evaluated } from "../context.js";
import { type ObjectBuilder, share } from "../object-builder.js";
import { refer, spend } from "../references.js";
import { mergeImport } from "./merge.js";
import type { Import, Module } from "./module.js";
import { missingKey } from "./problems.js";

/** The value that an import names. It keeps its place, so that messages point into its own file. */
export function readImport(context: Context, call: Call): TuskNode {
  const span = context.at(call.span);
  const found = context.module.imports.get(call) ?? bug("an import was not loaded");
  if (isDiagnostic(found)) {
    context.report(found);
    return { kind: "error", span };
  }
  const node = lookUp(context, found);
  if (node === undefined) return { kind: "error", span };
  const referred = refer(context, node, span);
  return referred.kind === "error" ? referred : node;
}

/** Adds what a file says to an object, and its variables to those that are known from here on. */
export function importInto(
  context: Context,
  { module, target }: Import,
  into: ObjectBuilder,
): void {
  const { tree, variables, incomplete } = evaluated(context, module);
  context.incomplete ||= incomplete;
  for (const [name, value] of variables) {
    if (!context.ownVariables.has(name)) context.variables.set(name, value);
  }
  if (tree.incomplete) context.lacking.add(into);
  share(tree);
  const { size, height } = context.shared.measures.of(tree);
  // The top of the file is no level of its own here.
  if (context.depth + height - 1 > MOST_LEVELS) context.report(nestingTooDeep(target.at.path));
  else if (spend(context, size, context.at(target.at.path.span))) mergeImport(context, into, tree);
}

function lookUp(context: Context, found: Import): TuskNode | undefined {
  const { module, target } = found;
  const { tree, incomplete } = evaluated(context, module);
  let node: TuskNode = tree;
  for (const [index, key] of target.keys.entries()) {
    if (node.kind === "error") return node;
    const value: TuskNode | undefined =
      node.kind === "object" ? node.entries.get(key)?.value : undefined;
    if (value === undefined) {
      if (!incomplete) context.report(missingKey(context, found, node, index));
      return undefined;
    }
    node = value;
  }
  return node;
}

/** What a file says; a name that a faulty one lacks may be one that could not be read. */
function evaluated(context: Context, module: Module): Evaluated {
  const found = context.shared.evaluated.get(module) ?? bug("an import was not evaluated");
  return module.faulty ? { ...found, incomplete: true } : found;
}
