import { describe, expect, it } from "vitest";
import { compileText, projectOf, rendered } from "../support/compile.js";
import { expectFindings } from "../support/marked.js";

describe("keys", () => {
  it("are errors where the schema does not know them, at any depth", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    concurency: 5
    ^^^^^^^^^^ unknown-key
  job: {}
  ^^^ unknown-key
jobs:
  a: { que: high }
       ^^^ unknown-key
deploy:
  systemd: { usr: deploy }
             ^^^ unknown-key
datbase: 1
^^^^^^^ unknown-key
`);
  });

  it("are never taken from the prototype of an object", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  constructor: 1
  ^^^^^^^^^^^ unknown-key
  jobs:
    toString: 1
    ^^^^^^^^ unknown-key
`);
  });

  it("come with the key that was meant, and a fix where its value would do", () => {
    const text = rendered(`queue:
  backend: "sidekiq"
  sidekiq:
    concurency: 5
`);
    expect(text).toBe(`\
error[TSK2011 unknown-key]: \`queue.sidekiq\` has no setting \`concurency\`
 --> config/queue.tusk:4:5
  |
4 |     concurency: 5
  |     ^^^^^^^^^^
  |
  = help: did you mean \`concurrency\`?   [fixable]

1 error in config/queue.tusk - 1 fixable with --fix
`);
  });

  it("come without a fix where the value would not do, or the key is there already", () => {
    const fixable = (text: string) => rendered(text).includes("[fixable]");
    expect(fixable('queue:\n  backend: "sidekiq"\n  sidekiq: { concurency: 0 }\n')).toBe(false);
    const twice = 'queue:\n  backend: "sidekiq"\n  sidekiq: { concurency: 5, concurrency: 5 }\n';
    expect(rendered(twice)).not.toContain("did you mean");
  });

  it("stand for the key that was obviously meant, which is then neither missing nor at its default", () => {
    expectFindings(`
queue:
  bakend: "sidekiq"
  ^^^^^^ unknown-key
`);
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    queus: { high: 5 }
    ^^^^^ unknown-key
jobs:
  a: { queue: high }
`);
  });

  it("are listed where none is near and they are few", () => {
    const text = rendered('queue:\n  backend: "bullmq"\ndeploy:\n  docker: { zzzzzzzz: 1 }\n');
    expect(text).toContain("= help: use `base_image` or `image`");
  });
});

describe("keys in the wrong block", () => {
  it("are sent to the blocks that have them", () => {
    const help = (text: string) => /= help: (.*)/.exec(rendered(text))?.[1];
    const queue = 'queue:\n  backend: "bullmq"\n';
    expect(help(`${queue}  retry_attempts: 3\n`)).toBe("move it under `queue.jobs`");
    expect(help(`${queue}monitoring: {}\n`)).toBe("move it under `queue`");
    expect(help(`${queue}  schedules: {}\n`)).toBe("move it to the top");
    expect(help(`${queue}  redis_url: "redis://h"\n`)).toBe(
      "move it under `queue.sidekiq` or under `queue.resque`",
    );
  });
});

describe("sections", () => {
  it("are blocks, or empty", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq: "redis"
           ^^^^^^^ not-a-block
  monitoring: [1]
              ^^^ not-a-block
deploy: null
`);
  });

  it("cannot come from the environment", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq: @env("SIDEKIQ")
           ^^^^^^^^^^^^^^^ environment-too-late
`);
  });

  it("need the backend, and nothing else", () => {
    expectFindings(`
queue:
^^^^^ missing-setting
  jobs: {}
`);
    expect(rendered("jobs: {}\n")).toBe(`\
error[TSK2014 missing-setting]: \`queue.backend\` is not set
 --> config/queue.tusk:1:1
  |
1 | jobs: {}
  | ^
  |
  = help: add \`backend: "bullmq"\` under \`queue\`

1 error in config/queue.tusk
`);
    expect(compileText('queue:\n  backend: "bullmq"\n').diagnostics).toEqual([]);
  });
});

