import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("unreachable-unique", () => {
  it("underlines what names a field that the payload lacks, of each job that it is meant for", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    unique: { by: [user_id], for: "10m" }
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unreachable-unique
jobs:
  a: { payload: { user_id: int } }
  b: {}
  c:
    payload: { user: int }
    unique: { by: [user, users] }
            ^^^^^^^^^^^^^^^^^^^^^ unreachable-unique
`);
  });

  it("is content with no field at all, and with payloads that are wrong already", () => {
    expectFindings(`
queue:
  backend: "bullmq"
jobs:
  a: { unique: { by: [] } }
  b:
    payload: intt
             ^^^^ not-a-block
    unique: { by: [x] }
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "bullmq"
jobs:
  greet:
    payload: { user_id: int }
    unique: { by: [userid] }
`),
    ).toBe(`\
error[TSK5017 unreachable-unique]: job \`greet\` is unique by \`userid\`, which its payload does not have
 --> config/queue.tusk:6:13
  |
4 |   greet:
  |   ----- has \`user_id\`
  :
6 |     unique: { by: [userid] }
  |             ^^^^^^^^^^^^^^^^
  |
  = help: did you mean \`user_id\`?

1 error in config/queue.tusk
`);
  });
});

describe("unique", () => {
  it("is a block with `by`, and known when the file is compiled", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  jobs:
    unique: { for: "10m" }
            ^^^^^^^^^^^^^^ missing-setting
jobs:
  a: { unique: [user_id] }
               ^^^^^^^^^ wrong-type
  b: { unique: { by: user_id } }
                     ^^^^^^^ wrong-type
  c: { unique: @env("UNIQUE", "x") }
               ^^^^^^^^^^^^^^^^^^^ environment-too-late
`);
  });
});
