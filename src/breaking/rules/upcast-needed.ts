// Why: a higher version announces that payloads differ; it converts none.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { quoted, quotedList } from "../../schema/wording.js";
import type { JobChange } from "../comparison.js";
import { versionOf } from "../comparison.js";
import type { BreakingRule } from "../rule.js";

/**
 * `version` is raised, so that newer jobs wait for newer code, and older payloads pass the handler's
 * `upcast` before they are checked. Without `upcast` they are checked as they are, and those that do
 * not fit fail for good.
 *
 * `tsk-gen` does not read the handler here, so this is a hint: it names the fields that `upcast` has
 * to take care of.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 * ```
 *
 * ```tusk expect=upcast-needed
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     version: 2
 *     payload:
 *       user_id: uuid
 * ```
 *
 * ```tusk
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     payload:
 *       user_id: int
 *       account: uuid?
 * ```
 */
const upcastNeeded = defineDiagnostic<{ readonly job: string; readonly version: number }>({
  code: "TSK8010",
  name: "upcast-needed",
  severity: "hint",
  message: ({ job, version }) =>
    `queued jobs ${job} of version ${version} need the handler's \`upcast\``,
});

/** Tells what `upcast` has to convert. */
export const checkUpcastNeeded: BreakingRule = {
  category: "payload",
  check: ({ jobs }, report) => {
    for (const change of jobs) {
      const { before, after } = change;
      const [was, is] = [versionOf(before), versionOf(after)];
      const at = after.settings.version;
      const paths = brokenPaths(change);
      if (is <= was || at === undefined || paths.length === 0) continue;
      report(
        upcastNeeded(
          { job: quoted(after.key), version: was },
          {
            at: labelAt(at.span, `is ${is}`),
            related: [labelAt(before.settings.version?.span ?? before.keySpan, `was ${was}`)],
            notes: [
              `without it they are checked as they are; what changed: ${quotedList(paths, "and")}`,
            ],
            help: `\`handler.upcast = (payload, version) => ...\` in handlers/${after.names?.fileName ?? after.key}.ts`,
          },
        ),
      );
    }
  },
};

/** The parts of a payload that older jobs hold in another form, each once. */
function brokenPaths({ payload }: JobChange): string[] {
  return [...new Set(payload.filter(({ kind }) => kind !== "default").map(({ path }) => path))];
}
