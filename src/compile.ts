// Why: the whole way from text to the project that files are emitted from, and all that is wrong on it.

import { createHash } from "node:crypto";
import type { Diagnostic, IgnoredDiagnostic, Report } from "./diagnostics/diagnostic.js";
import { DiagnosticSink } from "./diagnostics/sink.js";
import { type Files, noFiles } from "./evaluate/imports/files.js";
import { explainImport } from "./evaluate/imports/load.js";
import { type Reading, readFile } from "./evaluate/read-tree.js";
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
  /** The files that it may import; none unless given. */
  readonly files?: Files;
}

export interface Compiled {
  /** Absent when there are errors. */
  readonly project?: Project;
  /** What the project was lowered from; absent with it. */
  readonly model?: Model;
  /** Everything found, by place, but for what comments ignore. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments in the files ask to pass over. */
  readonly ignored: readonly IgnoredDiagnostic[];
  /** The file, and those that it imports. */
  readonly sources: readonly SourceFile[];
}

/** Compiles a queue.tusk file. Pure: nothing is written or executed, and nothing read but through `files`. */
export function compile(source: SourceFile, options: CompileOptions = {}): Compiled {
  const { files = noFiles, ...facts } = options;
  const sink = new DiagnosticSink();
  const reading = readFile(source, sink.report, { checked: true, files });
  const sources = [source, ...reading.importedAt.keys()];
  const model = readModel(reading, sink);
  const complete = model?.selected !== undefined;
  const found = { ...applyIgnores(sink.all(), sources, { complete }), sources };
  if (model === undefined || sink.hasErrors) return found;
  const { path } = source;
  const project = lower(model, { ...facts, source: { path, digest: digestOf(sources) } });
  return { project, model, ...found };
}

/** Undefined when the file sets nothing. */
function readModel(reading: Reading, sink: DiagnosticSink): Model | undefined {
  const { tree, importedAt, isUnread } = reading;
  const report: Report = (diagnostic) => {
    if (!isUnread(diagnostic.primary)) sink.report(explainImport(diagnostic, importedAt));
  };
  if (!sink.hasErrors && isEmptyFile(tree, { report })) return undefined;
  const model = bindModel(tree, { report });
  for (const rule of rules) rule(model, report);
  return model;
}

/** SHA-256 in hex: of the file's text, or of the names and digests of all files when there are several. */
function digestOf(sources: readonly SourceFile[]): string {
  const digests = sources.map(({ path, text }) => ({ path, digest: sha256(text) }));
  const [first, ...imported] = digests;
  if (first !== undefined && imported.length === 0) return first.digest;
  return sha256(digests.map(({ path, digest }) => `${digest}  ${path}\n`).join(""));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
