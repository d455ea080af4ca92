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

  const inPostgres = (...settings: readonly string[]) => `queue:
  backend: "delayed_job"
  bullmq:
    url: "postgres://127.0.0.1/app"
  delayed_job:
    database_url: "postgresql://localhost:5432/app"
${settings.map((line) => `    ${line}\n`).join("")}`;

  it("compares PostgreSQL by database and schema", () => {
    expect(rendered(inPostgres())).toBe(`\
warning[TSK5015 shared-database]: \`bullmq\` and \`delayed_job\` use one PostgreSQL database with one schema, \`bullmq\`
 --> config/queue.tusk:6:20
  |
4 |     url: "postgres://127.0.0.1/app"
  |           ------------------------ the same database
  :
6 |     database_url: "postgresql://localhost:5432/app"
  |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: their queues of one name are one queue, run by whichever profile a worker has
  = help: give \`delayed_job\` another database, or a \`schema\` of its own

1 warning in config/queue.tusk
`);
    expect(rendered(inPostgres('schema: "jobs"'))).toBe("");
  });

  it("proposes a schema where one can be set", () => {
    const text = `queue:
  backend: "bullmq"
  delayed_job:
    database_url: "postgres://localhost/app"
  bullmq:
    url: "postgres://localhost/app"
`;
    expect(rendered(text)).toContain(
      "give `bullmq` another database, or `delayed_job` a `schema` of its own\n",
    );
  });

  it("knows that a prefix divides nothing in PostgreSQL", () => {
    const text = inPostgres().replace('/app"\n', '/app"\n    prefix: "mail"\n');
    expect(rendered(text)).toContain("TSK5015");
  });

  it("compares no database of Redis with one of PostgreSQL", () => {
    expect(
      rendered(inPostgres().replace("postgres://127.0.0.1/app", "redis://127.0.0.1:5432/0")),
    ).toBe("");
  });
});
