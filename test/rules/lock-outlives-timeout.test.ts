import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("lock-outlives-timeout", () => {
  it("underlines a lock that is longer than any run under it", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    lock: "10m"
           ^^^ lock-outlives-timeout
jobs:
  a: { timeout: "1m" }
  b: { timeout: "5m" }
`);
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    timeout: 60
jobs:
  a: { lock: "2m" }
              ^^ lock-outlives-timeout
  b: { lock: "2m", timeout: "5m" }
`);
  });

  it("has nothing to say where any run may take as long", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    lock: "5m"
    timeout: 60
jobs:
  a: { timeout: "5m" }
  b: {}
`);
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    lock: "2m"
jobs:
  a: { timeout: 30 }
  b: {}
`);
  });

  it("has nothing to say of the default, however short the runs are", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    lock: 30
    timeout: 10
`);
  });

  it("compares only what the file sets, and knows", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    lock: "1h"
`);
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    timeout: 5
`);
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    lock: "1h"
    timeout: @env("LIMIT")
jobs:
  a: { timeout: 30 }
  b: {}
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "bullmq"
  jobs:
    timeout: 60
    lock: "10m"
`),
    ).toBe(`\
warning[TSK5021 lock-outlives-timeout]: jobs of a process that died wait 10 minutes to run again, and a run takes at most 1 minute
 --> config/queue.tusk:5:12
  |
4 |     timeout: 60
  |              -- the longest run
5 |     lock: "10m"
  |            ^^^
  |
  = note: a process that lives renews its locks by itself, however long a run takes
  = help: a \`lock\` of 30 seconds, the default, outlasts any pause of a sound process

1 warning in config/queue.tusk
`);
  });
});
