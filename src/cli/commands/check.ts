// Why: one command for CI: what is committed is valid, complete, and up to date, or one reads what is not.

import { join } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { collect } from "../../diagnostics/sink.js";
import { listChanges } from "../changes.js";
import { defineCommand } from "../command.js";
import { EXIT, Failure } from "../exit.js";
import { formatOf, formatOption, isDocument, reportFindings, showPatch } from "../findings.js";
import type { Io } from "../io.js";
import { type CompiledProject, compileProject } from "../project/compile.js";
import { checkHandlers } from "../project/handler-diagnostics.js";
import { configOption, showPath } from "../project/locate.js";
import { mendProject, withLeftOut } from "../project/mend.js";
import { compareTo, outOption, outputDirectory } from "../project/output.js";
import { outputDiagnostics } from "../project/output-diagnostics.js";
import { checkTypes } from "../project/payload-diagnostics.js";
import {
  type FileDifference,
  listDifferences,
  patchOf,
  withoutManifest,
} from "../project/staleness.js";

export const check = defineCommand({
  positionals: {},
  options: {
    config: configOption,
    out: outOption,
    "max-warnings": {
      type: "string",
      requiresArg: true,
      describe: "How many warnings are accepted; all without it",
    },
    fix: { type: "boolean", default: false, describe: "Apply fixes that keep the meaning" },
    types: {
      type: "boolean",
      default: false,
      describe: "Ask TypeScript whether handlers take the payloads; needs ts-morph",
    },
    format: formatOption,
  },
  examples: [
    ["tsk-gen check", "print nothing when all is well"],
    ["tsk-gen check --types", "also compare handlers with the payloads of their jobs"],
    ["tsk-gen check --max-warnings 0 --format short", "accept no warning, one line each"],
  ],
  async run(args, io) {
    const format = formatOf(args.format);
    const mostWarnings = warningLimit(args["max-warnings"]);
    const changes = args.fix ? mendProject(io, args.config) : [];
    const compiled = compileProject(io, args.config);
    const output = inspectOutput(compiled, args.out, io);
    const found = args.fix ? withLeftOut(compiled.diagnostics) : compiled.diagnostics;
    const findings = collect(
      [...found, ...(await handlerDiagnostics(compiled, args.types)), ...output.diagnostics],
      compiled.ignored,
    );
    if (!isDocument(format)) io.stdout.write(listChanges(changes));
    showPatch(output.patch, format, io);
    const origin = { root: compiled.paths.root, fixBy: "--fix" };
    const more = { ...(args.fix && { changes }), output: output.files };
    await reportFindings(findings, format, io, origin, more);
    const failed = findings.errors > 0 || findings.warnings > mostWarnings;
    return failed ? EXIT.findings : EXIT.ok;
  },
});

function warningLimit(given: string | undefined): number {
  if (given === undefined) return Number.POSITIVE_INFINITY;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new Failure("`--max-warnings` takes a whole number, at least 0");
}

async function handlerDiagnostics(
  { project, source, files, paths }: CompiledProject,
  withTypes: boolean,
): Promise<Diagnostic[]> {
  if (project === undefined || source === undefined) return [];
  const found = checkHandlers(project, source, files, paths.root);
  if (!withTypes) return found;
  const told = new Set(found.map(({ primary }) => primary.source.path));
  const typed = await checkTypes(project, source, files, paths.root);
  return [...found, ...typed.filter(({ primary }) => !told.has(primary.source.path))];
}

/** How the generated code differs. */
interface OutputState {
  readonly diagnostics: readonly Diagnostic[];
  /** In paths as people see them. */
  readonly files: readonly FileDifference[];
  readonly patch: string;
}

/** A file with errors says nothing about what its output should be. */
function inspectOutput(
  { project, paths }: CompiledProject,
  out: string | undefined,
  io: Io,
): OutputState {
  if (project === undefined) return { diagnostics: [], files: [], patch: "" };
  const directory = outputDirectory(io, paths, out);
  const difference = withoutManifest(compareTo(directory, paths, project));
  return {
    diagnostics: outputDiagnostics(difference, directory, paths),
    files: listDifferences(difference).map(({ path, state }) => ({
      path: showPath(io, join(directory, path)),
      state,
    })),
    patch: patchOf(difference, showPath(io, directory)),
  };
}
