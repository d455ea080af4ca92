// Why: what is designed and not built yet must never look accepted, nor like a slip.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { SourceSpan } from "../source/source.js";
import type { Context } from "./define.js";

/**
 * The setting is designed and documented, and this version of tsk-gen does not honour it yet. To
 * accept it would promise something that does not happen.
 *
 * ```tusk expect=setting-not-in-this-version
 * queue:
 *   backend: "resque"
 *   resque:
 *     namespace: "resque:shop"
 *     isolate: true
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "resque"
 *   resque:
 *     namespace: "resque:shop"
 * ```
 */
const notInThisVersion = defineDiagnostic<{ readonly what: string }>({
  code: "TSK2012",
  name: "setting-not-in-this-version",
  severity: "error",
  message: ({ what }) => `${what} is not in this version yet`,
});

/** Reports that `what` (in backticks) is not in this version. */
export function reportLater(what: string, span: SourceSpan, { report }: Context): undefined {
  report(notInThisVersion({ what }, { at: labelAt(span, "designed, and without effect so far") }));
}
