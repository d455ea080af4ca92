import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("unknown-job", () => {
  it("underlines a job that schedules name and the file does not declare", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  data_cleanup: {}
schedules:
  daily: { job: data_cleanpu, every: "1d" }
                ^^^^^^^^^^^^ unknown-job
  tasks:
    after:
      cleanup: "1h"
      ^^^^^^^ unknown-job
      data_cleanup: "1h"
`);
  });

  it("knows a job by its key and by its class", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  data_cleanup: {}
  MailJob: {}
schedules:
  a: { job: DataCleanupJob, every: "1d" }
  b: { job: data_cleanup, every: "1d" }
  c: { job: MailJob, every: "1d" }
`);
  });

  it("says nothing where the declaration of jobs is itself wrong", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs: data_cleanup
      ^^^^^^^^^^^^ not-a-block
schedules:
  daily: { job: data_cleanup, every: "1d" }
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "bullmq"
jobs:
  data_cleanup: {}
schedules:
  daily: { job: data_cleanpu, every: "1d" }
`),
    ).toBe(`\
error[TSK5002 unknown-job]: schedule \`daily\` runs job \`data_cleanpu\`, which is not declared
 --> config/queue.tusk:6:17
  |
6 |   daily: { job: data_cleanpu, every: "1d" }
  |                 ^^^^^^^^^^^^
  |
  = help: did you mean \`data_cleanup\`?   [fixable]

1 error in config/queue.tusk - 1 fixable with --fix
`);
  });
});
