// Why: the whole way from text to the project that files are emitted from, and all that is wrong on it.

import { createHash } from "node:crypto";
import type { Diagnostic, IgnoredDiagnostic } from "./diagnostics/diagnostic.js";
import { DiagnosticSink } from "./diagnostics/sink.js";
import { readTree } from "./evaluate/read-tree.js";
import { applyIgnores } from "./ignores/apply.js";
import type { Project } from "./ir/ir.js";
import { lower } from "./ir/lower.js";
import { bindModel } from "./model/bind.js";
import { isEmptyFile } from "./model/empty-file.js";
import type { Model } from "./model/model.js";
import { rules } from "./rules/index.js";
import type { SourceFile } from "./source/source.js";

export interface CompileOptions {
  /** The name in the project's package.json, which deployment files are called after. */
  readonly packageName?: string;
}

export interface Compiled {
  /** Absent when there are errors. */
  readonly project?: Project;
  /** Everything found, by place, but for what comments ignore. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments in the files ask to pass over. */
  readonly ignored: readonly IgnoredDiagnostic[];
}

/** Compiles a queue.tusk file. Pure: nothing is read, written, or executed. */
export function compile(source: SourceFile, options: CompileOptions = {}): Compiled {
  const sink = new DiagnosticSink();
  const model = readModel(source, sink);
  const complete = model?.selected !== undefined;
  const findings = applyIgnores(sink.all(), source, { complete });
  if (model === undefined || sink.hasErrors) return findings;
  const digest = createHash("sha256").update(source.text).digest("hex");
  const project = lower(model, { ...options, source: { path: source.path, digest } });
  return { project, ...findings };
}

/** Undefined when the file sets nothing. */
function readModel(source: SourceFile, sink: DiagnosticSink): Model | undefined {
  const { report } = sink;
  const tree = readTree(source, report, { checked: true });
  if (!sink.hasErrors && isEmptyFile(tree, { report })) return undefined;
  const model = bindModel(tree, { report });
  for (const rule of rules) rule(model, report);
  return model;
}
