// Why: any TuskLang file becomes plain data, so that programs in any language can read what people wrote.

import { resolve } from "node:path";
import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { collect, DiagnosticSink, type Findings } from "../../diagnostics/sink.js";
import { type ExportProblem, printTree } from "../../evaluate/export-tree.js";
import type { Files } from "../../evaluate/imports/files.js";
import { explainImport } from "../../evaluate/imports/load.js";
import { readFile } from "../../evaluate/read-tree.js";
import { applyIgnores } from "../../ignores/apply.js";
import type { SourceFile } from "../../source/source.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit.js";
import { formatOf, formatOption, showFindings } from "../findings.js";
import type { Io } from "../io.js";
import { readEnvironmentFile } from "../project/environment-file.js";
import { ProjectFiles } from "../project/files.js";
import { rootOf, showPath } from "../project/locate.js";
import { readInput, readText, STDIN } from "../project/read.js";

/**
 * `export` prints values, so it reads the variables of the environment at once. A variable reads as
 * the type of its default, and this one is set to something else. A worker would refuse to start
 * for the same reason.
 *
 * ```console
 * $ cat app.tusk
 * port: @env("PORT", 8080)
 * $ PORT=http tsk-gen export app.tusk
 * error[TSK4020 environment-misfit]: the variable PORT must read as a number
 *  --> app.tusk:1:7
 *   |
 * 1 | port: @env("PORT", 8080)
 *   |       ^^^^^^^^^^^^^^^^^^
 *
 * 1 error in app.tusk
 * $ PORT=80 tsk-gen export app.tusk
 * {
 *   "port": 80
 * }
 * ```
 */
const environmentMisfit = defineDiagnostic<{ readonly problem: string }>({
  code: "TSK4020",
  name: "environment-misfit",
  severity: "error",
  message: ({ problem }) => problem,
});

export const exportFile = defineCommand({
  positionals: {
    file: {
      type: "string",
      demandOption: true,
      describe: "A TuskLang file, of any content; `-` is stdin",
    },
  },
  options: {
    env: {
      type: "string",
      requiresArg: true,
      default: "process",
      describe: "Where variables come from: process, none, or a file of NAME=value lines",
    },
    format: formatOption,
  },
  examples: [
    ["tsk-gen export config/app.tusk", "print the file as JSON"],
    ["tsk-gen export app.tusk --env none", "with the defaults of all variables"],
  ],
  async run(args, io) {
    const format = formatOf(args.format);
    const stdin = args.file === STDIN;
    const path = resolve(io.cwd, stdin ? INPUT : args.file);
    const environment = readEnvironment(args.env, io);
    const shown = showPath(io, path);
    const read = stdin ? await readInput(io, INPUT) : readText(path, shown, shown);
    const files = new ProjectFiles(rootOf(path), (path) => showPath(io, path));
    if (read.kind === "text") files.add(read.source, path);
    const { text, findings } =
      read.kind === "not-utf8"
        ? { text: "", findings: collect([read.diagnostic]) }
        : exportText(read.source, files, environment);
    await showFindings(findings, format, io, { root: io.cwd, fixBy: fixedByFmt(findings) });
    if (findings.errors > 0) return EXIT.findings;
    io.stdout.write(text);
    return EXIT.ok;
  },
});

/** What stdin is called; what it imports stands where the command was called. */
const INPUT = "<stdin>";

/** The tree as JSON, and what is wrong. Without a schema few checks are made: no ignore is one too many. */
function exportText(
  source: SourceFile,
  files: Files,
  environment: Io["env"],
): { readonly text: string; readonly findings: Findings } {
  const sink = new DiagnosticSink();
  const { tree, importedAt } = readFile(source, sink.report, { checked: false, files });
  const text = printTree(tree, environment, ({ span, message }: ExportProblem) => {
    const found = environmentMisfit({ problem: message }, { at: labelAt(span) });
    sink.report(explainImport(found, importedAt));
  });
  const sources = [source, ...importedAt.keys()];
  const { diagnostics, ignored } = applyIgnores(sink.all(), sources, { complete: false });
  return { text, findings: collect(diagnostics, ignored) };
}

/** Only `fmt` mends files of any content: `check` would take them for a queue.tusk. */
function fixedByFmt({ all }: Findings): string {
  const fixable = all.filter(({ fix }) => fix?.safe === true);
  const paths = new Set(fixable.map(({ primary }) => primary.source.path));
  return `\`tsk-gen fmt --fix ${[...paths].join(" ")}\``;
}

function readEnvironment(name: string, io: Io): Io["env"] {
  if (name === "process") return io.env;
  return name === "none" ? {} : readEnvironmentFile(name, io);
}
