import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

const file = (queues: string) => `
queue:
  backend: "bullmq"
  queues: ${queues}
`;

describe("queues", () => {
  it("have names of letters, digits, `_`, `-`, and `.`", () => {
    expectFindings(file("{ default: 1, a-b_c: 1 }"));
    expectFindings(file('[default, "a.b"]'));
    expectFindings(`
queue:
  backend: "bullmq"
  queues: { "a:b": 1, "a b": 1 }
            ^^^^^ bad-queue-name
                      ^^^^^ bad-queue-name
  bullmq:
    queues: [default, "a:b"]
                       ^^^ not-accepted
`);
  });

  it("are listed once, and are not none", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  queues: {}
  ^^^^^^ no-queues
  bullmq:
    queues: []
    ^^^^^^ no-queues
  sidekiq:
    queues: [a, b, a, 5]
                   ^ repeated-queue
                      ^ wrong-literal
`);
  });

  it("are a block of weights or a list of names", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  queues: default
          ^^^^^^^ wrong-type
  bullmq:
    queues: { default: -1, high: "5", low: 1.5, last: null }
                       ^^ not-accepted
                                 ^^^ wrong-literal
                                           ^^^ not-accepted
                                                      ^^^^ wrong-type
`);
  });

  it("read as designed", () => {
    expect(rendered(file("[a, b, a]"))).toBe(`\
error[TSK2015 repeated-queue]: the queue \`a\` is listed twice
 --> config/queue.tusk:4:18
  |
4 |   queues: [a, b, a]
  |            -     ^
  |            |
  |            first here

1 error in config/queue.tusk
`);
  });
});
