// Why: the command that people run all day: what queue.tusk says becomes code, or one learns why not.

import { collect } from "../../diagnostics/sink.js";
import { listChanges } from "../changes.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit.js";
import { fixedByCheck, formatOf, formatOption, isDocument, reportFindings } from "../findings.js";
import type { Io } from "../io.js";
import { type CompiledProject, compileProject } from "../project/compile.js";
import {
  type Generated,
  type GenerateOptions,
  generateProject,
  requirePart,
} from "../project/generate.js";
import { configOption } from "../project/locate.js";
import { outOption } from "../project/output.js";

export const generate = defineCommand({
  positionals: {},
  options: {
    config: configOption,
    out: outOption,
    watch: {
      type: "boolean",
      default: false,
      describe: "Go on, and write again whenever a file that was read is saved",
    },
    "dry-run": {
      type: "boolean",
      default: false,
      describe: "Say what would change, write nothing",
    },
    only: {
      type: "string",
      requiresArg: true,
      describe: "Write one part: code, or a deployment target such as docker",
    },
    force: {
      type: "boolean",
      default: false,
      describe: "Overwrite generated files that were edited by hand",
    },
    format: formatOption,
  },
  examples: [
    ["tsk-gen", "compile queue.tusk or config/queue.tusk"],
    ["tsk-gen generate --dry-run", "see what would change"],
    ["tsk-gen generate --watch", "write on every save, until Ctrl-C"],
  ],
  async run(args, io) {
    if (!args.watch) return (await run(args, io)).exitCode;
    const { watchProject } = await import("../project/watch.js");
    return watchProject(args.config, io, () => run(args, io));
  },
});

interface Arguments extends GenerateOptions {
  readonly config: string | undefined;
  readonly format: string;
}

/** Compiles and writes once. */
async function run(
  args: Arguments,
  io: Io,
): Promise<{ readonly exitCode: number; readonly compiled: CompiledProject }> {
  const format = formatOf(args.format);
  const compiled = compileProject(io, args.config);
  const { project, paths } = compiled;
  if (project !== undefined) requirePart(args.only, project);
  const generated =
    project === undefined ? undefined : await generateProject(compiled, project, args, io);
  const { changes = [], refused = [], diagnostics = [] } = generated ?? {};
  const findings = collect([...compiled.diagnostics, ...diagnostics], compiled.ignored);
  if (generated !== undefined && !isDocument(format)) tell(generated, io);
  const origin = { root: paths.root, fixBy: fixedByCheck(args.config) };
  await reportFindings(findings, format, io, origin, { changes, refused });
  return { exitCode: findings.errors > 0 ? EXIT.findings : EXIT.ok, compiled };
}

function tell({ changes, refused, shown }: Generated, io: Io): void {
  io.stdout.write(listChanges(changes));
  if (changes.length === 0 && refused.length === 0) io.stderr.write(`${shown}/ is up to date\n`);
}
