// Why: whether a name can be ignored is known without a finding of that name, and so is who would look for it.

import type { Code } from "../diagnostics/diagnostic.js";
import names from "../diagnostics/names.json" with { type: "json" };
import { CHANGES, isOfStage } from "../diagnostics/stages.js";

const known: ReadonlyMap<string, { readonly code: string; readonly severity: string }> = new Map(
  Object.entries(names),
);

/** The severity of every diagnostic, by name. */
export const severities: ReadonlyMap<string, string> = new Map(
  Array.from(known, ([name, { severity }]) => [name, severity]),
);

/** The name of what has a code: `TSK5004`. */
export function nameOfCode(code: string): string | undefined {
  return byCode.get(code.toUpperCase());
}

const byCode = new Map(Array.from(known, ([name, { code }]) => [code, name]));

/** Whether a name is that of something found in a change, not in a file. */
export function isOfChange(name: string): boolean {
  const code = known.get(name)?.code;
  return code !== undefined && isOfStage(code as Code, CHANGES);
}
