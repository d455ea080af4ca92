// Why: the front door of the language: a file's text in, what it says out.

import type { Label, Report } from "../diagnostics/diagnostic.js";
import type { SourceFile } from "../source/source.js";
import type { ObjectNode } from "../syntax/tree.js";
import { Context, type Evaluated, Shared } from "./context.js";
import { type Files, noFiles } from "./imports/files.js";
import { type ImportedAt, loadModules } from "./imports/load.js";
import type { Module } from "./imports/module.js";
import { readDocument } from "./statements.js";

export interface ReadOptions {
  /** Whether the file has a schema: a bare word that could be a reference is then an error. */
  readonly checked: boolean;
  /** Those that it may import; none unless given. */
  readonly files?: Files;
}

/** What a file says, with all that it imports. */
export interface Reading {
  readonly tree: ObjectNode;
  /** Where each imported file was first imported, in the order in which they were found. */
  readonly importedAt: ImportedAt;
  /** Whether a place is on a line that could not be read, and that was told of. */
  readonly isUnread: (place: Label) => boolean;
}

/**
 * Reads a file: imports, variables, and references resolved, constants computed, values of the environment
 * kept as recipes. Whatever is wrong is reported, never thrown, and leaves an `ErrorNode` or nothing in
 * the tree.
 */
export function readFile(source: SourceFile, report: Report, options: ReadOptions): Reading {
  const { main, imported, importedAt } = loadModules(source, options.files ?? noFiles, report);
  const shared = new Shared(options.checked);
  for (const module of imported) shared.evaluated.set(module, evaluate(module, shared));
  const modules = [main, ...imported];
  const isUnread = (place: Label) => modules.some((module) => module.isOnUnreadLine(place));
  return { tree: evaluate(main, shared).tree, importedAt, isUnread };
}

/** The tree of `readFile`. */
export function readTree(source: SourceFile, report: Report, options: ReadOptions): ObjectNode {
  return readFile(source, report, options).tree;
}

function evaluate(module: Module, shared: Shared): Evaluated {
  const context = new Context(module, shared);
  const tree = readDocument(context, module.document);
  return { tree, variables: context.variables, incomplete: context.incomplete };
}
