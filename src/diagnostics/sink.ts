// Why: many checks report, in any order and sometimes twice; people read one list, by place, of a length
// that can be read.

import type { Diagnostic, IgnoredDiagnostic, Report, Severity } from "./diagnostic.js";

/** How many diagnostics are shown; the rest is counted. */
export const MOST_SHOWN = 50;

/** What a run has found, in reading order: by file, as files were first reported, and place. */
export interface Findings {
  /** For readers whom no number of findings tires. */
  readonly all: readonly Diagnostic[];
  /** Those of `all` that people see; at most `MOST_SHOWN`. */
  readonly shown: readonly Diagnostic[];
  /** How many more there are. Errors are shown before anything else is hidden. */
  readonly hidden: number;
  /** These three count what is hidden, too. */
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  /** How many `--fix` can mend. */
  readonly fixable: number;
  /** What comments in the files ask to pass over; counted nowhere. */
  readonly ignored: readonly IgnoredDiagnostic[];
}

/** Collects diagnostics; the same code at the same place counts once, whoever reports it again. */
export class DiagnosticSink {
  readonly #found = new Map<string, Diagnostic>();
  readonly #files = new Map<string, number>();

  readonly report: Report = (diagnostic) => {
    const { source, span } = diagnostic.primary;
    if (!this.#files.has(source.path)) this.#files.set(source.path, this.#files.size);
    const key = `${diagnostic.code} ${span.start} ${span.end} ${source.path}`;
    if (!this.#found.has(key)) this.#found.set(key, diagnostic);
  };

  get hasErrors(): boolean {
    for (const { severity } of this.#found.values()) if (severity === "error") return true;
    return false;
  }

  /** Everything, by file and place. */
  all(): Diagnostic[] {
    return [...this.#found.values()].sort((a, b) => this.#compare(a, b));
  }

  findings(ignored: readonly IgnoredDiagnostic[] = []): Findings {
    const all = this.all();
    const shown = all.length > MOST_SHOWN ? worst(all).sort((a, b) => this.#compare(a, b)) : all;
    const count = (severity: Severity) => all.filter((found) => found.severity === severity).length;
    return {
      all,
      shown,
      hidden: all.length - shown.length,
      errors: count("error"),
      warnings: count("warning"),
      hints: count("hint"),
      fixable: all.filter((found) => found.fix?.safe).length,
      ignored,
    };
  }

  #compare(a: Diagnostic, b: Diagnostic): number {
    return (
      this.#fileOrder(a) - this.#fileOrder(b) ||
      a.primary.span.start - b.primary.span.start ||
      a.primary.span.end - b.primary.span.end
    );
  }

  #fileOrder(diagnostic: Diagnostic): number {
    return this.#files.get(diagnostic.primary.source.path) ?? 0;
  }
}

/** The findings of stages that answer with a list. */
export function collect(
  diagnostics: Iterable<Diagnostic>,
  ignored: readonly IgnoredDiagnostic[] = [],
): Findings {
  const sink = new DiagnosticSink();
  for (const diagnostic of diagnostics) sink.report(diagnostic);
  return sink.findings(ignored);
}

const RANK: Record<Severity, number> = { error: 0, warning: 1, hint: 2 };

function worst(all: readonly Diagnostic[]): Diagnostic[] {
  return all.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, MOST_SHOWN);
}
