// Why: a higher version makes jobs wait for a deployment to end, which nothing asks for here.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { quoted } from "../../schema/wording.js";
import { versionOf } from "../comparison.js";
import type { BreakingRule } from "../rule.js";

/**
 * `version` is raised when the payload changes so that older code cannot read it, or new code the
 * older payload. Here the payload takes all that it took. A higher version does no harm beyond this:
 * jobs of it wait while a process with older code is the one that fetches them. When a field means
 * something else than before, though it looks the same, raising it is right.
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
 * ```tusk expect=needless-version
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     version: 2
 *     payload:
 *       user_id: int
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
 * ```
 */
const needlessVersion = defineDiagnostic<{ readonly job: string }>({
  code: "TSK8009",
  name: "needless-version",
  severity: "hint",
  message: ({ job }) => `the version of job ${job} is raised, and its payload breaks nothing`,
});

/** A version is raised for a reason. */
export const checkNeedlessVersion: BreakingRule = {
  category: "payload",
  check: ({ jobs }, report) => {
    for (const { before, after, payload } of jobs) {
      const [was, is] = [versionOf(before), versionOf(after)];
      const at = after.settings.version;
      if (is <= was || at === undefined || payload.length > 0) continue;
      report(
        needlessVersion(
          { job: quoted(after.key) },
          {
            at: labelAt(at.span, `is ${is}`),
            related: [labelAt(before.settings.version?.span ?? before.keySpan, `was ${was}`)],
            notes: ["jobs of the new version wait while processes with older code fetch them"],
            help: "leave it as it was, unless a field means something else now",
          },
        ),
      );
    }
  },
};
