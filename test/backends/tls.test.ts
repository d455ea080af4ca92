import { describe, it } from "vitest";
import { expectFindings } from "../support/marked.js";

describe("tls", () => {
  it("is a block of files, in the file or from the environment", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    tls: { ca_file: "/ca.pem", cert_file: @env("CERT"), key_file: @env("KEY", "/key.pem") }
  resque:
    tls: { ca: "/ca.pem" }
           ^^ unknown-key
  bullmq:
    tls: "/ca.pem"
         ^^^^^^^^^ not-a-block
`);
  });

  it("is none of PostgreSQL, whose url names files", () => {
    expectFindings(`
queue:
  backend: "delayed_job"
  delayed_job:
    database_url: @env("DATABASE_URL")
    tls: { ca_file: "/ca.pem" }
    ^^^ unknown-key
`);
  });
});
