import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const file = (schedules: string) => `
queue:
  backend: "bullmq"
jobs:
  report:
    payload:
      user_id: int(1..)
      format: csv | json = csv
      "cc?": [ { email: email, name: string? } ]
      until: datetime | null
  tidy: {}
schedules:
${schedules}
`;

describe("schedule-payload", () => {
  it("is content with values of the job's types", () => {
    expectFindings(
      file(`  a:
    job: report
    every: "1d"
    payload: { user_id: 7, cc: [ { email: "a@b.example" } ], until: null }
  b: { job: tidy, every: "1d" }
  c: { job: tidy, every: "1d", payload: {} }`),
    );
  });

  it("underlines each value of another type", () => {
    expectFindings(
      file(`  a:
    job: report
    every: "1d"
    payload:
      user_id: 0
               ^ schedule-payload
      format: xml
              ^^^ schedule-payload
      cc: [ { email: "nobody" } ]
                      ^^^^^^ schedule-payload
      until: "tomorrow"
              ^^^^^^^^ schedule-payload`),
    );
  });

  it("underlines fields that the job does not have, and blocks without one that it needs", () => {
    expectFindings(
      file(`  a:
    job: report
    every: "1d"
    payload: { user: 7, until: null }
             ^^^^^^^^^^^^^^^^^^^^^^^^ schedule-payload
               ^^^^ schedule-payload`),
    );
  });

  it("underlines a job that needs a payload and gets none", () => {
    expectFindings(
      file(`  a: { job: report, every: "1d" }
            ^^^^^^ schedule-payload`),
    );
  });

  it("underlines a payload that the job does not take", () => {
    expectFindings(
      file(`  a: { job: tidy, every: "1d", payload: { x: 1 } }
                                        ^^^^^^^^ schedule-payload`),
    );
  });

  it("refuses values from the environment, which come too late", () => {
    expectFindings(
      file(`  a:
    job: report
    every: "1d"
    payload: { user_id: @env("USER_ID"), until: null }
                        ^^^^^^^^^^^^^^^ environment-too-late`),
    );
  });

  it("reads as designed", () => {
    expect(
      rendered(file(`  a: { job: report, every: "1d", payload: { user_id: "7", until: null } }`)),
    ).toBe(`\
error[TSK5012 schedule-payload]: \`user_id\` of job \`report\` is a whole number, 1 or more, not the text \`7\`
  --> config/queue.tusk:13:55
   |
 7 |       user_id: int(1..)
   |                -------- declared here
   :
13 |   a: { job: report, every: "1d", payload: { user_id: "7", until: null } }
   |                                                       ^

1 error in config/queue.tusk
`);
  });
});
