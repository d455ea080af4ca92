// Why: code is generated from names, lists, and types, so a value of these that only the running process
// knows comes too late.

import { defineDiagnostic } from "../diagnostics/define.js";
import { labelAt } from "../diagnostics/diagnostic.js";
import type { RuntimeNode, TuskNode } from "../syntax/tree.js";
import type { Place, Type } from "./define.js";
import { subjectOf } from "./wording.js";

/**
 * Classes, queues, schedules, and deployment files are generated from this value. A variable is
 * read when a process starts, and by then they are written.
 *
 * ```tusk expect=environment-too-late
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   nightly:
 *     job: data_cleanup
 *     cron: @env("CLEANUP_CRON", "0 3 * * *")
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   data_cleanup: {}
 *
 * schedules:
 *   nightly:
 *     job: data_cleanup
 *     cron: "0 3 * * *"
 * ```
 */
const environmentTooLate = defineDiagnostic<{ readonly subject: string }>({
  code: "TSK3014",
  name: "environment-too-late",
  severity: "error",
  message: ({ subject }) => `${subject} cannot come from the environment`,
});

/** Reports that the setting must be a constant. */
export function reportTooLate(node: RuntimeNode, place: Place): undefined {
  const { report } = place;
  report(
    environmentTooLate(
      { subject: subjectOf(place) },
      {
        at: labelAt(node.span, "known only when a process starts"),
        notes: ["code is generated from this value, before any process starts"],
      },
    ),
  );
}

/** Reads a value that must be a constant; holes are passed over. */
export function readItem<T>(type: Type<T>, node: TuskNode, place: Place): T | undefined {
  if (node.kind === "error") return undefined;
  return node.kind === "runtime" ? reportTooLate(node, place) : type.read(node, place);
}
