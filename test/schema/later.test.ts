import { describe, expect, it } from "vitest";
import { rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("setting-not-in-this-version", () => {
  it("is what every designed setting ends in that has no effect yet", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  resque:
    isolate: true
    ^^^^^^^ setting-not-in-this-version
deploy:
  targets: [systemd, prometheus, grafana]
                     ^^^^^^^^^^ setting-not-in-this-version
                                 ^^^^^^^ setting-not-in-this-version
`);
  });

  it("is what stores end in that cannot be reached yet", () => {
    expectFindings(`
queue:
  backend: "bullmq"
  sidekiq:
    redis_url: "redis+sentinel://a,b/main/3"
                ^^^^^^^^^^^^^^ setting-not-in-this-version
  resque:
    redis_url: "redis+cluster://a,b"
                ^^^^^^^^^^^^^ setting-not-in-this-version
  bullmq:
    url: "redis+cluster://a,b"
          ^^^^^^^^^^^^^ setting-not-in-this-version
`);
  });

  it("spares the blocks of backends that are not selected, which are checked like others", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  delayed_job:
    database_url: @env("DATABASE_URL")
    listen_url: @env("LISTEN_URL")
    schema: "jobs"
    pool: 20
    concurrency: 2
    queues: { default: 1 }
    fetch: strict
    max_attempts: 3
    delay_jobs: true
    sleep_delay: 5
    max_run_time: "4h"
  resque:
    redis_url: "redis://localhost:6379/4"
    namespace: "resque:tusk"
    queues: [high, default]
`);
    expectFindings(`
queue:
  backend: "sidekiq"
  delayed_job:
    delay_jobs: no
                ^^ wrong-literal
    max_attempts: 0
                  ^ not-accepted
  resque:
    queues: { high: 1 }
            ^^^^^^^^^^^ wrong-type
    concurrency: 1
    ^^^^^^^^^^^ unknown-key
`);
  });

  it("is never proposed", () => {
    const file = 'queue:\n  backend: "resque"\n  resque: { isolat: true }\n';
    expect(rendered(file)).not.toContain("`isolate`");
  });

  it("reads as designed", () => {
    expect(rendered('queue:\n  backend: "resque"\n  resque: { isolate: true }\n')).toBe(`\
error[TSK2012 setting-not-in-this-version]: \`queue.resque.isolate\` is not in this version yet
 --> config/queue.tusk:3:13
  |
3 |   resque: { isolate: true }
  |             ^^^^^^^ designed, and without effect so far

1 error in config/queue.tusk
`);
  });
});
