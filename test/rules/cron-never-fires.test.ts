import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const file = (cron: string) => `
queue:
  backend: "bullmq"
jobs:
  job_a: {}
schedules:
  daily: { job: job_a, cron: "${cron}" }
`;

describe("cron-never-fires", () => {
  it.each([["0 0 30 2 *"], ["0 0 31 4,6,9,11 *"], ["0 0 0 31 2 *"]])("underlines %s", (cron) => {
    const marker = `${" ".repeat(30)}${"^".repeat(cron.length)} cron-never-fires\n`;
    expectFindings(file(cron).replace(/(.*cron:.*\n)/, `$1${marker}`));
  });

  it.each([["0 0 29 2 *"], ["0 0 31 * *"], ["0 0 30 2 1"]])("is content with %s", (cron) => {
    expectFindings(file(cron));
  });

  it("reads as designed", () => {
    expect(rendered(file("0 0 30 2 *"))).toBe(`\
error[TSK5006 cron-never-fires]: schedule \`daily\` never runs: no date meets its expression
 --> config/queue.tusk:7:31
  |
7 |   daily: { job: job_a, cron: "0 0 30 2 *" }
  |                               ^^^^^^^^^^
  |
  = note: no month that it names has a day with that number

1 error in config/queue.tusk
`);
  });
});
