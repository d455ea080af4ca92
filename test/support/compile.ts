// Why: tests of checks read like files: inline source in, findings or a project out.

import { type Compiled, compile } from "../../src/compile.js";
import { renderPretty } from "../../src/diagnostics/render/pretty.js";
import { collect } from "../../src/diagnostics/sink.js";
import type { Project } from "../../src/ir/ir.js";
import { SourceFile } from "../../src/source/source.js";

/** The path that inline sources have. */
export const PATH = "config/queue.tusk";

/** Compiles inline source. */
export function compileText(
  text: string,
  packageName?: string,
): Compiled & { readonly source: SourceFile } {
  const source = new SourceFile(PATH, text);
  return { source, ...compile(source, packageName === undefined ? {} : { packageName }) };
}

/** The project of source without errors; fails with the rendered findings otherwise. */
export function projectOf(text: string, packageName?: string): Project {
  const { project, diagnostics } = compileText(text, packageName);
  if (project === undefined) throw new Error(renderPretty(collect(diagnostics)));
  return project;
}

/** What `check` prints for inline source. */
export function rendered(text: string): string {
  return renderPretty(collect(compileText(text).diagnostics));
}
