import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const file = (cron: string) => `
queue:
  backend: "bullmq"
jobs:
  job_a: {}
schedules:
  daily:
    job: job_a
    cron: ${cron}
`;

describe("cron-syntax", () => {
  it.each([
    ["0 3 * * *"],
    ["*/15 * * * * *"],
    ["0 0 1,15 * mon-fri"],
    ["0 0 L * *"],
    ["0 0 * jan,jul 7"],
    ["0 0 * * 1#2"],
    ["0 22 * * thu"],
  ])("is content with %s", (cron) => {
    expectFindings(file(`"${cron}"`));
  });

  it.each([
    ["60 * * * *", "^^"],
    ["0 24 * * *", "  ^^"],
    ["0 0 32 * *", "    ^^"],
    ["0 0 * 13 *", "      ^^"],
    ["0 0 * * 8", "        ^"],
    ["60 0 0 * * *", "^^"],
    ["0 0 * foo *", "      ^^^"],
    ["*/0 * * * *", "^^^"],
    ["5-1 * * * *", "^^^"],
    ["H * * * *", "^"],
    ["0 H(0-3) * * *", "  ^^^^^^"],
  ])("underlines the field of %s that cannot be read", (cron, marker) => {
    expectFindings(
      file(`"${cron}"`).replace(/(cron:.*\n)/, `$1${" ".repeat(11)}${marker} cron-syntax\n`),
    );
  });

  it("underlines the whole where fields are too few, too many, or a nickname", () => {
    for (const cron of ["0 3 * *", "* * * * * * *", "daily"]) {
      const marker = "^".repeat(cron.length);
      expectFindings(
        file(`"${cron}"`).replace(/(cron:.*\n)/, `$1${" ".repeat(11)}${marker} cron-syntax\n`),
      );
    }
  });

  it("reads as designed", () => {
    expect(rendered(file('"0 25 * * *"'))).toBe(`\
error[TSK5005 cron-syntax]: \`25\` is no hour of a cron expression
 --> config/queue.tusk:9:14
  |
9 |     cron: "0 25 * * *"
  |              ^^
  |
  = note: hours are 0-23; \`*\`, \`1,3\`, \`1-5\`, and \`*/2\` work as usual

1 error in config/queue.tusk
`);
  });
});
