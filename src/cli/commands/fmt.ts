// Why: one form for every file, so that a review shows what changed and not who wrote it.

import { defineDiagnostic } from "../../diagnostics/define.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { mend } from "../../diagnostics/mend.js";
import type { Format } from "../../diagnostics/render/index.js";
import { collect } from "../../diagnostics/sink.js";
import { format } from "../../format/format.js";
import { SourceFile } from "../../source/source.js";
import { type Change, listChanges } from "../changes.js";
import { defineCommand } from "../command.js";
import { firstDifference, unifiedDiff } from "../diff.js";
import { EXIT, Failure } from "../exit.js";
import {
  formatOf,
  formatOption,
  isDocument,
  reportFindings,
  showFindings,
  showPatch,
} from "../findings.js";
import type { Io } from "../io.js";
import { configOption, showPath } from "../project/locate.js";
import { withLeftOut } from "../project/mend.js";
import { type ReadResult, readInput, readText, STDIN } from "../project/read.js";
import { replaceText, requireRegular } from "../project/replace.js";
import { listTuskFiles } from "../project/tusk-files.js";

/**
 * `fmt` writes every file in one form, and `fmt --check` finds those that are not in it, for CI. What the file
 * says is the same either way, so `check` does not ask for it.
 *
 * ```console
 * $ echo "port = 8080" > app.tusk
 * $ tsk-gen fmt app.tusk --check
 * --- a/app.tusk
 * +++ b/app.tusk
 * @@ -1,1 +1,1 @@
 * -port = 8080
 * +port: 8080
 * error[TSK1033 unformatted]: `app.tusk` is not in canonical form
 *  --> app.tusk:1:1
 *   |
 * 1 | port = 8080
 *   | ^^^^^^^^^^^
 *   |
 *   = help: run `tsk-gen fmt app.tusk`
 *
 * 1 error in app.tusk
 * $ tsk-gen fmt app.tusk
 * changed  app.tusk
 * ```
 */
const unformatted = defineDiagnostic<{ readonly path: string }>({
  code: "TSK1033",
  name: "unformatted",
  severity: "error",
  message: ({ path }) => `\`${path}\` is not in canonical form`,
});

export const fmt = defineCommand({
  positionals: {
    files: {
      type: "string",
      array: true,
      describe: "Files, or folders of .tusk and .tsk files; `-` is stdin; without any, queue.tusk",
    },
  },
  options: {
    config: configOption,
    check: { type: "boolean", default: false, describe: "Show what would change, write nothing" },
    fix: { type: "boolean", default: false, describe: "First apply fixes that keep the meaning" },
    stdin: { type: "boolean", default: false, describe: "Format stdin to stdout" },
    format: formatOption,
  },
  examples: [
    ["tsk-gen fmt", "write queue.tusk in canonical form"],
    ["tsk-gen fmt config shared/app.tusk", "other files, and those in folders"],
    ["tsk-gen fmt --check", "for CI: end with 1 if anything would change"],
    ["tsk-gen fmt --stdin < queue.tusk", "for editors"],
  ],
  async run(args, io) {
    const shape = formatOf(args.format);
    const { check, config, fix } = args;
    const named = [...(config === undefined ? [] : [config]), ...(args.files ?? [])];
    const files = named.filter((name) => name !== STDIN);
    const stdin = args.stdin || files.length < named.length;
    if (!stdin) return formatFiles(listTuskFiles(io, files), { check, fix, shape }, io);
    if (files.length > 0) throw new Failure(`\`${args.stdin ? "--stdin" : STDIN}\` takes no files`);
    return formatStdin({ check, fix, shape }, io);
  },
});

interface Options {
  readonly check: boolean;
  readonly fix: boolean;
  readonly shape: Format;
}

/** A file that was read, and what formatting makes of it. */
interface Outcome {
  readonly source: SourceFile;
  /** The canonical text, or where there is none the fixed one, if it differs. */
  readonly changed: string | undefined;
}

