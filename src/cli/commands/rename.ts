// Why: the name of a job is in queue.tusk, in the name of a file, in imports, and wherever it is enqueued. One
// command changes all of them, or none.

import { collect } from "../../diagnostics/sink.js";
import { listChanges } from "../changes.js";
import { defineCommand } from "../command.js";
import { EXIT } from "../exit.js";
import { fixedByCheck, showFindings, showPatch } from "../findings.js";
import type { Io } from "../io.js";
import { compileProject } from "../project/compile.js";
import { generateProject } from "../project/generate.js";
import { configOption } from "../project/locate.js";
import { outOption } from "../project/output.js";
import { carryOut, changesOf, patchOf } from "../project/rename/carry-out.js";
import { planRename, type RenamePlan } from "../project/rename/plan.js";

export const rename = defineCommand({
  positionals: {
    old: { type: "string", demandOption: true, describe: "The job's key or class" },
    new: { type: "string", demandOption: true, describe: "What it is called from now on" },
  },
  options: {
    config: configOption,
    out: outOption,
    "dry-run": { type: "boolean", default: false, describe: "Show a patch, write nothing" },
  },
  examples: [
    ["tsk-gen rename welcome_email greet_user", "in queue.tusk, its handler, and every caller"],
    ["tsk-gen rename WelcomeEmailJob GreetUserJob --dry-run", "see what would change"],
  ],
  async run(args, io) {
    const compiled = compileProject(io, args.config);
    const { paths, diagnostics } = compiled;
    const origin = { root: paths.root, fixBy: fixedByCheck(args.config) };
    const names = { old: args.old, new: args.new, out: args.out };
    const plan = await planRename(compiled, names, io);
    if (plan === undefined) {
      await showFindings(collect(diagnostics), "pretty", io, origin);
      return EXIT.findings;
    }
    if (plan.refused.length > 0) {
      await showFindings(collect(plan.refused), "pretty", io, origin);
      return EXIT.findings;
    }
    if (args["dry-run"]) showPatch(patchOf(plan, io), "pretty", io);
    else carryOut(plan, io);
    const options = { ...args, only: undefined, force: false };
    const { changes } = await generateProject(plan.tusk.compiled, plan.tusk.project, options, io);
    const own = changesOf(plan, io);
    const others = changes.filter(({ path }) => !own.some((change) => change.path === path));
    io.stdout.write(listChanges([...own, ...others]));
    tellOfQueued(plan, io);
    return EXIT.ok;
  },
});

/** Names on the wire do not change with the code. */
function tellOfQueued({ from, to }: RenamePlan, io: Io): void {
  if (from.className === to.className) return;
  io.stderr.write(`note: jobs that are queued already keep the name ${from.className}, and new code fails them
help: before it is deployed, let workers with the old code finish them: \`tsk-gen work --drain\`
help: or declare \`${from.key}\` beside \`${to.key}\` until none is left, delayed ones included
`);
}
