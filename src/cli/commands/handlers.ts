// Why: somebody who added a job begins with its handler, and may not want generated code to change for that yet.

import { collect } from "../../diagnostics/sink.js";
import { type Change, listChanges } from "../changes.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit.js";
import { fixedByCheck, formatOf, formatOption, isDocument, reportFindings } from "../findings.js";
import { compileProject } from "../project/compile.js";
import { configOption, showPath } from "../project/locate.js";
import { createHandlers, outOption, outputDirectory } from "../project/output.js";

export const handlers = defineCommand({
  positionals: {},
  options: {
    config: configOption,
    out: outOption,
    "dry-run": {
      type: "boolean",
      default: false,
      describe: "Say what would be created, write nothing",
    },
    format: formatOption,
  },
  examples: [
    ["tsk-gen handlers", "create handlers/NAME.ts for each job without one"],
    ["tsk-gen handlers --dry-run", "see which are missing"],
  ],
  async run(args, io) {
    const format = formatOf(args.format);
    const { project, paths, diagnostics, ignored } = compileProject(io, args.config);
    const directory = outputDirectory(io, paths, args.out);
    const made = project && createHandlers(directory, paths, project, args["dry-run"]);
    const findings = collect([...diagnostics, ...(made?.diagnostics ?? [])], ignored);
    const changes = (made?.created ?? []).map(
      (path): Change => ({ action: "created", path: showPath(io, path) }),
    );
    if (!isDocument(format)) io.stdout.write(listChanges(changes));
    if (made !== undefined && changes.length === 0 && findings.errors === 0)
      if (!isDocument(format)) io.stderr.write("every job has a handler\n");
    const origin = { root: paths.root, fixBy: fixedByCheck(args.config) };
    await reportFindings(findings, format, io, origin, { changes });
    return findings.errors > 0 ? EXIT.findings : EXIT.ok;
  },
});
