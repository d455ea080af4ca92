import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const file = (jobs: string, rest = "") => `
queue:
  backend: "sidekiq"
  jobs:
${jobs}
${rest}`;

describe("runaway-backoff", () => {
  it("underlines the number of retries of a series that passes 30 days", () => {
    expectFindings(
      file(`    retry_attempts: 16
                    ^^ runaway-backoff`),
    );
    expectFindings(file("    retry_attempts: 15"));
  });

  it("counts with what a job sets for itself and takes the rest from all jobs", () => {
    expectFindings(
      file(
        "    retry_delay: 3600",
        `jobs:
  slow:
    retry_attempts: 9
  slower:
    retry_attempts: 10
                    ^^ runaway-backoff
`,
      ),
    );
  });

  it("sees a list, whose last wait repeats", () => {
    expectFindings(
      file(`    retry_attempts: 40
                    ^^ runaway-backoff
    retry_backoff: ["1m", "1d"]`),
    );
  });

  it("sees the series that Sidekiq and Delayed Job have", () => {
    expectFindings(file("    retry_attempts: 25\n    retry_backoff: sidekiq"));
    expectFindings(
      file(`    retry_attempts: 30
                    ^^ runaway-backoff
    retry_backoff: delayed_job`),
    );
  });

  it("is content with a cap that keeps the series short", () => {
    expectFindings(file('    retry_attempts: 25\n    retry_delay_max: "1d"'));
  });

  it("passes over what only the environment knows", () => {
    expectFindings(file('    retry_attempts: 25\n    retry_delay: @env("DELAY")'));
  });

  it("is content with retries that do not wait at all", () => {
    expectFindings(file("    retry_attempts: 100000\n    retry_delay: 0"));
  });

  it("takes any number of retries in no time", () => {
    expect(
      rendered(file("    retry_attempts: 9007199254740991\n    retry_backoff: fixed")),
    ).toContain("the retries would go on for more than a million years");
    expect(rendered(file("    retry_attempts: 5000"))).toContain(
      "the last retry would wait more than a million years",
    );
  });

  it("looks at max_attempts where that decides, and not at what it overrules", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    max_attempts: 40
                  ^^ runaway-backoff
  jobs:
    retry_attempts: 39
jobs:
  a: { retry_attempts: 25 }
                       ^^ runaway-backoff
  b: {}
`);
  });

  it("counts runs where the file does", () => {
    expect(
      rendered(`queue:
  backend: "delayed_job"
  delayed_job:
    max_attempts: 40
`),
    ).toBe(`\
warning[TSK5007 runaway-backoff]: the last retry would wait 27 days
 --> config/queue.tusk:4:19
  |
4 |     max_attempts: 40
  |                   ^^ 40 runs, waiting n^4 seconds and a little more
  |
  = note: retry 5 waits 11 minutes; 10, 2.8 hours; 15, 14 hours; 20, 1.9 days
  = help: with 13 runs the job is given up after 17 hours

1 warning in config/queue.tusk
`);
  });

  it("reads as designed", () => {
    const text = `# config/queue.tusk
queue:
  backend: "sidekiq"
${"\n".repeat(20)}
  jobs:
    retry_attempts: 25
    retry_delay: 60
`;
    expect(rendered(text)).toBe(`\
warning[TSK5007 runaway-backoff]: the last retry would wait 31.9 years
  --> config/queue.tusk:26:21
   |
26 |     retry_attempts: 25
   |                     ^^ 25 retries, each waiting twice as long as the one before
27 |     retry_delay: 60
   |                  -- first wait: 1 minute
   |
   = note: retry 5 waits 16 minutes; 10, 8.5 hours; 15, 11 days; 20, 1 year
   = help: with 10 retries the job is given up after 17 hours

1 warning in config/queue.tusk
`);
  });
});
