// Why: a rename touches many files of the user. All of it is computed before the first is written, and what
// cannot be done whole is not begun.

import { extname, join } from "node:path";
import type { Diagnostic } from "../../../diagnostics/diagnostic.js";
import { didYouMean } from "../../../diagnostics/suggest.js";
import { compareOutput } from "../../../emit/write/compare-output.js";
import { nodeDisk } from "../../../emit/write/disk.js";
import type { ChangedSource, RenameRequest } from "../../../handlers/rename.js";
import type { Job, Project } from "../../../ir/ir.js";
import { jobNamesOf } from "../../../model/names.js";
import { Failure } from "../../exit.js";
import type { Io } from "../../io.js";
import type { CompiledProject } from "../compile.js";
import { HANDLERS, handlerPath } from "../handler-files.js";
import { showPath } from "../locate.js";
import { emitTo, firstHandler, outputDirectory, placeOf } from "../output.js";
import { refusalDiagnostics } from "../output-diagnostics.js";
import { haveSameText } from "../replace.js";
import { openTypeScript } from "../typescript.js";
import { findNamed, type NamedJob, newNames, renameJob, spellingsOf } from "./names.js";
import { listSourceFiles } from "./source-files.js";
import { finishInTusk, type RenamedTusk, renameInTusk } from "./tusk.js";

/** Everything that a rename does. Paths are absolute. */
export interface RenamePlan {
  readonly from: NamedJob;
  readonly to: NamedJob;
  /** Source files that change where they are. */
  readonly sources: readonly ChangedSource[];
  /** The handler's file, if there is one and it gets another name. */
  readonly handler: { readonly from: string; readonly to: string } | undefined;
  readonly tusk: RenamedTusk;
  /** Generated files that `generate` would not touch: with any, nothing may be written. */
  readonly refused: readonly Diagnostic[];
}

interface Request {
  readonly old: string;
  readonly new: string;
  readonly out: string | undefined;
}

/**
 * Computes a rename; undefined when queue.tusk has errors that it does not mend. Throws a `Failure` when there is
 * nothing to rename, or something in the way.
 */
export async function planRename(
  compiled: CompiledProject,
  request: Request,
  io: Io,
): Promise<RenamePlan | undefined> {
  const { paths } = compiled;
  const rest = compiled.project === undefined ? finishInTusk(compiled, request, io) : undefined;
  const project = compiled.project ?? rest?.project;
  if (project === undefined) return undefined;
  const { from, to, isBegun } = namesFor(
    project,
    request,
    rest === undefined ? paths.root : undefined,
  );
  const begun = rest ?? { compiled, project, changed: [] };
  const tusk = isBegun ? begun : renameInTusk({ ...compiled, project }, from, to, io);
  const output = outputDirectory(io, paths, request.out);
  const before = isBegun ? renameJob(project, to, from) : project;
  const generated = emitTo(output, paths, tusk.project);
  const { refused } = compareOutput(generated, placeOf(output, paths));
  const sources =
    from.className === to.className
      ? []
      : await renameSources(
          {
            from: spellingsOf(from),
            to: spellingsOf(to),
            output,
            generated: emitTo(output, paths, before),
          },
          paths.root,
          io,
        );
  const handler = handlerMove(from, to, paths.root);
  const stub = (job: Job | undefined) => job && firstHandler(job, output, paths).contents;
  return {
    from,
    to,
    sources: withStub(
      sources,
      handler?.from,
      stub(findNamed(before, from.className)),
      stub(findNamed(tusk.project, to.className)),
    ),
    handler,
    tusk,
    refused: refusalDiagnostics(refused, output, paths),
  };
}

/**
 * The two names. `isBegun` when queue.tusk has the new one already, and only the rest is left to do; a handler of
 * the old name in `root` tells that, if it is given.
 */
function namesFor(project: Project, request: Request, root: string | undefined) {
  const job = findNamed(project, request.old);
  const other = findNamed(project, request.new);
  if (job === undefined) {
    const old = jobNamesOf(request.old);
    const isBegun =
      old !== undefined &&
      other !== undefined &&
      (root === undefined || handlerPath(old, root) !== undefined);
    if (!isBegun) throw unknownJob(project, request.old);
    return { from: { ...old, key: request.old }, to: other, isBegun };
  }
  const to = newNames(request.new, job.key);
  if (to.key === job.key) throw new Failure(`the job is called \`${job.key}\` already`);
  if (other !== undefined && other !== job)
    throw new Failure(`there is a job called \`${other.key}\` already`);
  return { from: job, to, isBegun: false };
}

function unknownJob({ jobs }: Project, name: string): Failure {
  const names = jobs.map(({ key, className }) => (/^[A-Z]/.test(name) ? className : key));
  return new Failure(`queue.tusk has no job called \`${name}\``, { help: didYouMean(name, names) });
}

function handlerMove(from: NamedJob, to: NamedJob, root: string): RenamePlan["handler"] {
  const path = handlerPath(from, root);
  if (path === undefined || from.fileName === to.fileName) return undefined;
  const taken = handlerPath(to, root);
  const moved = `${HANDLERS}/${to.fileName}${extname(path)}`;
  // A move that was ended half way leaves one file with two names.
  if (
    taken !== undefined &&
    !(taken === moved && haveSameText(join(root, path), join(root, moved)))
  )
    throw new Failure(`\`${taken}\` is there already, beside \`${path}\``, {
      help: "move one of the two away",
    });
  return { from: join(root, path), to: join(root, moved) };
}

/** A handler that nobody has written yet becomes the first version of its new name, whose text names it. */
function withStub(
  sources: readonly ChangedSource[],
  path: string | undefined,
  before: string | undefined,
  after: string | undefined,
): readonly ChangedSource[] {
  if (path === undefined || before === undefined || after === undefined) return sources;
  if (nodeDisk.read(path) !== before) return sources;
  return [...sources.filter((source) => source.path !== path), { path, before, after }];
}

async function renameSources(
  request: Pick<RenameRequest, "from" | "to" | "output" | "generated">,
  root: string,
  io: Io,
): Promise<readonly ChangedSource[]> {
  const opened = await openTypeScript(root, "tsk-gen rename", { allowJs: true });
  const { renameInSources } = await import("../../../handlers/rename.js");
  const { changed, refused } = renameInSources(opened, {
    ...request,
    files: listSourceFiles(root, request.output),
    handlers: join(root, HANDLERS),
  });
  const [first] = refused;
  if (first === undefined) return changed;
  throw new Failure(`\`${showPath(io, first.path)}\` cannot be changed: ${first.why}`, {
    notes: refused.map(
      ({ path, line, snippet }) => `${showPath(io, path)}:${line} would become: ${snippet}`,
    ),
    help: "change it by hand, and run the command again; nothing was written",
  });
}
