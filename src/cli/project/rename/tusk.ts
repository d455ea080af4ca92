// Why: after a rename queue.tusk must say what it said before, but for the name. What the edits give is compiled
// and compared, so that a name which they did not find stops the command and not the next worker.

import { readFile } from "../../../evaluate/read-tree.js";
import { splice } from "../../../handlers/splice.js";
import type { Project } from "../../../ir/ir.js";
import type { SourceFile, SourceSpan } from "../../../source/source.js";
import { Failure } from "../../exit.js";
import type { Io } from "../../io.js";
import { type CompiledProject, compileProject } from "../compile.js";
import { areSameProjects, type NamedJob, renameJob } from "./names.js";
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
  const { sources, files, paths } = compiled;
  const declared = declarationOf(compiled, from.key);
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
  const renamed = compileProject(io, paths.config, texts);
  const project = requireSame(compiled.project, renamed, from, to, texts);
  const changed = edited.flatMap(({ source, after }) => {
    const path = files.pathOf(source);
    return path === undefined ? [] : [{ path, before: source.text, after }];
  });
  return { compiled: { ...renamed, paths }, project, changed: changed.reverse() };
}

/** Where the key of the job is written. */
function declarationOf({ source, files }: CompiledProject, key: string): SourceSpan | undefined {
  if (source === undefined) return undefined;
  const { tree } = readFile(source, () => {}, { checked: true, files });
  const jobs = tree.entries.get("jobs")?.value;
  return jobs?.kind === "object" ? jobs.entries.get(key)?.keySpan : undefined;
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
