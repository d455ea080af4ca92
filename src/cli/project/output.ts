// Why: `generate` writes what `check` compares and `work` relies on; all three mean the same files.

import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Options } from "yargs";
import { handlerFile } from "../../../templates/handler/handler.js";
import { emitProject } from "../../../templates/index.js";
import type { EmitOptions } from "../../../templates/target.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { GeneratedFile } from "../../emit/file.js";
import { compareOutput, type OutputDifference } from "../../emit/write/compare-output.js";
import { createOnce } from "../../emit/write/create-once.js";
import type { Place } from "../../emit/write/place.js";
import type { Job, Project } from "../../ir/ir.js";
import { isInside } from "../../source/inside.js";
import { version } from "../../version.js";
import type { Io } from "../io.js";
import { HANDLERS, jobsWithoutHandler } from "./handler-files.js";
import { type ProjectPaths, withSlashes } from "./locate.js";
import { refusalDiagnostics } from "./output-diagnostics.js";
import { enclosingRepository } from "./repository.js";

/** The option of every command that knows generated code. */
export const outOption = {
  type: "string",
  requiresArg: true,
  describe: "The directory of the generated code; without it generated/ in the project's root",
} as const satisfies Options;

/** The output directory, absolute: `--out` counts from where the command was called. */
export function outputDirectory(io: Io, paths: ProjectPaths, out: string | undefined): string {
  return out === undefined ? join(paths.root, "generated") : resolve(io.cwd, out);
}

/** Every generated file of a project. */
export function emitTo(directory: string, paths: ProjectPaths, project: Project): GeneratedFile[] {
  return emitProject(project, emitOptions(directory, paths));
}

/** What templates are told of where the output goes. */
export function emitOptions(directory: string, paths: ProjectPaths): EmitOptions {
  const deployed = commonParent(paths.root, directory);
  const rootFromRepository = pathInRepository(deployed);
  return {
    toolVersion: version,
    handlersImport: importPath(directory, join(paths.root, HANDLERS)),
    outDirFromRoot: withSlashes(relative(deployed, directory)),
    configFromRoot: withSlashes(relative(deployed, paths.config)),
    projectFromRoot: withSlashes(relative(deployed, paths.root)) || ".",
    ...(rootFromRepository !== "" && { rootFromRepository }),
  };
}

/** A directory from the root of its repository, with `/`; empty where it is that root, or in no repository. */
function pathInRepository(directory: string): string {
  return withSlashes(relative(enclosingRepository(directory) ?? directory, directory));
}

/** What is built and deployed holds the project and the generated code, wherever `--out` put that. */
function commonParent(root: string, directory: string): string {
  const leavesBy = relative(root, directory)
    .split(sep)
    .filter((part) => part === "..");
  return resolve(root, ...leavesBy);
}

/** Where writing may touch: the project, or the directory that was named outside of it. */
export function placeOf(directory: string, { root }: ProjectPaths): Place {
  if (directory !== root && isInside(root, directory))
    return { root, directory: relative(root, directory) };
  let parent = dirname(directory);
  while (!existsSync(parent) && dirname(parent) !== parent) parent = dirname(parent);
  return { root: parent, directory: relative(parent, directory) };
}

/** Compares the generated code on disk with what it should be. */
export function compareTo(
  directory: string,
  paths: ProjectPaths,
  project: Project,
): OutputDifference {
  return compareOutput(emitTo(directory, paths, project), placeOf(directory, paths));
}

/** What became of the handlers that were missing. */
export interface CreatedHandlers {
  /** Absolute. */
  readonly created: readonly string[];
  /** Why others could not be. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes the first version of each handler that is missing. */
export function createHandlers(
  directory: string,
  paths: ProjectPaths,
  project: Project,
  dryRun: boolean,
): CreatedHandlers {
  const handlers = join(paths.root, HANDLERS);
  const missing = jobsWithoutHandler(project.jobs, paths.root);
  const files = missing.map((job) => firstHandler(job, directory, paths));
  const place = { root: paths.root, directory: HANDLERS, dryRun };
  const { created, refused } = createOnce(files, place);
  return {
    created: created.map((path) => join(handlers, path)),
    diagnostics: refusalDiagnostics(refused, handlers, paths),
  };
}

/** The first version of a job's handler. */
export function firstHandler(job: Job, directory: string, { root }: ProjectPaths): GeneratedFile {
  return handlerFile(job, { generatedImport: importPath(join(root, HANDLERS), directory) });
}

/** How a module in `from` names a file in `to`, without the file. */
function importPath(from: string, to: string): string {
  const path = withSlashes(relative(from, to));
  return path.startsWith(".") ? path : `./${path}`;
}
