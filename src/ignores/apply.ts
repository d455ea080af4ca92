// Why: a warning that somebody has thought about must not stand in the way of those that nobody has. The file
// says so itself, and why, so that whoever changes that line sees it.

import type { Diagnostic, IgnoredDiagnostic } from "../diagnostics/diagnostic.js";
import { DiagnosticSink } from "../diagnostics/sink.js";
import type { SourceFile } from "../source/source.js";
import type { IgnoredName } from "./comment.js";
import { matchIgnores } from "./match.js";
import { unused } from "./problems.js";
import { readIgnores } from "./read.js";
import { isOfChange } from "./severities.js";

/** What is found, and what of it comments ignore. */
export interface Applied {
  /** By file and place, with what is wrong with the ignores themselves. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ignored: readonly IgnoredDiagnostic[];
}

/**
 * Applies `# tsk-ignore NAME: REASON` to what was found, which is by file and place. A comment on a line of its
 * own is for the next statement, section, or item of a list, with all that is in it; one behind something is
 * for its line. It ignores the warnings and hints of its names whose primary label lies there; errors stay.
 * Comments of `sources` and of the files in which something was found count. `complete` says that all checks
 * were made, so that an ignore of nothing is one too many: all checks of the files, or, with `changed`, all of
 * what changed in them.
 */
export function applyIgnores(
  found: readonly Diagnostic[],
  sources: readonly SourceFile[],
  { complete, changed = false }: { readonly complete: boolean; readonly changed?: boolean },
): Applied {
  const isComplete = complete && found.every(({ severity }) => severity !== "error");
  const ignored = new Map<Diagnostic, IgnoredDiagnostic>();
  const problems: Diagnostic[] = [];
  for (const file of new Set([...sources, ...found.map(({ primary }) => primary.source)])) {
    const ignores = readIgnores(file, (problem) => problems.push(problem));
    if (ignores.length === 0) continue;
    const own = found.filter(({ primary }) => primary.source === file);
    const matches = matchIgnores(own, ignores);
    for (const [diagnostic, { span, reason }] of matches.ignores)
      ignored.set(diagnostic, { diagnostic, reason, comment: { source: file, span } });
    if (!isComplete) continue;
    const names = ignores
      .flatMap((ignore) => ignore.names)
      .filter(({ name }) => isOfChange(name) === changed);
    for (const problem of unusedIn(names, file, matches.used, own)) problems.push(problem);
  }
  const sink = new DiagnosticSink();
  const shown = found.filter((diagnostic) => !ignored.has(diagnostic));
  for (const diagnostic of [...shown, ...problems]) sink.report(diagnostic);
  return { diagnostics: sink.all(), ignored: [...ignored.values()] };
}

function unusedIn(
  names: readonly IgnoredName[],
  source: SourceFile,
  used: ReadonlySet<IgnoredName>,
  found: readonly Diagnostic[],
): Diagnostic[] {
  const first = new Map(found.toReversed().map((diagnostic) => [diagnostic.name, diagnostic]));
  return names
    .filter((name) => !used.has(name))
    .map((name) => unused(name, source, first.get(name.name)));
}
