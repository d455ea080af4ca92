// Why: tests of checks on a change read like the change: a file, what is replaced in it, and what is found.

import type { Category } from "../../src/breaking/categories.js";
import { findBreaks } from "../../src/breaking/compare.js";
import { compile } from "../../src/compile.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { renderPretty } from "../../src/diagnostics/render/pretty.js";
import { collect } from "../../src/diagnostics/sink.js";
import type { Model } from "../../src/model/model.js";
import { SourceFile } from "../../src/source/source.js";

/** What the change from one text to another does to queued jobs. */
export function changeOf(before: string, after: string, only?: readonly Category[]): Diagnostic[] {
  return findBreaks(modelOf("main:queue.tusk", before), modelOf("queue.tusk", after), only);
}

/** The same, one line each: `required-field: language <- welcome_email`, as the labels mark both files. */
export function marksOf(before: string, after: string): string[] {
  return changeOf(before, after).map(({ name, primary, related }) => {
    const [is, ...was] = [primary, ...related].map(({ source, span }) => source.slice(span));
    return `${name}: ${is} <- ${was.join(", ")}`;
  });
}

/** A file with one job of these settings, each a line. */
export function withJob(...settings: readonly string[]): string {
  return `queue:\n  backend: "bullmq"\njobs:\n  welcome_email:\n    description: "Greets"\n${settings
    .map((line) => `    ${line}\n`)
    .join("")}`;
}

/** A file whose one job has these fields, each a line. */
export function withFields(...fields: readonly string[]): string {
  return withJob("payload:", ...fields.map((line) => `  ${line}`));
}

function modelOf(path: string, text: string): Model {
  const { model, diagnostics } = compile(new SourceFile(path, text));
  if (model === undefined) throw new Error(renderPretty(collect(diagnostics)));
  return model;
}
