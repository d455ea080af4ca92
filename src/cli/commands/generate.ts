// Why: the command that people run all day: what queue.tusk says becomes code, or one learns why not.

import { join } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { collect } from "../../diagnostics/sink.js";
import type { GeneratedFile } from "../../emit/file.js";
import { compareOutput } from "../../emit/write/compare-output.js";
import { type Refusal, type WriteReport, writeOutput } from "../../emit/write/write-output.js";
import type { Project } from "../../ir/ir.js";
import { type Change, listChanges } from "../changes.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit.js";
import { fixedByCheck, formatOf, formatOption, isDocument, reportFindings } from "../findings.js";
import type { Io } from "../io.js";
import { type CompiledProject, compileProject } from "../project/compile.js";
import { configOption, type ProjectPaths, showPath } from "../project/locate.js";
import { createHandlers, emitTo, outOption, outputDirectory, placeOf } from "../project/output.js";
import { refusalDiagnostics } from "../project/output-diagnostics.js";

export const generate = defineCommand({
  positionals: {},
  options: {
    config: configOption,
    out: outOption,
    "dry-run": {
      type: "boolean",
      default: false,
      describe: "Say what would change, write nothing",
    },
    force: {
      type: "boolean",
      default: false,
      describe: "Overwrite generated files that were edited by hand",
    },
    format: formatOption,
  },
  later: ["watch", "only"],
  examples: [
    ["tsk-gen", "compile queue.tusk or config/queue.tusk"],
    ["tsk-gen generate --dry-run", "see what would change"],
  ],
  async run(args, io) {
    const format = formatOf(args.format);
    const compiled = compileProject(io, args.config);
    const { project, paths } = compiled;
    const written = project === undefined ? undefined : write(compiled, project, { ...args, io });
    const { changes = [], refused = [], diagnostics = [] } = written ?? {};
    const findings = collect([...compiled.diagnostics, ...diagnostics], compiled.ignored);
    if (written !== undefined && !isDocument(format)) tell(written, io);
    const origin = { root: paths.root, fixBy: fixedByCheck(args.config) };
    await reportFindings(findings, format, io, origin, { changes, refused });
    return findings.errors > 0 ? EXIT.findings : EXIT.ok;
  },
});

/** What a run did, in paths as people see them. */
interface Written {
  readonly changes: readonly Change[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
  /** Of the output directory. */
  readonly shown: string;
}

interface WriteArguments {
  readonly out: string | undefined;
  readonly "dry-run": boolean;
  readonly force: boolean;
  readonly io: Io;
}

function write({ paths }: CompiledProject, project: Project, args: WriteArguments): Written {
  const { out, "dry-run": dryRun, force, io } = args;
  const directory = outputDirectory(io, paths, out);
  const files = emitTo(directory, paths, project);
  const report = writeOutput(files, { ...placeOf(directory, paths), dryRun, force });
  const show = (path: string) => showPath(io, join(directory, path));
  const handlers = createHandlers(directory, paths, project, dryRun).map(
    (path): Change => ({ action: "created", path: showPath(io, path) }),
  );
  return {
    changes: [...changesOf(report, show), ...handlers],
    refused: report.refused.map(({ path, reason }) => ({ path: show(path), reason })),
    diagnostics: describeRefused(report, directory, paths, files),
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

function tell({ changes, refused, shown }: Written, io: Io): void {
  io.stdout.write(listChanges(changes));
  if (changes.length === 0 && refused.length === 0) io.stderr.write(`${shown}/ is up to date\n`);
}
