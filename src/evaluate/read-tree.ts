// Why: the front door of the language: a file's text in, what it says out.

import { parse } from "../../grammar/parse.js";
import type { Diagnostic, Label, Report } from "../diagnostics/diagnostic.js";
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
  const unread: Diagnostic[] = [];
  const note = (diagnostic: Diagnostic) => {
    unread.push(diagnostic);
    report(diagnostic);
  };
  const document = parse(source, note, (call, key) => refusalOf(useOf(source, call, key)));
  const context = new Context(source, besides(unread, report), options.checked);
  context.unread = unread.map(({ primary }) => primary.span.start);
  return readDocument(context, document);
}

/** Reports what is not wrong with a line that could not be read: that line has its error. */
function besides(unread: readonly Diagnostic[], report: Report): Report {
  if (unread.length === 0) return report;
  const lines = new Set(unread.map(({ primary }) => lineOf(primary)));
  return (diagnostic) => {
    if (!lines.has(lineOf(diagnostic.primary))) report(diagnostic);
  };
}

function lineOf({ source, span }: Label): string {
  return `${source.position(span.start).line} ${source.path}`;
}
