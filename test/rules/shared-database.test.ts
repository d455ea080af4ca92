import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("shared-database", () => {
  it("underlines the second of two profiles with one database and one prefix", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    redis_url: "redis://localhost:6379/3"
  bullmq:
    url: "redis://me@localhost/3"
          ^^^^^^^^^^^^^^^^^^^^^^ shared-database
`);
  });

  it("is content with another database, another prefix, or a namespace", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    redis_url: "redis://localhost:6379/3"
  resque:
    redis_url: "redis://localhost:6379/3"
  bullmq:
    url: "redis://localhost:6379/3"
    prefix: "tsk"
`);
  });

  it("compares only urls that the file sets", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    concurrency: 5
  bullmq:
    url: "redis://localhost:6379/3"
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "sidekiq"
  sidekiq:
    redis_url: "redis://localhost:6379/3"
  bullmq:
    url: "redis://localhost:6379/3"
`),
    ).toBe(`\
warning[TSK5015 shared-database]: \`sidekiq\` and \`bullmq\` use one Redis database with one prefix, \`bull\`
 --> config/queue.tusk:6:11
  |
4 |     redis_url: "redis://localhost:6379/3"
  |                 ------------------------ the same database
  :
6 |     url: "redis://localhost:6379/3"
  |           ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: their queues of one name are one queue, run by whichever profile a worker has
  = help: give \`bullmq\` another database, or a \`prefix\` of its own

1 warning in config/queue.tusk
`);
  });
});
