import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("unserved-queue", () => {
  it("underlines a job that waits in `default` where there is no such queue", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  bullmq:
    queues: { high: 5, low: 1 }
jobs:
  a: { queue: high }
  b: {}
  ^ unserved-queue
`);
  });

  it("is content with the queue that every profile has by default", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  a: {}
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "bullmq"
  queues: [high, low]
jobs:
  greet: {}
`),
    ).toBe(`\
error[TSK5003 unserved-queue]: job \`greet\` goes to queue \`default\`, which no worker serves
 --> config/queue.tusk:5:3
  |
3 |   queues: [high, low]
  |   ------ declared here: high and low
  :
5 |   greet: {}
  |   ^^^^^ sets no queue
  |
  = note: a job without \`queue\` waits in \`default\`
  = help: add \`queue: high\` to the job, or add \`default\` under \`queues\`

1 error in config/queue.tusk
`);
  });
});
