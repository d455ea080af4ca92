// Why: jobs outlive the code that enqueued them. What a change does to those that wait is known before it is
// deployed.

import { CATEGORIES, type Category, categories, isCategory } from "../../breaking/categories.js";
import { findBreaks } from "../../breaking/compare.js";
import { collect, type Findings } from "../../diagnostics/sink.js";
import { askFor, joinWords, suggest } from "../../diagnostics/suggest.js";
import { applyIgnores } from "../../ignores/apply.js";
import { defineCommand } from "../command.js";
import { EXIT, Failure } from "../exit.js";
import { fixedByCheck, formatOf, formatOption, reportFindings } from "../findings.js";
import { compileProject } from "../project/compile.js";
import { configOption } from "../project/locate.js";
import { readPrevious } from "../project/previous.js";

export const breaking = defineCommand({
  positionals: {},
  options: {
    against: {
      type: "string",
      requiresArg: true,
      describe: "What to compare with: a branch, tag, or commit (REF or REF:PATH), or a FILE",
    },
    config: configOption,
    only: {
      type: "string",
      requiresArg: true,
      describe: "Categories to look at, with commas between; all without it",
    },
    allow: {
      type: "string",
      requiresArg: true,
      describe: "Categories to pass over, with commas between",
    },
    format: formatOption,
  },
  terms: { title: "Categories", of: CATEGORIES },
  examples: [
    ["tsk-gen breaking --against main", "what this branch does to queued jobs"],
    ["tsk-gen breaking --against origin/main --allow retries,store", "let some changes through"],
    ["tsk-gen breaking --against HEAD~1 --only payload --format github", "annotate in CI"],
    ["tsk-gen breaking --against old.tusk", "compare with another file"],
  ],
  async run(args, io) {
    const format = formatOf(args.format);
    const selected = categoriesOf(args.only, args.allow);
    if (args.against === undefined)
      throw new Failure("`tsk-gen breaking` needs `--against`", {
        help: "name a branch, tag, or commit, such as `--against main`, or another file",
      });
    const compiled = compileProject(io, args.config);
    const { root } = compiled.paths;
    const fixBy = fixedByCheck(args.config);
    const { model, diagnostics, sources } = compiled;
    if (model === undefined) {
      await reportFindings(collect(diagnostics), format, io, { root, fixBy }, {});
      return EXIT.findings;
    }
    const previous = readPrevious(io, args.against, compiled.paths);
    const found = findBreaks(previous.model, model, selected);
    const complete = selected.length === categories.length;
    const applied = applyIgnores(found, sources, { complete, changed: true });
    const findings = collect(applied.diagnostics, applied.ignored);
    const origin = { root, fixBy, asTheyAre: previous.committed };
    await reportFindings(findings, format, io, origin, {});
    return exitCodeOf(findings);
  },
});

/** Breaks are warnings, so that the file can say which are meant; what a hint tells of breaks nothing. */
function exitCodeOf({ errors, warnings }: Findings): number {
  return errors + warnings > 0 ? EXIT.findings : EXIT.ok;
}

function categoriesOf(only: string | undefined, allow: string | undefined): Category[] {
  const asked = only === undefined ? categories : readCategories("only", only);
  const allowed = allow === undefined ? [] : readCategories("allow", allow);
  return asked.filter((category) => !allowed.includes(category));
}

function readCategories(option: string, text: string): Category[] {
  return text.split(",").map((word) => {
    const name = word.trim();
    if (isCategory(name)) return name;
    throw new Failure(`\`--${option}\` knows no category \`${name}\``, {
      notes: [`categories: ${joinWords(categories, "and")}`],
      help: askFor(suggest(name, categories)),
    });
  });
}
