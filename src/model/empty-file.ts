// Why: of a file that says nothing, everything is missing; one message says so.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { Context } from "../schema/define.js";
import type { ObjectNode } from "../syntax/tree.js";

/**
 * The file holds nothing, or comments only. Mostly it was just created, or another one is meant:
 * `--config FILE` names it.
 *
 * ```tusk expect=empty-file
 * # queues: default and high
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 * ```
 */
export const emptyFile = defineDiagnostic<Record<never, never>>({
  code: "TSK2019",
  name: "empty-file",
  severity: "error",
  message: () => "the file sets nothing",
});

/** Whether a file that was read without an error has no settings; that is reported. */
export function isEmptyFile(root: ObjectNode, { report }: Context): boolean {
  if (root.entries.size > 0) return false;
  const help =
    'begin with `queue:` and, below it, `  backend: "bullmq"`; in a new folder, `tsk-gen init` writes a first file';
  report(emptyFile({}, { at: labelAt({ ...root.span, end: root.span.start }), help }));
  return true;
}
