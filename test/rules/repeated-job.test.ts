import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("repeated-job", () => {
  it("underlines the second spelling of a job in a group", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  tidy_up: {}
  mail: {}
schedules:
  tasks:
    after:
      tidy_up: "1h"
      mail: "1h"
      TidyUpJob: "2h"
      ^^^^^^^^^ repeated-job
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "bullmq"
jobs:
  tidy_up: {}
schedules:
  tasks:
    after: { tidy_up: "1h", TidyUpJob: "2h" }
`),
    ).toBe(`\
error[TSK5016 repeated-job]: schedule \`tasks\` runs job \`tidy_up\` twice
 --> config/queue.tusk:7:29
  |
7 |     after: { tidy_up: "1h", TidyUpJob: "2h" }
  |              -------        ^^^^^^^^^
  |              |
  |              the same job

1 error in config/queue.tusk
`);
  });
});
