// Why: one way to write a file, so that nobody argues about it and a change shows only what it changes. What
// the file says stays the same, and so do its comments.

import { parse } from "../../grammar/parse.js";
import { bug } from "../diagnostics/bug.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { SourceFile } from "../source/source.js";
import { writeDocument } from "./blocks.js";
import { Comments } from "./comments.js";
import { type Reading, saysTheSame } from "./same.js";
import { Writer } from "./writer.js";

/** The canonical text of a file, or why it cannot be read. */
export type Formatted =
  | { readonly text: string; readonly diagnostics?: never }
  | { readonly text?: never; readonly diagnostics: readonly Diagnostic[] };

/** Writes a file in its canonical form. What its values mean is not looked at, only that they can be read. */
export function format(source: SourceFile): Formatted {
  const diagnostics: Diagnostic[] = [];
  const document = parse(source, (diagnostic) => diagnostics.push(diagnostic));
  if (diagnostics.length > 0) return { diagnostics };
  const plain = source.text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const before = plain === source.text ? { text: plain, document } : read(source.path, plain);
  const formatted = print(before);
  if (formatted.text === undefined) return formatted;
  const isSame = saysTheSame(before, read(source.path, formatted.text));
  return isSame ? formatted : bug(`formatting ${source.path} would change what it says`);
}

function read(path: string, text: string): Reading {
  return { text, document: parse(new SourceFile(path, text), () => {}) };
}

function print({ text, document }: Reading): Formatted {
  const comments = new Comments(text, document.comments);
  const writer = new Writer();
  const problems = new Set<Diagnostic>();
  writeDocument({ text, comments, writer, problems, oneLiners: new Map() }, document);
  return problems.size > 0 ? { diagnostics: [...problems] } : { text: writer.finish() };
}
