// Why: a job without a handler does not run, and a handler without a job never will. Names and a look at what a
// file exports tell, so nothing of the user's code is loaded.

import { join } from "node:path";
import { assertUnreachable } from "../../diagnostics/bug.js";
import { defineDiagnostic } from "../../diagnostics/define.js";
import { type Diagnostic, type Label, labelAt } from "../../diagnostics/diagnostic.js";
import { suggest } from "../../diagnostics/suggest.js";
import type { Files } from "../../evaluate/imports/files.js";
import { explainImport } from "../../evaluate/imports/load.js";
import { readFile } from "../../evaluate/read-tree.js";
import { type DefaultExport, readDefaultExport } from "../../handlers/scan/default-export.js";
import type { Job, Project } from "../../ir/ir.js";
import { jobNamesOf } from "../../model/names.js";
import type { SourceFile } from "../../source/source.js";
import {
  findDeeper,
  HANDLERS,
  type HandlerFile,
  handlerPath,
  jobsWithoutHandler,
  listHandlerFiles,
} from "./handler-files.js";
import { tryReadText } from "./read.js";

/**
 * A job is run by the default export of a file in `handlers/`, called after the job. The generated
 * worker imports all of them, so it does not start while one is missing.
 *
 * ```console
 * $ rm handlers/welcome-email.ts
 * $ tsk-gen check
 * error[TSK7001 missing-handler]: job `welcome_email` has no handler
 *  --> queue.tusk:5:3
 *   |
 * 5 |   welcome_email: {}
 *   |   ^^^^^^^^^^^^^ its handler is `handlers/welcome-email.ts`
 *   |
 *   = note: a worker needs a handler for every job
 *   = help: `tsk-gen generate` creates the file
 *
 * 1 error in queue.tusk
 * $ tsk-gen generate
 * created  handlers/welcome-email.ts
 * $ tsk-gen check
 * ```
 */
const missingHandler = defineDiagnostic<{ readonly job: string }>({
  code: "TSK7001",
  name: "missing-handler",
  severity: "error",
  message: ({ job }) => `job \`${job}\` has no handler`,
});

/**
 * The name of a file in `handlers/` is the name of its job, and there is no job of this name. It
 * may be the handler of a job that was renamed or removed. A file without a default export is no handler, so
 * what handlers share can stand beside them, and so can an `index.ts`, tests, and folders.
 *
 * ```console
 * $ cp handlers/welcome-email.ts handlers/welcome-mail.ts
 * $ tsk-gen check
 * warning[TSK7003 orphan-handler]: no job is run by the handler `welcome-mail.ts`
 *  --> handlers/welcome-mail.ts:1:1
 *   |
 * 1 | import type { WelcomeEmailHandler } from "../generated/jobs/welcome-email.js";
 *   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *   |
 *   = help: remove it, or move what handlers share into a folder of its own
 *
 * 1 warning in handlers/welcome-mail.ts
 * $ rm handlers/welcome-mail.ts
 * $ tsk-gen check
 * ```
 */
const orphanHandler = defineDiagnostic<{ readonly file: string }>({
  code: "TSK7003",
  name: "orphan-handler",
  severity: "warning",
  message: ({ file }) => `no job is run by the handler \`${file}\``,
});

/**
 * A worker calls the default export of a handler's file. This one is something else, so no job of this
 * name could run: a worker refuses to start with it.
 *
 * ```console
 * $ echo "export default { run: async () => {} };" > handlers/welcome-email.ts
 * $ tsk-gen check
 * error[TSK7004 not-a-function]: the default export of `handlers/welcome-email.ts` is no function
 *  --> handlers/welcome-email.ts:1:16
 *   |
 * 1 | export default { run: async () => {} };
 *   |                ^ it is an object
 *   |
 *   = note: a worker calls it to run the job `welcome_email`
 *   = help: export the function itself by default
 *
 * 1 error in handlers/welcome-email.ts
 * ```
 */
export const notAFunction = defineDiagnostic<{ readonly path: string }>({
  code: "TSK7004",
  name: "not-a-function",
  severity: "error",
  message: ({ path }) => `the default export of \`${path}\` is no function`,
});

/**
 * The generated worker imports the default export of a handler's file. Without one it does not start: Node
 * refuses to load it.
 *
 * ```console
 * $ echo "export async function welcomeEmail() {}" > handlers/welcome-email.ts
 * $ tsk-gen check
 * error[TSK7005 no-default-export]: `handlers/welcome-email.ts` has no default export
 *  --> handlers/welcome-email.ts:1:23
 *   |
 * 1 | export async function welcomeEmail() {}
 *   |                       ^^^^^^^^^^^^ is this the handler?
 *   |
 *   = note: a worker calls it to run the job `welcome_email`
 *   = help: add `export default welcomeEmail;`
 *
 * 1 error in handlers/welcome-email.ts
 * ```
 */
const noDefaultExport = defineDiagnostic<{ readonly path: string }>({
  code: "TSK7005",
  name: "no-default-export",
  severity: "error",
  message: ({ path }) => `\`${path}\` has no default export`,
});

