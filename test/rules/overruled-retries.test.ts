import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("overruled-retries", () => {
  it("underlines retries that come to other runs than max_attempts", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    max_attempts: 3
  jobs:
    retry_attempts: 3
                    ^ overruled-retries
    retry_delay: 60
jobs:
  a: { retry_attempts: 5 }
  b: {}
`);
  });

  it("knows how often jobs run where the file does not say", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
  jobs:
    retry_attempts: 8
                    ^ overruled-retries
`);
    expectFindings(`
queue:
  backend: "delayed_job"
  jobs:
    retry_attempts: 2
`);
  });

  it("underlines waits of which no job has any", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
  jobs:
    retry_delay: 10
                 ^^ overruled-retries
    retry_delay_max: "5m"
jobs:
  a: {}
`);
    expectFindings(`
queue:
  backend: "delayed_job"
  jobs:
    retry_delay: 10
    retry_backoff: fixed
jobs:
  a: { retry_attempts: 5 }
  b: {}
`);
  });

  it("has nothing to say where the two agree, or every job sets a retry of its own", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    max_attempts: 4
  jobs:
    retry_attempts: 3
    retry_backoff: delayed_job
`);
    expectFindings(`
queue:
  backend: "delayed_job"
  jobs:
    retry_attempts: 8
    retry_delay: 10
jobs:
  a: { retry_delay: 5 }
`);
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    max_attempts: 1
  jobs:
    retry_delay: 10
`);
  });

  it("has nothing to say of other backends, nor of what the environment decides", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  delayed_job:
    max_attempts: 3
  jobs:
    retry_attempts: 3
`);
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    max_attempts: @env("ATTEMPTS")
  jobs:
    retry_attempts: 3
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "delayed_job"
  delayed_job:
    max_attempts: 3
  jobs:
    retry_attempts: 3
`),
    ).toBe(`\
warning[TSK5019 overruled-retries]: \`max_attempts\` decides here, and not \`retry_attempts\`: jobs run at most 3 times
 --> config/queue.tusk:6:21
  |
4 |     max_attempts: 3
  |                   - 3 runs
  :
6 |     retry_attempts: 3
  |                     ^ would be 4 runs
  |
  = note: after failures they wait 6 seconds, 21 seconds
  = help: write \`max_attempts: 4\` to have as many runs, or leave \`retry_attempts\` out

1 warning in config/queue.tusk
`);
    expect(
      rendered(`queue:
  backend: "delayed_job"
  delayed_job:
    max_attempts: 9
  jobs:
    retry_backoff: fixed
`),
    ).toContain(
      "`delayed_job` decides here, and not `retry_backoff`: jobs wait 6 seconds, 21 seconds, 1.4 minutes, and so on",
    );
  });
});
