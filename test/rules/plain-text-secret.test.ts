import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("plain-text-secret", () => {
  it("underlines the password of a url, in every profile", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  sidekiq:
    redis_url: "redis://user:s3cret@host:6379/3"
                             ^^^^^^ plain-text-secret
  bullmq:
    url: "rediss://:s3c@ret@host"
                    ^^^^^^^ plain-text-secret
  delayed_job:
    database_url: postgres://me:pw@host/db
                                ^^ plain-text-secret
`);
  });

  it("is content with urls without one, and with secrets of the environment", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  sidekiq:
    redis_url: "redis://user@host:6379/3"
  bullmq:
    url: @env.secure("REDIS_URL")
  delayed_job:
    database_url: postgres://user:@host/db
`);
  });

  it("underlines what is a secret as a whole", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  monitoring:
    alert_webhook: "https://hooks.example.com/T0/B0/token"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ plain-text-secret
    alert_secret: @env("ALERT_SECRET", "changeit")
                                        ^^^^^^^^ plain-text-secret
`);
    expectFindings(`
queue:
  backend: "bullmq"
  monitoring:
    alert_webhook: @env("WEBHOOK")
    alert_secret: @env.secure("ALERT_SECRET")
`);
  });

  it("sees a password in the default of a variable", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  bullmq:
    url: @env("REDIS_URL", "redis://:pw@host")
                                     ^^ plain-text-secret
`);
  });

  it("reads as designed, and does not repeat the password", () => {
    const text = rendered(`queue:
  backend: "sidekiq"
  sidekiq:
    redis_url: "redis://:hunter2@host"
`);
    expect(text.replace(/^4 \\|.*$/m, "")).not.toContain("hunter2@host is");
    expect(text).toBe(`\
warning[TSK5014 plain-text-secret]: the password in \`queue.sidekiq.redis_url\` is plain text
 --> config/queue.tusk:4:26
  |
4 |     redis_url: "redis://:hunter2@host"
  |                          ^^^^^^^ readable for everyone who reads the file
  |
  = note: the generated code would hold it, and so would every image built from that
  = help: write \`@env.secure("SIDEKIQ_REDIS_URL")\`, which is read when a process starts

1 warning in config/queue.tusk
`);
  });
});
