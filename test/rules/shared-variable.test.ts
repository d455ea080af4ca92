import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("shared-variable", () => {
  it("underlines a queue whose variable another queue has already", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    queues:
      mail-out: 1
      "mail.out": 2
      ^^^^^^^^^^ shared-variable
      Mail_Out: 3
      ^^^^^^^^ shared-variable
      mailout: 4
`);
  });

  it("looks at every profile, since each can be switched to", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  bullmq:
    queues: { a-b: 1, a_b: 1 }
                      ^^^ shared-variable
`);
  });

  it("reports queues once that several profiles share", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  queues: { a-b: 1, a_b: 1 }
                    ^^^ shared-variable
`);
  });

  it("is content with a list, which has no weights to set", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    queues: [a-b, a_b]
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "sidekiq"
  queues: { a-b: 1, a_b: 1 }
`),
    ).toBe(`\
error[TSK5011 shared-variable]: the weights of queues \`a-b\` and \`a_b\` have one variable, \`SIDEKIQ_A_B_QUEUE_WEIGHT\`
 --> config/queue.tusk:3:21
  |
3 |   queues: { a-b: 1, a_b: 1 }
  |             ---     ^^^
  |             |
  |             the other one
  |
  = note: names are put in upper case, with \`_\` for \`-\` and \`.\`

1 error in config/queue.tusk
`);
  });
});
