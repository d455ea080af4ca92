import { describe, expect, it } from "vitest";
import { projectOf, rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const file = (payload: string, members: string) => `
queue:
  backend: "bullmq"
jobs:
  report:
    payload:
      user_id: int(1..)
      format: csv | json = csv
  tidy: {}
schedules:
  tasks:
    payload:
${payload}
    after:
${members}
`;

describe("group-payload", () => {
  it("hands on to each job the fields that it declares", () => {
    const { groups } = projectOf(
      file("      user_id: int(1..10)\n      note: string", '      tidy: "1h"\n      report: 30'),
    );
    expect(groups[0]?.after).toEqual([
      { job: "TidyJob", delay: 3_600_000, fields: [] },
      { job: "ReportJob", delay: 30_000, fields: ["user_id"] },
    ]);
  });

  it("underlines a job that needs a field which the group lacks", () => {
    expectFindings(
      file(
        "      format: csv | json",
        `      tidy: 1
      report: 1
      ^^^^^^ group-payload`,
      ),
    );
  });

  it("underlines a field whose values the job may refuse", () => {
    expectFindings(
      file(
        `      user_id: int
               ^^^ group-payload
      format: csv | xml
              ^^^^^^^^^ group-payload`,
        "      report: 1",
      ),
    );
  });

  it("underlines a field that may be absent where the job needs it", () => {
    expectFindings(
      file(
        `      user_id: int(1..)?
               ^^^^^^^^ group-payload`,
        "      report: 1",
      ),
    );
    expectFindings(file("      user_id: int(1..) = 1", "      report: 1"));
  });

  it("reads as designed", () => {
    expect(rendered(file("      format: csv | json", "      report: 1"))).toBe(`\
error[TSK5013 group-payload]: job \`report\` needs \`user_id\`, which the group \`tasks\` does not have
  --> config/queue.tusk:15:7
   |
 7 |       user_id: int(1..)
   |                -------- \`report\` takes a whole number, 1 or more
   :
15 |       report: 1
   |       ^^^^^^
   |
   = help: add \`user_id\` to the group's \`payload\`

1 error in config/queue.tusk
`);
  });
});
