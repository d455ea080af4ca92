// Why: a diagnostic's code, name, and wording are written once, in the file of the check that finds it,
// and its parameters are typed, so that a message with a hole in it does not compile.

import type { Code, Diagnostic, Fix, Label, Severity } from "./diagnostic.js";

/** What a place has to say beyond the headline. */
export interface Evidence {
  readonly at: Label;
  readonly related?: readonly Label[];
  readonly notes?: readonly string[];
  readonly help?: string | undefined;
  readonly fix?: Fix | undefined;
}

export interface DiagnosticKind<Params> {
  readonly code: Code;
  readonly name: string;
  readonly severity: Severity;
  /** Builds the diagnostic; `params` fill the headline. */
  (params: Params, evidence: Evidence): Diagnostic;
}

/** Declares a kind of diagnostic. `message` writes the headline: what is wrong, in the user's words. */
export function defineDiagnostic<Params>(kind: {
  readonly code: Code;
  readonly name: string;
  readonly severity: Severity;
  readonly message: (params: Params) => string;
}): DiagnosticKind<Params> {
  const { code, name, severity, message } = kind;
  const build = (params: Params, evidence: Evidence): Diagnostic => ({
    code,
    name,
    severity,
    message: message(params),
    primary: evidence.at,
    related: evidence.related ?? [],
    notes: evidence.notes ?? [],
    ...(evidence.help !== undefined && { help: evidence.help }),
    ...(evidence.fix !== undefined && { fix: evidence.fix }),
  });
  return Object.defineProperties(build, {
    code: { value: code },
    name: { value: name },
    severity: { value: severity },
  }) as DiagnosticKind<Params>;
}
