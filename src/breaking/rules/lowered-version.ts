// Why: a job of a version that no code has waits for code that never comes.

import { defineDiagnostic } from "../../diagnostics/define.js";
import { labelAt } from "../../diagnostics/diagnostic.js";
import { quoted } from "../../schema/wording.js";
import { versionOf } from "../comparison.js";
import type { BreakingRule } from "../rule.js";

/**
 * A job that is newer than the code is put back for 30 seconds, again and again, until newer code runs
 * it: that is how jobs survive a deployment that is under way. When the version goes down, jobs of the
 * version before wait for ever. To take a change of the payload back, raise the version once more.
 *
 * ```tusk before
 * queue:
 *   backend: "bullmq"
 *
 * jobs:
 *   welcome_email:
 *     version: 3
 *     payload:
 *       user_id: int
 * ```
 *
 * ```tusk expect=lowered-version
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
 *     version: 3
 *     payload:
 *       user_id: int
 * ```
 */
const loweredVersion = defineDiagnostic<{ readonly job: string }>({
  code: "TSK8008",
  name: "lowered-version",
  severity: "warning",
  message: ({ job }) => `the version of job ${job} is lower than it was`,
});

/** No version goes down. */
export const checkLoweredVersion: BreakingRule = {
  category: "payload",
  check: ({ jobs }, report) => {
    for (const { before, after } of jobs) {
      const [was, is] = [versionOf(before), versionOf(after)];
      if (is >= was) continue;
      report(
        loweredVersion(
          { job: quoted(after.key) },
          {
            at: labelAt(after.settings.version?.span ?? after.keySpan, `is ${is}`),
            related: [labelAt(before.settings.version?.span ?? before.keySpan, `was ${was}`)],
            notes: [
              `a queued job of version ${was} waits for newer code: it is put back every 30 seconds, for ever`,
            ],
            help: `set \`version: ${was + 1}\`, whose \`upcast\` converts payloads of version ${was} back`,
          },
        ),
      );
    }
  },
};
