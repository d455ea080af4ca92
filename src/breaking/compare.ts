// Why: a change is judged by comparing what the file said with what it says.

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { DiagnosticSink } from "../diagnostics/sink.js";
import type { Model } from "../model/model.js";
import { type Category, categories } from "./categories.js";
import { compareModels } from "./comparison.js";
import { breakingRules } from "./rules/index.js";

/**
 * What the change from one model without errors to another does to jobs that are already in the queues, by
 * place in the file as it is. Only the rules of `selected` are asked; all of them unless it is given.
 */
export function findBreaks(
  before: Model,
  after: Model,
  selected: readonly Category[] = categories,
): Diagnostic[] {
  const comparison = compareModels(before, after);
  const sink = new DiagnosticSink();
  for (const { category, check } of breakingRules)
    if (selected.includes(category)) check(comparison, sink.report);
  return sink.all();
}