/** Compares the jobs of a project with the handler files in its root. */
export function checkHandlers(
  { jobs }: Project,
  source: SourceFile,
  files: Files,
  root: string,
): Diagnostic[] {
  const missing = jobsWithoutHandler(jobs, root);
  const ofJobs = new Set(jobs.map(({ fileName }) => fileName));
  const strangers = listHandlerFiles(root).filter(({ stem }) => !ofJobs.has(stem));
  return [
    ...(missing.length > 0 ? describeMissing(missing, source, files, root) : []),
    ...strangers.flatMap((file) => describeStranger(file, missing, root)),
    ...jobs.flatMap((job) => describeExport(job, root)),
  ];
}

/** Points to where queue.tusk, or a file that it imports, names each job. */
function describeMissing(
  missing: readonly Job[],
  source: SourceFile,
  files: Files,
  root: string,
): Diagnostic[] {
  const { tree, importedAt } = readFile(source, () => {}, { checked: true, files });
  const jobs = tree.entries.get("jobs")?.value;
  return missing.map(({ key, fileName }) => {
    const span = jobs?.kind === "object" ? jobs.entries.get(key)?.keySpan : undefined;
    const text = `its handler is \`${HANDLERS}/${fileName}.ts\``;
    const deeper = findDeeper(fileName, root);
    const found = missingHandler(
      { job: key },
      {
        at: labelAt(span ?? { source, start: 0, end: 0 }, text),
        notes: ["a worker needs a handler for every job"],
        help:
          deeper === undefined
            ? "`tsk-gen generate` creates the file"
            : `move \`${deeper}\` there: folders below are not looked into`,
      },
    );
    return explainImport(found, importedAt);
  });
}

/**
 * A file of no job is an orphan if it could run one: it has a default export, or almost the name of a job that
 * has no handler. What handlers share is neither.
 */
function describeStranger(file: HandlerFile, missing: readonly Job[], root: string): Diagnostic[] {
  const source = readSource(file.path, root);
  const meant = findMeant(file, missing);
  if (source === undefined) return [];
  if (meant === undefined && readDefaultExport(source.text).kind === "none") return [];
  const help = remedyFor(file, meant, missing);
  return [orphanHandler({ file: nameOf(file) }, { at: firstLine(source), help })];
}

/** The job that a file is probably the handler of, by its name. */
function findMeant({ stem }: HandlerFile, missing: readonly Job[]): Job | undefined {
  const spelled = jobNamesOf(stem)?.fileName;
  const [close] = suggest(
    stem,
    missing.map(({ fileName }) => fileName),
  );
  return missing.find(({ fileName }) => fileName === spelled || fileName === close);
}

function remedyFor(file: HandlerFile, meant: Job | undefined, missing: readonly Job[]): string {
  const names = jobNamesOf(file.stem);
  const [only, second] = missing;
  const renamed = meant ?? (second === undefined ? only : undefined);
  if (renamed === undefined)
    return "remove it, or move what handlers share into a folder of its own";
  const name = `\`${renamed.fileName}.ts\``;
  if (names?.fileName === renamed.fileName) return `call it ${name}`;
  const rename = names && `\`tsk-gen rename ${file.stem.replaceAll("-", "_")} ${renamed.key}\``;
  if (meant === undefined)
    return rename ? `if the job was renamed, run ${rename}` : `did you mean ${name}?`;
  return [`did you mean ${name}?`, ...(rename ? [`${rename} renames it everywhere`] : [])].join(
    " ",
  );
}

function nameOf({ path }: HandlerFile): string {
  return path.slice(`${HANDLERS}/`.length);
}

/** What is wrong with what a handler's file exports, as far as its text tells. */
function describeExport(job: Job, root: string): Diagnostic[] {
  const path = handlerPath(job, root);
  const source = path === undefined ? undefined : readSource(path, root);
  if (source === undefined) return [];
  const found = readDefaultExport(source.text);
  const notes = [`a worker calls it to run the job \`${job.key}\``];
  switch (found.kind) {
    case "callable":
      return [];
    case "other": {
      const at = { source, span: found.at, text: `it is ${found.what}` };
      const help = "export the function itself by default";
      return [notAFunction({ path: source.path }, { at, notes, help })];
    }
    case "none":
      return [
        noDefaultExport({ path: source.path }, { notes, ...withoutDefault(found, job, source) }),
      ];
    default:
      return assertUnreachable(found);
  }
}

/** The function that may be meant to be the handler, if there is one. */
function withoutDefault(
  { functions }: Extract<DefaultExport, { kind: "none" }>,
  { camelName }: Job,
  source: SourceFile,
) {
  const [only, second] = functions;
  const span = functions.find(({ text }) => text === camelName) ?? (second ? undefined : only);
  if (span === undefined)
    return { at: firstLine(source), help: `begin it with \`export default async (payload) => {\`` };
  const at = { source, span: { start: span.start, end: span.end }, text: "is this the handler?" };
  return { at, help: `add \`export default ${span.text};\`` };
}

/** A file that cannot be read as text is for TypeScript to tell. */
function readSource(path: string, root: string): SourceFile | undefined {
  const read = tryReadText(join(root, path), path);
  return read.kind === "text" ? read.source : undefined;
}

function firstLine(source: SourceFile): Label {
  return { source, span: { start: source.lineStarts[0] ?? 0, end: source.line(1).length } };
}
