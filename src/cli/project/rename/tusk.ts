// Why: after a rename queue.tusk must say what it said before, but for the name. What the edits give is compiled
// and compared, so that a name which they did not find stops the command and not the next worker.

import { readFile } from "../../../evaluate/read-tree.js";
import { splice } from "../../../handlers/splice.js";
import type { Project } from "../../../ir/ir.js";
import { jobNamesOf } from "../../../model/names.js";
import type { SourceFile, SourceSpan } from "../../../source/source.js";
import { Failure } from "../../exit.js";
import type { Io } from "../../io.js";
import { type CompiledProject, compileProject } from "../compile.js";
import { areSameProjects, findNamed, type NamedJob, newNames, renameJob } from "./names.js";
import { editTusk } from "./tusk-edits.js";

/** A compiled project and how its TuskLang files change. */
export interface RenamedTusk {
  readonly compiled: CompiledProject;
  readonly project: Project;
  /** Each file before those that import it. */
  readonly changed: readonly {
    readonly path: string;
    readonly before: string;
    readonly after: string;
  }[];
}

/** Renames a job in memory. Throws a `Failure` when that would change more than its name. */
export function renameInTusk(
  compiled: CompiledProject & { readonly project: Project },
  from: NamedJob,
  to: NamedJob,
  io: Io,
): RenamedTusk {
  const { renamed, changed, texts } = editAll(compiled, from, to, io);
  const project = requireSame(compiled.project, renamed, from, to, texts);
  return { compiled: renamed, project, changed };
}

/**
 * What is left to do of a rename that was ended between two files, each of which names the job otherwise; nothing
 * unless the files have no error once it is done.
 */
export function finishInTusk(
  compiled: CompiledProject,
  request: { readonly old: string; readonly new: string },
  io: Io,
): RenamedTusk | undefined {
  const keys = [...declaredJobs(compiled).keys()];
  const keyOf = (name: string) => {
    const className = jobNamesOf(name)?.className;
    return className && keys.find((key) => jobNamesOf(key)?.className === className);
  };
  const like = keyOf(request.old) ?? keyOf(request.new);
  if (like === undefined) return undefined;
  const [from, to] = [newNames(request.old, like), newNames(request.new, like)];
  const { renamed, changed } = editAll(compiled, from, to, io);
  const { project } = renamed;
  const isWhole = project !== undefined && findNamed(project, to.key) !== undefined;
  return isWhole ? { compiled: renamed, project, changed } : undefined;
}

/** All files with the other name, compiled. */
function editAll(compiled: CompiledProject, from: NamedJob, to: NamedJob, io: Io) {
  const { sources, files, paths } = compiled;
  const declared = declaredJobs(compiled).get(from.key);
  const edited = sources.flatMap((source) => {
    const edits = editTusk(source, from, to, declared);
    if (edits.length === 0) return [];
    if (source.path.split("/").includes("node_modules"))
      throw new Failure(`\`${source.path}\` names the job, and it is of an installed package`);
    const after = splice(
      source.text,
      edits.map(({ span, insert }) => ({ ...span, insert })),
    );
    return [{ source, after }];
  });
  const texts = new Map(edited.map(({ source, after }) => [source.path, after]));
  const changed = edited.flatMap(({ source, after }) => {
    const path = files.pathOf(source);
    return path === undefined ? [] : [{ path, before: source.text, after }];
  });
  const renamed = { ...compileProject(io, paths.config, texts), paths };
  return { renamed, changed: changed.reverse(), texts };
}

/** The keys of the jobs, and where each is written. */
function declaredJobs({ source, files }: CompiledProject): ReadonlyMap<string, SourceSpan> {
  if (source === undefined) return new Map();
  const { tree } = readFile(source, () => {}, { checked: true, files });
  const jobs = tree.entries.get("jobs")?.value;
  const entries = jobs?.kind === "object" ? [...jobs.entries] : [];
  return new Map(entries.map(([key, { keySpan }]) => [key, keySpan]));
}

const REASONS = new Set(["reserved-name", "duplicate-name"]);

function requireSame(
  before: Project,
  { project, diagnostics, sources }: CompiledProject,
  from: NamedJob,
  to: NamedJob,
  texts: ReadonlyMap<string, string>,
): Project {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const reason = errors.find(({ name }) => REASONS.has(name));
  if (reason !== undefined)
    throw new Failure(reason.message, { notes: reason.notes, help: reason.help });
  if (project !== undefined && areSameProjects(renameJob(before, from, to), project))
    return project;
  const places = errors.map(({ message, primary: { source, span } }) => {
    return `${source.path}:${source.position(span.start).line}: ${message}`;
  });
  throw new Failure(`\`${from.key}\` is named where only people can rename it`, {
    notes: [...places, ...sources.flatMap((source) => linesWith(from.key, source))],
    help:
      [...texts.keys()].length > 0
        ? `write \`${to.key}\` there, and run the command again`
        : undefined,
  });
}

/** The lines that still hold the name. */
function linesWith(name: string, { path, text }: SourceFile): string[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      line.includes(name) ? [`${path}:${index + 1}: \`${line.trim()}\``] : [],
    );
}