describe("a setting that is wrong", () => {
  it("is a hole that costs one message, wherever it would count again", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    queues: { default: 1, high: much }
                                ^^^^ wrong-type
  jobs:
    retry_attempts: many
                    ^^^^ wrong-type
    retry_delay: "1w"
jobs:
  a:
    queue: [high]
           ^^^^^^ wrong-type
  b:
    queue: high
`);
  });
});

describe("values from the environment", () => {
  const setting = (value: string) => {
    const { profiles } = projectOf(`queue:
  backend: "bullmq"
  bullmq:
    concurrency: ${value}
`);
    const bullmq = profiles.find(({ backend }) => backend === "bullmq");
    return bullmq?.settings.find(({ name }) => name === "concurrency");
  };
  const type = { kind: "integer", min: 1, max: 1000 };

  it("override a constant by the setting's own variable", () => {
    expect(setting("4")).toEqual({
      name: "concurrency",
      type,
      variable: "QUEUE_CONCURRENCY",
      value: 4,
    });
  });

  it("are read from the variable that the file names, in place of its own", () => {
    const base = { name: "concurrency", type, variable: "SLOTS" };
    expect(setting('@env("SLOTS", 4)')).toEqual({ ...base, value: 4 });
    expect(setting('@env("SLOTS", "4")')).toEqual({ ...base, value: 4 });
    expect(setting('@env("SLOTS")')).toEqual(base);
    expect(setting('@env.secure("SLOTS")')).toEqual({ ...base, secret: true });
  });

  it("are computed where the file computes with them", () => {
    expect(setting('@env("SLOTS", 2) * 2')).toMatchObject({
      name: "concurrency",
      type,
      expr: { kind: "binary", op: "*", left: { kind: "env", name: "SLOTS", secret: false } },
    });
  });

  it("have defaults that are checked like constants", () => {
    expectFindings(`
queue:
  backend: @env("WHICH", "sidekik")
                          ^^^^^^^ unknown-backend
  bullmq:
    concurrency: @env("SLOTS", 0)
                               ^ not-accepted
    url: @env("URL") ?? "http://host"
                         ^^^^ bad-url
  monitoring:
    enabled: @env("METRICS", "perhaps")
                              ^^^^^^^ wrong-type
`);
  });

  it("come too late for what code is generated from", () => {
    expectFindings(`
queue:
  backend: "sidekiq"
  sidekiq:
    queues: @env("QUEUES")
            ^^^^^^^^^^^^^^ environment-too-late
  jobs:
    keep_failed: @env("KEEP", "1d")
                 ^^^^^^^^^^^^^^^^^^ environment-too-late
jobs:
  a:
    queue: @env("A_QUEUE", "default")
           ^^^^^^^^^^^^^^^^^^^^^^^^^^ environment-too-late
    payload: { x: @env("TYPE", "int") }
                  ^^^^^^^^^^^^^^^^^^^ environment-too-late
schedules:
  s: { job: a, cron: @env("CRON", "0 3 * * *") }
                     ^^^^^^^^^^^^^^^^^^^^^^^^^ environment-too-late
deploy:
  node: @env("NODE_MAJOR", 24)
        ^^^^^^^^^^^^^^^^^^^^^^ environment-too-late
  targets: [systemd, @env("TARGET")]
                     ^^^^^^^^^^^^^^ environment-too-late
`);
  });

  it("may be weights, which are numbers and no names", () => {
    const { profiles } = projectOf(`queue:
  backend: "sidekiq"
  sidekiq:
    queues: { default: 1, high: @env("HIGH", 5) }
`);
    const queues = profiles.find(({ backend }) => backend === "sidekiq")?.queues;
    expect(queues?.map(({ weight }) => weight.variable)).toEqual([
      "SIDEKIQ_DEFAULT_QUEUE_WEIGHT",
      "HIGH",
    ]);
  });
});
