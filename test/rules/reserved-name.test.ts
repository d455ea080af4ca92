import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("reserved-name", () => {
  it("underlines names that JavaScript or the generated code has a meaning for", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  delete: {}
  ^^^^^^ reserved-name
  config: {}
  ^^^^^^ reserved-name
  toString: {}
  ^^^^^^^^ reserved-name
  delete_user: {}
`);
  });

  it("sees through the ending of a class", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  DeleteJob: {}
  ^^^^^^^^^ reserved-name
`);
  });

  it("underlines keys that cannot be names at all", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  "2fa": {}
  ^^^^^ reserved-name
  "send mail": {}
  ^^^^^^^^^^^ reserved-name
schedules:
  new:
  ^^^ reserved-name
    after: { "2fa": 1 }
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "bullmq"
jobs:
  delete: {}
`),
    ).toBe(`\
error[TSK5010 reserved-name]: a job cannot be called \`delete\`
 --> config/queue.tusk:4:3
  |
4 |   delete: {}
  |   ^^^^^^
  |
  = note: \`delete\` is a word of JavaScript itself
  = help: call it \`run_delete\`

1 error in config/queue.tusk
`);
  });
});
