// Why: from the command line to a compiled project: which file, its text, and what the compiler makes of it.

import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { compile } from "../../compile.js";
import type { Diagnostic, IgnoredDiagnostic } from "../../diagnostics/diagnostic.js";
import type { Texts } from "../../diagnostics/mend.js";
import type { Project } from "../../ir/ir.js";
import type { Model } from "../../model/model.js";
import type { SourceFile } from "../../source/source.js";
import type { Io } from "../io.js";
import { ProjectFiles } from "./files.js";
import { locateProject, type ProjectPaths, showPath, withSlashes } from "./locate.js";
import { readText } from "./read.js";

/** A queue.tusk file, compiled. */
export interface CompiledProject {
  readonly paths: ProjectPaths;
  /** Absent when the file is no text. */
  readonly source?: SourceFile;
  /** The file, and those that it imports. */
  readonly sources: readonly SourceFile[];
  readonly files: ProjectFiles;
  /** Absent when there are errors. */
  readonly project?: Project;
  /** What the project was lowered from; absent with it. */
  readonly model?: Model;
  /** The paths of their source files count from the project's root. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ignored: readonly IgnoredDiagnostic[];
}

/**
 * Reads and compiles the file that is meant; throws a `Failure` when there is none. `texts` are compiled in
 * place of those of the source files.
 */
export function compileProject(
  io: Io,
  config: string | undefined,
  texts: Texts = new Map(),
): CompiledProject {
  const paths = locateProject(io, config);
  const read = readText(paths.config, paths.name, showPath(io, paths.config));
  const nameOf = (path: string) => withSlashes(relative(paths.root, path));
  const files = new ProjectFiles(paths.root, nameOf, texts);
  if (read.kind === "not-utf8")
    return { paths, files, sources: [], diagnostics: [read.diagnostic], ignored: [] };
  const source = files.add(read.source, paths.config);
  const packageName = readPackageName(paths.root);
  const compiled = compile(source, { files, ...(packageName !== undefined && { packageName }) });
  return { paths, files, source, ...compiled };
}

/** The name in package.json; a package.json that cannot be read has none. */
function readPackageName(root: string): string | undefined {
  const path = join(root, "package.json");
  if (!existsSync(path)) return undefined;
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    const name =
      typeof content === "object" && content !== null && "name" in content && content.name;
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
