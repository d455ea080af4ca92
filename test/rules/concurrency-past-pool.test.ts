import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("concurrency-past-pool", () => {
  it("underlines more slots than there are connections, whichever of the two the file sets", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    concurrency: 11
                 ^^ concurrency-past-pool
`);
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    concurrency: 5
                 ^ concurrency-past-pool
    pool: 4
`);
  });

  it("has nothing to say of as many connections as slots, nor of other backends", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    concurrency: 10
`);
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    pool: 1
`);
    expectFindings(`
queue:
  backend: "bullmq"
  delayed_job:
    concurrency: 5
    pool: 4
`);
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    concurrency: @env("SLOTS")
    pool: 4
`);
  });

  it("reads as designed", () => {
    expect(
      rendered(`queue:
  backend: "delayed_job"
  delayed_job:
    concurrency: 25
`),
    ).toBe(`\
warning[TSK5020 concurrency-past-pool]: 25 slots share 10 connections to the database
 --> config/queue.tusk:4:18
  |
4 |     concurrency: 25
  |                  ^^
  |
  = note: \`pool\` is 10 unless it is set
  = help: write \`pool: 25\`, if the server takes as many from every process

1 warning in config/queue.tusk
`);
  });
});
