// Why: the front door of the language: a file's text in, what it says out.

import { parse } from "../../grammar/parse.js";
import type { Diagnostic, Report } from "../diagnostics/diagnostic.js";
import { refusalOf, useOf } from "../operators/find.js";
import type { SourceFile } from "../source/source.js";
import type { ObjectNode } from "../syntax/tree.js";
import { Context } from "./context.js";
import { readDocument } from "./statements.js";

/**
 * Reads a file: variables and references resolved, constants computed, values of the environment kept as
 * recipes. Whatever is wrong is reported, never thrown, and leaves an `ErrorNode` or nothing in the tree.
 * `checked` is set for a file with a schema, where a bare word that could be a reference is an error.
 */
export function readTree(
  source: SourceFile,
  report: Report,
  options: { readonly checked: boolean },
): ObjectNode {
  const context = new Context(source, report, options.checked);
  const unread: number[] = [];
  const note = (diagnostic: Diagnostic) => {
    unread.push(diagnostic.primary.span.start);
    report(diagnostic);
  };
  const document = parse(source, note, (call, key) => refusalOf(useOf(source, call, key)));
  context.unread = unread;
  return readDocument(context, document);
}
