import { describe, expect, it } from "vitest";
import { projectOf, rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("weight-zero-is-one", () => {
  it("underlines each 0 beside a weight above it", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    queues:
      a: 0
         ^ weight-zero-is-one
      b: 3
      c: 0
         ^ weight-zero-is-one
`);
  });

  it("is content with strict order: every weight 0, a list, or the word for it", () => {
    const file = (rest: string) => `
queue:
  backend: "bullmq"
  bullmq:
    ${rest}
`;
    expectFindings(file("queues: { a: 0, b: 0 }"));
    expectFindings(file("queues: [a, b]"));
    expectFindings(
      file("{ fetch: strict, queues: { a: 0, b: 2 } }").replace("bullmq:\n    ", "bullmq: "),
    );
  });

  it("looks at the selected profile only", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  sidekiq:
    queues: { a: 0, b: 2 }
  bullmq:
    queues: { a: 1, b: 2 }
`);
  });

  it("gives no shares where a weight is known only at run time", () => {
    const text = `
queue:
  backend: "bullmq"
  bullmq:
    queues: { a: 0, b: 2, c: @env("C_WEIGHT") }
`;
    expect(rendered(text)).toContain("TSK5004");
    expect(rendered(text)).not.toContain("the first pick");
  });

  it("means what it says: the generated weight is 1", () => {
    const { profiles } = projectOf(`
queue:
  backend: "sidekiq"
  sidekiq:
    queues: { a: 0, b: 2 }
`);
    const weights = profiles.find(({ backend }) => backend === "sidekiq")?.queues;
    expect(weights?.map(({ name, weight }) => [name, weight.value])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("reads as designed", () => {
    const text = `# config/queue.tusk
queue:
  backend: "sidekiq"
  sidekiq:
    redis_url: "redis://localhost:6379/3"
    concurrency: 10
    queues:
      default: 1
      high: 5
      low: 0
`;
    expect(rendered(text)).toBe(`\
warning[TSK5004 weight-zero-is-one]: weight 0 does not pause a queue here; it counts as 1
  --> config/queue.tusk:10:12
   |
 9 |       high: 5
   |             - one weight above 0 makes the whole set weighted
10 |       low: 0
   |            ^ so this 0 is read as 1
   |
   = note: 0 means strict order only when every queue has it (Sidekiq's rule, kept here)
   = note: as written, the first pick is default 14%, high 71%, low 14%
   = help: remove \`low\` from this worker, or give it a positive weight

1 warning in config/queue.tusk
`);
  });
});
