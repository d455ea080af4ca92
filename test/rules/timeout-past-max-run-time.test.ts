import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("timeout-past-max-run-time", () => {
  it("underlines every timeout that a run cannot take", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    max_run_time: 600
  jobs:
    timeout: 900
             ^^^ timeout-past-max-run-time
jobs:
  a: { timeout: "10m" }
  b: { timeout: "15m" }
                 ^^^ timeout-past-max-run-time
`);
  });

  it("knows the bound that holds where the file sets none", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
jobs:
  a: { timeout: "4h" }
  b: { timeout: "5h" }
                 ^^ timeout-past-max-run-time
`);
  });

  it("has nothing to say of other backends, nor of what the environment decides", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  delayed_job:
    max_run_time: 600
  jobs:
    timeout: 900
`);
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    max_run_time: @env("MAX_RUN_TIME")
  jobs:
    timeout: "9h"
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "delayed_job"
  delayed_job:
    max_run_time: "1h"
jobs:
  data_export:
    timeout: 7200
`),
    ).toBe(`\
warning[TSK5018 timeout-past-max-run-time]: a timeout of 2 hours never comes: a run ends after 1 hour
 --> config/queue.tusk:7:14
  |
4 |     max_run_time: "1h"
  |                    -- no run takes longer
  :
7 |     timeout: 7200
  |              ^^^^
  |
  = help: raise \`max_run_time\`, or write \`"1h"\`   [fixable]

1 warning in config/queue.tusk - 1 fixable with --fix
`);
  });
});
