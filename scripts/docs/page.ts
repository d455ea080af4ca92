// Why: a page says only what is so. Its files are compiled when it is made: the wrong one gets its diagnostic
// and nothing else, the right one nothing, and a fix that is offered mends.

import { findBreaks } from "../../src/breaking/compare.js";
import { compile } from "../../src/compile.js";
import type { Page } from "../../src/diagnostics/catalog.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { applySafeFixes } from "../../src/diagnostics/fix.js";
import { renderPretty } from "../../src/diagnostics/render/pretty.js";
import { collect } from "../../src/diagnostics/sink.js";
import { SourceFile } from "../../src/source/source.js";
import type { Definition } from "./definitions.js";
import { parseDocs } from "./parse.js";

/** The page of a definition. Throws when its documentation is missing or untrue. */
export function makePage(definition: Definition): Page {
  const { code, name, severity } = definition;
  const { why, ...docs } = parseDocs(definition);
  if ("session" in docs) {
    const headline = headlineIn(docs.session, definition);
    return { code, name, severity, headline, fixable: false, why, session: docs.session };
  }
  const { before, wrong, right } = docs;
  const source = sourceOf(wrong);
  const found = findIn(source, before);
  const [first] = found;
  if (first === undefined || found.some((other) => other.code !== code))
    throw new Error(`the wrong example of ${code} ${name} finds ${listed(found)}`);
  const clean = findIn(sourceOf(right), before);
  if (clean.length > 0)
    throw new Error(`the right example of ${code} ${name} finds ${listed(clean)}`);
  const fixed = applySafeFixes(source, found);
  const left = fixed.applied > 0 ? findIn(sourceOf(fixed.text), before) : [];
  if (left.length > 0)
    throw new Error(`the fix in the example of ${code} ${name} leaves ${listed(left)}`);
  const fixable = fixed.applied > 0;
  const printed = renderPretty(collect(found));
  const example = { ...(before !== undefined && { before }), wrong, printed, right };
  return { code, name, severity, headline: first.message, fixable, why, example };
}

/** What is found in a file, or in the change to it from another one. */
function findIn(source: SourceFile, before: string | undefined): readonly Diagnostic[] {
  const { diagnostics, model } = compile(source);
  if (before === undefined) return diagnostics;
  const old = compile(new SourceFile("main:queue.tusk", before));
  const found = [...old.diagnostics, ...diagnostics];
  if (found.length > 0 || model === undefined || old.model === undefined) return found;
  return findBreaks(old.model, model);
}

/** What `check` prints behind the code in a session. */
function headlineIn(session: string, { code, name }: Definition): string {
  const [, behind] = session.split(`[${code} ${name}]: `);
  const [headline] = behind?.split("\n") ?? [];
  if (headline === undefined) throw new Error(`the session of ${code} ${name} does not show it`);
  return headline;
}

function sourceOf(text: string): SourceFile {
  return new SourceFile("queue.tusk", text);
}

function listed(found: readonly Diagnostic[]): string {
  if (found.length === 0) return "nothing";
  return found.map(({ code, name, message }) => `${code} ${name}: ${message}`).join(", ");
}
