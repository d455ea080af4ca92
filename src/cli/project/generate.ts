// Why: what `generate` does to the disk, once: generated files and missing handlers, while no other run writes.

import { join } from "node:path";
import { CODE, filesOf, targets } from "../../../templates/index.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { GeneratedFile } from "../../emit/file.js";
import { compareOutput, isManifestCurrent } from "../../emit/write/compare-output.js";
import { Locked, withLock } from "../../emit/write/lock.js";
import { type Refusal, type WriteReport, writeOutput } from "../../emit/write/write-output.js";
import type { Project } from "../../ir/ir.js";
import type { Change } from "../changes.js";
import { EXIT, Failure } from "../exit.js";
import type { Io } from "../io.js";
import type { CompiledProject } from "./compile.js";
import { type ProjectPaths, showPath } from "./locate.js";
import { createHandlers, emitOptions, emitTo, outputDirectory, placeOf } from "./output.js";
import { refusalDiagnostics } from "./output-diagnostics.js";

/** How to write. */
export interface GenerateOptions {
  readonly out: string | undefined;
  /** The code, or a deployment target by its name; everything without it. */
  readonly only: string | undefined;
  readonly "dry-run": boolean;
  readonly force: boolean;
}

/** What a run did, in paths as people see them. */
export interface Generated {
  readonly changes: readonly Change[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
  /** Of the output directory. */
  readonly shown: string;
}

/** Writes what a project gives. Throws a `Failure` when another run keeps it from that. */
export async function generateProject(
  { paths }: CompiledProject,
  project: Project,
  options: GenerateOptions,
  io: Io,
): Promise<Generated> {
  const directory = outputDirectory(io, paths, options.out);
  const files = emitTo(directory, paths, project);
  const run = (dryRun: boolean) => write(files, directory, paths, project, { options, dryRun, io });
  // Where there is nothing to do, nothing is touched: not even a lock.
  if (options["dry-run"] || isManifestCurrent(files, placeOf(directory, paths))) {
    const preview = run(true);
    if (options["dry-run"] || preview.changes.length === 0) return preview;
  }
  const shown = showPath(io, directory);
  try {
    return await withLock(
      { ...placeOf(directory, paths), onWait: (pid) => tellWaiting(shown, pid, io) },
      () => run(false),
    );
  } catch (error) {
    throw error instanceof Locked ? lockedOut(error, shown, io) : error;
  }
}

/** Refuses a part that the output does not have. */
export function requirePart(part: string | undefined, project: Project): void {
  const { targets: own } = project.deploy;
  if (part === undefined || part === CODE || own.includes(part)) return;
  if (targets.some(({ name }) => name === part))
    throw new Failure(`\`${part}\` is not among \`deploy.targets\``, {
      help: `add it there: \`targets: [${[...own, part].join(", ")}]\``,
    });
  throw new Failure(`there is no target called \`${part}\``, {
    help: didYouMean(part, [CODE, ...targets.map(({ name }) => name)]),
  });
}

interface Run {
  readonly options: GenerateOptions;
  readonly dryRun: boolean;
  readonly io: Io;
}

function write(
  files: readonly GeneratedFile[],
  directory: string,
  paths: ProjectPaths,
  project: Project,
  { options: { force, only: part }, dryRun, io }: Run,
): Generated {
  const only = part && filesOf(part, project, emitOptions(directory, paths));
  const options = { ...placeOf(directory, paths), dryRun, force, ...(only && { only }) };
  const report = writeOutput(files, options);
  const show = (path: string) => showPath(io, join(directory, path));
  const wantsHandlers = part === undefined || part === CODE;
  const handlers = wantsHandlers
    ? createHandlers(directory, paths, project, dryRun)
    : { created: [], diagnostics: [] };
  return {
    changes: [
      ...changesOf(report, show),
      ...handlers.created.map((path): Change => ({ action: "created", path: showPath(io, path) })),
    ],
    refused: report.refused.map(({ path, reason }) => ({ path: show(path), reason })),
    diagnostics: [...describeRefused(report, directory, paths, files), ...handlers.diagnostics],
    shown: showPath(io, directory),
  };
}

function changesOf(report: WriteReport, show: (path: string) => string): Change[] {
  const changed = (action: Change["action"], paths: readonly string[]) =>
    paths.map((path) => ({ action, path: show(path) }));
  return [
    ...changed("created", report.created),
    ...changed("changed", report.updated),
    ...changed("removed", report.removed),
  ];
}

function describeRefused(
  { refused }: WriteReport,
  directory: string,
  paths: ProjectPaths,
  files: readonly GeneratedFile[],
): Diagnostic[] {
  if (refused.length === 0) return [];
  const names = new Set(refused.map(({ path }) => path));
  const found = compareOutput(files, placeOf(directory, paths)).refused;
  return refusalDiagnostics(
    found.filter(({ path }) => names.has(path)),
    directory,
    paths,
  );
}

function tellWaiting(shown: string, pid: number | undefined, io: Io): void {
  io.stderr.write(`waiting for ${processOf(pid)}, which writes ${shown}/\n`);
}

function lockedOut({ path, pid }: Locked, shown: string, io: Io): Failure {
  return new Failure(`${processOf(pid)} has been writing ${shown}/ for 10 s`, {
    exitCode: EXIT.misuse,
    help: `end it; if it is no tsk-gen, remove \`${showPath(io, path)}\``,
  });
}

function processOf(pid: number | undefined): string {
  return pid === undefined ? "another process" : `process ${pid}`;
}
