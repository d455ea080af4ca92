// Why: from the command line to a compiled project: which file, its text, and what the compiler makes of it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../../compile.js";
import type { Diagnostic, IgnoredDiagnostic } from "../../diagnostics/diagnostic.js";
import type { Project } from "../../ir/ir.js";
import type { SourceFile } from "../../source/source.js";
import type { Io } from "../io.js";
import { locateProject, type ProjectPaths, showPath } from "./locate.js";
import { readText } from "./read.js";

/** A queue.tusk file, compiled. */
export interface CompiledProject {
  readonly paths: ProjectPaths;
  /** Absent when the file is no text. */
  readonly source?: SourceFile;
  /** Absent when there are errors. */
  readonly project?: Project;
  /** The paths of their source files count from the project's root. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ignored: readonly IgnoredDiagnostic[];
}

/** Reads and compiles the file that is meant; throws a `Failure` when there is none. */
export function compileProject(io: Io, config: string | undefined): CompiledProject {
  const paths = locateProject(io, config);
  const read = readText(paths.config, paths.name, showPath(io, paths.config));
  if (read.source === undefined) return { paths, diagnostics: [read.diagnostic], ignored: [] };
  const { source } = read;
  const packageName = readPackageName(paths.root);
  const compiled = compile(source, packageName === undefined ? {} : { packageName });
  return { paths, source, ...compiled };
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
