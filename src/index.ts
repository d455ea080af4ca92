// Why: what other programs may do with a queue.tusk file: find out what is wrong with it and what it says.
// Everything is pure: files are read and written by whoever calls.

export { type Compiled, type CompileOptions, compile } from "./compile.js";
export type {
  Code,
  Diagnostic,
  Edit,
  Fix,
  IgnoredDiagnostic,
  Label,
  Severity,
} from "./diagnostics/diagnostic.js";
export { applySafeFixes, type Fixed } from "./diagnostics/fix.js";
export { type Format, renderers } from "./diagnostics/render/index.js";
export type { Renderer, RenderOptions } from "./diagnostics/render/renderer.js";
export { collect, type Findings } from "./diagnostics/sink.js";
export type { Files, FoundFile } from "./evaluate/imports/files.js";
export type * from "./ir/ir.js";
export { type Position, SourceFile, type Span } from "./source/source.js";
