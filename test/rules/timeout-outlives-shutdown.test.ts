import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("timeout-outlives-shutdown", () => {
  it("underlines a shutdown timeout that the longest timeout of the file passes", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    timeout: 60
jobs:
  a: { timeout: "5m" }
  b: { timeout: "15m" }
deploy:
  shutdown_timeout: "10m"
                     ^^^ timeout-outlives-shutdown
`);
  });

  it("compares only what the file sets", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    timeout: 300
`);
    expectFindings(`
queue:
  backend: "bullmq"
deploy:
  shutdown_timeout: 5
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "bullmq"
jobs:
  data_export:
    timeout: "15m"
deploy:
  shutdown_timeout: 25
`),
    ).toBe(`\
warning[TSK5008 timeout-outlives-shutdown]: a run may take 15 minutes, and a worker that stops waits 25 seconds for it
 --> config/queue.tusk:7:21
  |
5 |     timeout: "15m"
  |               --- the longest timeout
  :
7 |   shutdown_timeout: 25
  |                     ^^
  |
  = note: what still runs after that is handed back, and runs again from the start
  = help: wait \`15m\` here too, if no run may be cut

1 warning in config/queue.tusk
`);
  });
});
