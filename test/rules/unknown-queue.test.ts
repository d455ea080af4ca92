import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("unknown-queue", () => {
  it("underlines the queue that the selected profile does not have", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    queues: { default: 1, high: 5 }
jobs:
  a:
    queue: "urgent"
            ^^^^^^ unknown-queue
  b:
    queue: high
`);
  });

  it("offers the queue that was probably meant", () => {
    const text = `
queue:
  backend: "sidekiq"
  sidekiq:
    queues: { default: 1, critical: 5 }
jobs:
  a:
    queue: critcal
`;
    expect(rendered(text)).toContain("= help: did you mean `critical`?   [fixable]");
  });

  it("looks at the profile that is selected, and at no other", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  sidekiq:
    queues: { urgent: 1 }
  bullmq:
    queues: [default, high]
jobs:
  a:
    queue: urgent
           ^^^^^^ unknown-queue
  b:
    queue: high
`);
  });

  it("knows the queues that a profile takes from elsewhere", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  sidekiq:
    queues: { default: 1, high: 5 }
jobs:
  a:
    queue: high
`);
  });

  it("says nothing where the declaration of queues is itself wrong", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    queues: { default: 1, "a:b": 5 }
                          ^^^^^ bad-queue-name
jobs:
  a:
    queue: urgent
`);
  });

  it("says nothing where only the environment knows the backend", () => {
    expectFindings(`
queue:
  backend: @env("WHICH")
  sidekiq:
    queues: { high: 5 }
jobs:
  a:
    queue: urgent
`);
  });

  it("reads as designed", () => {
    const lines = `# config/queue.tusk
queue:
  backend: "sidekiq"
  sidekiq:
    redis_url: "redis://localhost:6379/3"
    concurrency: 10
    queues:
      default: 1
      high: 5
      low: 1
      critical: 10
${"\n".repeat(26)}
jobs:
  WelcomeEmail:
    queue: urgent
`;
    expect(rendered(lines)).toBe(`\
error[TSK5001 unknown-queue]: job \`WelcomeEmail\` goes to queue \`urgent\`, which is not declared
  --> config/queue.tusk:41:12
   |
 7 |     queues:
   |     ------ declared here: default, high, low, and critical
   :
41 |     queue: urgent
   |            ^^^^^^ not one of them
   |
   = note: the job would be stored and no worker would ever fetch it
   = help: send it to \`critical\`, the heaviest one, or add \`urgent: 1\` under \`queues\`

1 error in config/queue.tusk
`);
  });
});
