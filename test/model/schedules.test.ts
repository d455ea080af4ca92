import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const file = (schedules: string) => `
queue:
  backend: "bullmq"
jobs:
  job_a: {}
schedules:
${schedules}
`;

describe("a schedule", () => {
  it("has exactly one of `cron`, `every`, and `after`", () => {
    expectFindings(
      file(`  a: { job: job_a }
  ^ unclear-schedule
  b: { job: job_a, cron: "0 3 * * *", every: "1d" }
  ^ unclear-schedule
  c: {}
  ^ unclear-schedule`),
    );
  });

  it("has no settings of the other kind", () => {
    expectFindings(
      file(`  a: { job: job_a, every: "1d", timezone: "UTC" }
                                ^^^^^^^^ idle-schedule-setting
  b: { job: job_a, timezone: "UTC", after: { job_a: 1 } }
       ^^^ idle-schedule-setting
                   ^^^^^^^^ idle-schedule-setting`),
    );
  });

  it("names its job", () => {
    expectFindings(
      file(`  a: { every: "1d" }
  ^ missing-setting`),
    );
    expect(rendered(file('  a: { every: "1d" }'))).toContain("= help: add `job: job_a`");
  });

  it("waits for a time, and not for less than a second again and again", () => {
    expectFindings(
      file(`  a: { job: job_a, every: 0 }
                          ^ not-accepted
  b: { after: { job_a: soon } }
                       ^^^^ not-accepted
  c: { after: { job_a: 0 } }
  d: { after: [job_a] }
              ^^^^^^^ not-a-block
  e: { after: @env("AFTER") }
              ^^^^^^^^^^^^^ environment-too-late
  f: { after: {} }
       ^^^^^ unclear-schedule`),
    );
  });

  it("is checked no further where it could not be read", () => {
    expectFindings(
      file(`  a: soon
     ^^^^ not-a-block
  b: { job: [job_a], every: "1d" }
            ^^^^^^^ wrong-type`),
    );
  });
});
