// Why: the command that people run all day: what queue.tusk says becomes code, or one learns why not.

import { join } from "node:path";
import { findingsToJson } from "../../diagnostics/render/json.js";
import { collect } from "../../diagnostics/sink.js";
import { type Refusal, type WriteReport, writeOutput } from "../../emit/write/write-output.js";
import type { Project } from "../../ir/ir.js";
import { type Change, listChanges } from "../changes.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit.js";
import { formatOf, formatOption, printJson, showFindings } from "../findings.js";
import type { Io } from "../io.js";
import { type CompiledProject, compileProject } from "../project/compile.js";
import { configOption, showPath } from "../project/locate.js";
import { createHandlers, emitTo, outOption, outputDirectory, placeOf } from "../project/output.js";

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
    const findings = collect(compiled.diagnostics);
    const { project } = compiled;
    if (format !== "json") showFindings(findings, format, io, compiled.showPath);
    const written = project === undefined ? undefined : write(compiled, project, { ...args, io });
    if (format === "json") {
      const { changes = [], refused = [] } = written ?? {};
      printJson({ ...findingsToJson(findings, compiled.showPath), changes, refused }, io);
    } else if (written !== undefined) tell(written, io);
    return written === undefined || written.refused.length > 0 ? EXIT.findings : EXIT.ok;
  },
});

/** What a run did, in paths as people see them. */
interface Written {
  readonly changes: readonly Change[];
  readonly refused: readonly Refusal[];
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

function tell({ changes, refused, shown }: Written, io: Io): void {
  io.stdout.write(listChanges(changes));
  if (changes.length === 0 && refused.length === 0) io.stderr.write(`${shown}/ is up to date\n`);
  for (const { path, reason } of refused) io.stderr.write(`error: ${path} ${REFUSALS[reason]}\n`);
  if (refused.some(({ reason }) => reason === "edited" || reason === "foreign"))
    io.stderr.write("  = help: `tsk-gen generate --force` overwrites what is there\n");
}

const REFUSALS = {
  edited: "was edited by hand and is left as it is",
  foreign: "is in the way and was not written by tsk-gen",
  blocked: "cannot be written: something that is no file is in its place",
  outside: "cannot be written: a link leads out of the project",
} satisfies Record<Refusal["reason"], string>;
