// Why: whether a name can be ignored is known without a finding of that name.

import names from "../diagnostics/names.json" with { type: "json" };

/** The severity of every diagnostic, by name. */
export const severities: ReadonlyMap<string, string> = new Map(Object.entries(names));