async function formatFiles(
  paths: readonly string[],
  { check, fix, shape }: Options,
  io: Io,
): Promise<number> {
  const diagnostics: Diagnostic[] = [];
  const changes: Change[] = [];
  const patches: string[] = [];
  const read = paths.map((path) => {
    const shown = showPath(io, path);
    if (!check) requireRegular(path, shown);
    return { path, shown, result: readText(path, shown, shown) };
  });
  const bugs: unknown[] = [];
  for (const { path, shown, result } of read) {
    const outcome = unlessBug(bugs, () => formatText(result, diagnostics, fix));
    if (outcome?.changed === undefined) continue;
    changes.push({ action: "changed", path: shown });
    if (check) {
      patches.push(patchOf(outcome, outcome.changed));
      diagnostics.push(unformattedIn(outcome, outcome.changed, `run \`${command(fix)} ${shown}\``));
      continue;
    }
    replaceText(path, { before: outcome.source.text, after: outcome.changed, shown });
  }
  if (check) showPatch(patches.join(""), shape, io);
  else if (!isDocument(shape)) io.stdout.write(listChanges(changes));
  const findings = collect(diagnostics);
  await reportFindings(findings, shape, io, { root: io.cwd, fixBy: "--fix" }, { changes });
  for (const bug of bugs) throw bug;
  return findings.errors > 0 ? EXIT.findings : EXIT.ok;
}

/** What formatting a text throws is our own fault: it is kept for the end, so that the other files get theirs. */
function unlessBug<T>(bugs: unknown[], run: () => T): T | undefined {
  try {
    return run();
  } catch (bug) {
    bugs.push(bug);
    return undefined;
  }
}

/** What an editor gets back is the text alone, so findings of every format go to stderr. */
async function formatStdin({ check, fix, shape }: Options, io: Io): Promise<number> {
  const diagnostics: Diagnostic[] = [];
  const outcome = formatText(await readInput(io, "<stdin>"), diagnostics, fix);
  const text = outcome?.changed ?? outcome?.source.text ?? "";
  if (!check) io.stdout.write(diagnostics.length > 0 ? "" : text);
  else if (outcome?.changed !== undefined) {
    showPatch(patchOf(outcome, outcome.changed), shape, io);
    diagnostics.push(
      unformattedIn(outcome, outcome.changed, `\`${command(fix)} --stdin\` prints it in that form`),
    );
  }
  const findings = collect(diagnostics);
  await showFindings(findings, shape, io, { root: io.cwd, fixBy: "--fix" });
  return findings.errors > 0 ? EXIT.findings : EXIT.ok;
}

/** What formatting makes of a text; undefined when it is none. What is wrong is added to `diagnostics`. */
function formatText(
  read: ReadResult,
  diagnostics: Diagnostic[],
  fix: boolean,
): Outcome | undefined {
  if (read.kind === "not-utf8") {
    diagnostics.push(read.diagnostic);
    return undefined;
  }
  const { source } = read;
  const fixed = fix ? fixedOf(source) : source;
  const formatted = format(fixed);
  const found = formatted.diagnostics ?? [];
  for (const diagnostic of fix ? withLeftOut(found) : found) diagnostics.push(diagnostic);
  const text = formatted.text ?? fixed.text;
  return { source, changed: text === source.text ? undefined : text };
}

/** With the safe fixes that help. */
function fixedOf(source: SourceFile): SourceFile {
  const withText = (text: string | undefined) =>
    text === undefined ? source : new SourceFile(source.path, text);
  const texts = mend((texts) => format(withText(texts.get(source.path))).diagnostics ?? []);
  return withText(texts.get(source.path));
}

function command(fix: boolean): string {
  return fix ? "tsk-gen fmt --fix" : "tsk-gen fmt";
}

function patchOf({ source }: Outcome, changed: string): string {
  return unifiedDiff(source.path, source.text, changed);
}

function unformattedIn({ source }: Outcome, changed: string, help: string): Diagnostic {
  const at = { source, span: firstDifference(source, changed) };
  return unformatted({ path: source.path }, { at, help });
}
