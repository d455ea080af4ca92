// Why: one command for CI: what is committed is valid, complete, and up to date, or one reads what is not.

import { renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { applySafeFixes } from "../../diagnostics/fix.js";
import { findingsToJson } from "../../diagnostics/render/json.js";
import { collect } from "../../diagnostics/sink.js";
import { defineCommand } from "../command.js";
import { EXIT, Failure } from "../exit.js";
import { formatOf, formatOption, printJson, showFindings } from "../findings.js";
import type { Io } from "../io.js";
import { type CompiledProject, compileProject } from "../project/compile.js";
import { checkHandlers } from "../project/handler-files.js";
import { configOption, showPath } from "../project/locate.js";
import { compareTo, outOption, outputDirectory } from "../project/output.js";
import { type Difference, listDifferences, patchOf } from "../project/staleness.js";

export const check = defineCommand({
  positionals: {},
  options: {
    config: configOption,
    out: outOption,
    "max-warnings": {
      type: "number",
      requiresArg: true,
      describe: "How many warnings are accepted; all without it",
    },
    fix: { type: "boolean", default: false, describe: "Apply fixes that keep the meaning" },
    format: formatOption,
  },
  later: ["types"],
  examples: [
    ["tsk-gen check", "print nothing when all is well"],
    ["tsk-gen check --max-warnings 0 --format short", "accept no warning, one line each"],
  ],
  async run(args, io) {
    const format = formatOf(args.format);
    const mostWarnings = warningLimit(args["max-warnings"]);
    if (args.fix) applyFixes(compileProject(io, args.config));
    const compiled = compileProject(io, args.config);
    const findings = collect([...compiled.diagnostics, ...handlerDiagnostics(compiled)]);
    const output = inspectOutput(compiled, args.out, io);
    if (format === "json") {
      const { stale } = output;
      printJson({ ...findingsToJson(findings, compiled.showPath), output: stale }, io);
    } else {
      showFindings(findings, format, io, compiled.showPath);
      tellOutput(output, io);
    }
    const failed =
      findings.errors > 0 || findings.warnings > mostWarnings || output.stale.length > 0;
    return failed ? EXIT.findings : EXIT.ok;
  },
});

function warningLimit(given: number | undefined): number {
  if (given === undefined) return Number.POSITIVE_INFINITY;
  if (Number.isSafeInteger(given) && given >= 0) return given;
  throw new Failure("`--max-warnings` takes a whole number, at least 0");
}

/** Writes the file anew with its safe fixes, in one step. */
function applyFixes({ paths, source, diagnostics }: CompiledProject): void {
  if (source === undefined) return;
  const { text, applied } = applySafeFixes(source, diagnostics);
  if (applied === 0) return;
  const temporary = `${paths.config}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode: statSync(paths.config).mode });
  renameSync(temporary, paths.config);
}

function handlerDiagnostics({ project, source, paths }: CompiledProject): Diagnostic[] {
  if (project === undefined || source === undefined) return [];
  return checkHandlers(project, source, paths.root);
}

/** The state of the generated code, in paths as people see them. */
interface OutputState {
  readonly stale: readonly Difference[];
  readonly patch: string;
  readonly shown: string;
}

/** A file with errors says nothing about what its output should be. */
function inspectOutput(
  { project, paths }: CompiledProject,
  out: string | undefined,
  io: Io,
): OutputState {
  const directory = outputDirectory(io, paths, out);
  const shown = showPath(io, directory);
  if (project === undefined) return { stale: [], patch: "", shown };
  const difference = compareTo(directory, paths, project);
  return {
    stale: listDifferences(difference).map(({ path, state }) => ({
      path: showPath(io, join(directory, path)),
      state,
    })),
    patch: patchOf(difference, shown),
    shown,
  };
}

function tellOutput({ stale, patch, shown }: OutputState, io: Io): void {
  if (stale.length === 0) return;
  const isEdited = stale.some(({ state }) => state === "edited by hand" || state === "in the way");
  const lines = [
    `error: ${shown}/ is not what queue.tusk says`,
    ...stale.map(({ path, state }) => `  ${path} is ${state}`),
    `  = help: run \`tsk-gen generate${isEdited ? " --force" : ""}\``,
  ];
  io.stderr.write(lines.map((line) => `${line}\n`).join(""));
  io.stdout.write(patch);
}
