// Why: a job without a handler does not run and a handler without a job never will; names alone tell, so
// nothing of the user's code is loaded.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineDiagnostic } from "../../diagnostics/define.js";
import { type Diagnostic, labelAt } from "../../diagnostics/diagnostic.js";
import { suggest } from "../../diagnostics/suggest.js";
import type { Files } from "../../evaluate/imports/files.js";
import { explainImport } from "../../evaluate/imports/load.js";
import { readFile } from "../../evaluate/read-tree.js";
import type { Job, Project } from "../../ir/ir.js";
import { SourceFile } from "../../source/source.js";

/** The directory of the handlers, in the project's root. */
export const HANDLERS = "handlers";

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
 * may be the handler of a job that was renamed or removed. What handlers share can stand in a
 * folder below.
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

/** The jobs whose handler file is not there. */
export function jobsWithoutHandler({ jobs }: Project, root: string): Job[] {
  return jobs.filter(({ fileName }) => {
    const path = join(root, HANDLERS, fileName);
    return !ENDINGS.some((ending) => existsSync(path + ending));
  });
}

/** Compares the jobs of a project with the handler files in its root, by name. */
export function checkHandlers(
  project: Project,
  source: SourceFile,
  files: Files,
  root: string,
): Diagnostic[] {
  const missing = jobsWithoutHandler(project, root);
  const orphans = handlerNames(root).filter(
    ({ stem }) => !project.jobs.some(({ fileName }) => fileName === stem),
  );
  return [
    ...(missing.length > 0 ? describeMissing(missing, source, files) : []),
    ...orphans.map((orphan) => describeOrphan(orphan, missing, root)),
  ];
}

/** What `import "../handlers/NAME.js"` may mean. */
const ENDINGS = [".ts", ".tsx", ".js"];

interface HandlerFile {
  readonly name: string;
  readonly stem: string;
}

/** Files that could be handlers: tests, declarations, and what lies deeper are not. */
function handlerNames(root: string): HandlerFile[] {
  const folder = join(root, HANDLERS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[^.]+\.(?:tsx?|js)$/.test(entry.name))
    .map(({ name }) => ({ name, stem: name.slice(0, name.indexOf(".")) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Points to where queue.tusk, or a file that it imports, names each job. */
function describeMissing(missing: readonly Job[], source: SourceFile, files: Files): Diagnostic[] {
  const { tree, importedAt } = readFile(source, () => {}, { checked: true, files });
  const jobs = tree.entries.get("jobs")?.value;
  return missing.map(({ key, fileName }) => {
    const span = jobs?.kind === "object" ? jobs.entries.get(key)?.keySpan : undefined;
    const text = `its handler is \`${HANDLERS}/${fileName}.ts\``;
    const found = missingHandler(
      { job: key },
      {
        at: labelAt(span ?? { source, start: 0, end: 0 }, text),
        notes: ["a worker needs a handler for every job"],
        help: "`tsk-gen generate` creates the file",
      },
    );
    return explainImport(found, importedAt);
  });
}

function describeOrphan(
  { name, stem }: HandlerFile,
  missing: readonly Job[],
  root: string,
): Diagnostic {
  const path = `${HANDLERS}/${name}`;
  const source = new SourceFile(path, readFileSync(join(root, path), "utf8"));
  const [close] = suggest(
    stem,
    missing.map(({ fileName }) => fileName),
  );
  return orphanHandler(
    { file: name },
    {
      at: { source, span: { start: 0, end: source.line(1).length } },
      help:
        close === undefined
          ? "remove it, or move what handlers share into a folder of its own"
          : `did you mean \`${close}.ts\`?`,
    },
  );
}
