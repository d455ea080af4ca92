import { describe, expect, it } from "vitest";
import { postgresUrlProblem } from "../../src/runtime/stores/postgres-url.js";
import { compileText, projectOf, rendered } from "../support/compile.js";

/** A file in which one setting has a value; `path` is dotted. */
function fileWith(path: string, value: string): string {
  const root: Record<string, unknown> = { queue: { backend: '"bullmq"' } };
  const keys = path.split(".");
  keys.reduce((block, key, index) => {
    if (index === keys.length - 1) block[key] = value;
    else block[key] ??= {};
    return block[key] as Record<string, unknown>;
  }, root);
  const write = (block: Record<string, unknown>, indent: string): string =>
    Object.entries(block)
      .map(([key, inner]) =>
        typeof inner === "string"
          ? `${indent}${key}: ${inner}\n`
          : `${indent}${key}:\n${write(inner as Record<string, unknown>, `${indent}  `)}`,
      )
      .join("");
  return write(root, "");
}

/** The names of what is found for a value, each with the text that it underlines. */
function found(path: string, value: string): string[] {
  const { source, diagnostics } = compileText(fileWith(path, value));
  return diagnostics.map(({ name, primary }) => `${name} ${source.slice(primary.span)}`);
}

/** The headline of the one finding for a value. */
function headline(path: string, value: string): string | undefined {
  const { diagnostics } = compileText(fileWith(path, value));
  expect(diagnostics).toHaveLength(1);
  return diagnostics[0]?.message;
}

/** The text after all safe fixes of the one finding. */
function fixed(path: string, value: string): string | undefined {
  const { source, diagnostics } = compileText(fileWith(path, value));
  const [edit] = diagnostics[0]?.fix?.edits ?? [];
  if (edit === undefined || diagnostics[0]?.fix?.safe !== true) return undefined;
  const text =
    source.text.slice(0, edit.span.start) + edit.insert + source.text.slice(edit.span.end);
  expect(compileText(text).diagnostics).toEqual([]);
  return text
    .split("\n")
    .find((line) => line.includes(edit.insert))
    ?.trim();
}

describe("whole numbers", () => {
  const path = "queue.bullmq.concurrency";
  it("lie within their bounds", () => {
    expect(found(path, "1")).toEqual([]);
    expect(found(path, "1000")).toEqual([]);
    expect(found(path, "0")).toEqual(["not-accepted 0"]);
    expect(found(path, "1001")).toEqual(["not-accepted 1001"]);
    expect(found(path, "2.5")).toEqual(["not-accepted 2.5"]);
    expect(headline(path, "0")).toBe("`concurrency` is a whole number from 1 to 1000, not 0");
  });

  it("are not text, though quotes are a slip with a remedy", () => {
    expect(found(path, '"10"')).toEqual(['wrong-literal "10"']);
    expect(fixed(path, '"10"')).toBe("concurrency: 10");
    expect(found(path, '"0"')).toEqual(["wrong-type 0"]);
    expect(found(path, "ten")).toEqual(["wrong-type ten"]);
    expect(found(path, "[10]")).toEqual(["wrong-type [10]"]);
    expect(found(path, "null")).toEqual(["wrong-type null"]);
    expect(headline(path, "ten")).toBe(
      "`concurrency` is a whole number from 1 to 1000, not the text `ten`",
    );
  });
});

describe("fractions", () => {
  it("lie between 0 and 1", () => {
    expect(found("queue.jobs.retry_jitter", "0.25")).toEqual([]);
    expect(found("queue.jobs.retry_jitter", "1.5")).toEqual(["not-accepted 1.5"]);
  });
});

describe("switches", () => {
  const path = "queue.monitoring.enabled";
  it.each([
    ["yes", "true"],
    ["on", "true"],
    ['"true"', "true"],
    ["1", "true"],
    ["no", "false"],
    ["Off", "false"],
    ["0", "false"],
  ])("offer what %s means", (written, meant) => {
    expect(found(path, written)).toEqual([`wrong-literal ${written}`]);
    expect(fixed(path, written)).toBe(`enabled: ${meant}`);
  });

  it("are nothing else", () => {
    expect(found(path, "perhaps")).toEqual(["wrong-type perhaps"]);
    expect(found(path, "2")).toEqual(["wrong-type 2"]);
  });
});

describe("durations", () => {
  const path = "queue.jobs.timeout";
  const milliseconds = (value: string) =>
    projectOf(fileWith(path, value)).jobDefaults.find(({ name }) => name === "timeout")?.value;

  it.each([
    ["300", 300_000],
    ["0.5", 500],
    ["500ms", 500],
    ['"30s"', 30_000],
    ["5m", 300_000],
    ["2h", 7_200_000],
    ["7d", 604_800_000],
    ["1w", 604_800_000],
  ])("read %s as %i milliseconds", (written, expected) => {
    expect(milliseconds(written)).toBe(expected);
  });

  it.each([["5 minutes"], ["1h30m"], ["30S"], ["-5s"], ["1.5h"], ["soon"], ["1y"]])(
    "refuse %s and say how they are written",
    (written) => {
      expect(found(path, `"${written}"`)).toEqual([`not-accepted ${written}`]);
      expect(rendered(fileWith(path, `"${written}"`))).toContain("a number is seconds");
    },
  );

  it("refuse what is out of bounds, too long for a number, or finer than a millisecond", () => {
    expect(found(path, "0")).toEqual(["not-accepted 0"]);
    expect(found(path, "-1")).toEqual(["not-accepted -1"]);
    expect(found(path, "0.0001")).toEqual(["not-accepted 0.0001"]);
    expect(found(path, "999999999999999w")).toEqual(["not-accepted 999999999999999w"]);
  });

  it("are numbers where only quotes make them text", () => {
    expect(fixed(path, '"300"')).toBe("timeout: 300");
  });
});

describe("choices", () => {
  it("offer the one that is near", () => {
    const path = "queue.monitoring.log_level";
    expect(found(path, "debgu")).toEqual(["not-accepted debgu"]);
    expect(fixed(path, '"debgu"')).toBe('log_level: "debug"');
    expect(headline("queue.jobs.on_timeout", "explode")).toBe(
      "`on_timeout` is `retry` or `fail`, not the text `explode`",
    );
    expect(found("queue.jobs.on_timeout", "1")).toEqual(["wrong-type 1"]);
  });
});

describe("retention", () => {
  const kept = (value: string) =>
    projectOf(fileWith("queue.jobs.keep_completed", value)).jobDefaults.find(
      ({ name }) => name === "keep_completed",
    )?.value;

  it("is a duration or a block, and what is left out has its default", () => {
    expect(kept('"2d"')).toEqual({ age: 172_800_000, count: 1_000 });
    expect(kept("3600")).toEqual({ age: 3_600_000, count: 1_000 });
    expect(kept("{ count: 5 }")).toEqual({ age: 86_400_000, count: 5 });
    expect(kept('{ age: "1h", count: 0 }')).toEqual({ age: 3_600_000, count: 0 });
  });

  it("is checked inside of the block", () => {
    const path = "queue.jobs.keep_completed";
    expect(found(path, "{ cuont: 5 }")).toEqual(["unknown-key cuont"]);
    expect(found(path, "{ age: soon }")).toEqual(["not-accepted soon"]);
    expect(found(path, "{ count: -1 }")).toEqual(["not-accepted -1"]);
    expect(found(path, "true")).toEqual(["wrong-type true"]);
    expect(found(path, '{ age: @env("AGE") }')).toEqual(['environment-too-late @env("AGE")']);
  });
});

describe("backoff", () => {
  const backoff = (value: string) =>
    projectOf(fileWith("queue.jobs.retry_backoff", value)).jobDefaults.find(
      ({ name }) => name === "retry_backoff",
    );

  it("is the name of a series, or a list of waits", () => {
    expect(backoff("sidekiq")).toMatchObject({ value: "sidekiq", type: { kind: "choice" } });
    expect(backoff('["10s", 60, "5m"]')).toMatchObject({
      value: [10_000, 60_000, 300_000],
      type: { kind: "data" },
    });
  });

  it("is checked item by item", () => {
    const path = "queue.jobs.retry_backoff";
    expect(found(path, "linear")).toEqual(["not-accepted linear"]);
    expect(found(path, "[]")).toEqual(["not-accepted []"]);
    expect(found(path, '["10s", soon, -1]')).toEqual(["not-accepted soon", "not-accepted -1"]);
  });
});

describe("urls", () => {
  it.each([
    ["redis://localhost:6379/3"],
    ["rediss://user@host"],
    ["redis://[::1]:6379/0"],
    ["redis://127.0.0.1"],
    ["embedded:.tusk/store"],
    ["embedded:/var/lib/tusk"],
  ])("may be %s", (url) => {
    expect(found("queue.bullmq.url", `"${url}"`)).toEqual([]);
  });

  it.each([
    ["http://host", "bad-url http"],
    ["localhost:6379", "bad-url localhost"],
    ["redis:localhost", "bad-url redis:localhost"],
    ["redis://", "bad-url redis://"],
    ["redis://host:99999", "bad-url redis://host:99999"],
    ["redis://host/three", "bad-url redis://host/three"],
    ["redis://host/1?family=6", "bad-url redis://host/1?family=6"],
    ["redis://a b", "bad-url redis://a b"],
    ["embedded:", "bad-url embedded:"],
    ["", "bad-url "],
  ])("are not %s", (url, expected) => {
    expect(found("queue.bullmq.url", `"${url}"`)).toEqual([expected]);
  });

  it("are of the scheme that the profile can use", () => {
    expect(found("queue.sidekiq.redis_url", '"embedded:x"')).toEqual(["bad-url embedded"]);
    expect(found("queue.delayed_job.database_url", '"postgres://h/db?sslmode=require"')).toEqual(
      [],
    );
    expect(found("queue.delayed_job.database_url", '"redis://h"')).toEqual(["bad-url redis"]);
  });

  it.each([
    ["postgres://localhost/app", []],
    ["postgresql://me@db.internal:6432/app?sslmode=verify-full", []],
    ["postgres:///app?host=/var/run/postgresql", []],
    ["postgres://host", ["bad-url host"]],
    ["postgres://host:5432/", ["bad-url host:5432"]],
    ["postgres://me:p%40ss@host:5432", ["bad-url host:5432"]],
    ["postgres://me@host?sslmode=require", ["bad-url host"]],
    ["postgres://?host=/var/run", ["bad-url postgres://?host=/var/run"]],
    ["postgres:///app", ["bad-url postgres:///app"]],
    ["postgres://host:99999/app", ["bad-url postgres://host:99999/app"]],
    ["postgres://host/app?sslmod=require", ["bad-url ?sslmod=require"]],
  ])("of PostgreSQL are what a worker takes: %s", (url, expected) => {
    expect(found("queue.delayed_job.database_url", `"${url}"`)).toEqual(expected);
    expect(postgresUrlProblem(url) === undefined).toBe(expected.length === 0);
  });

  it("without a database are told what is lacking, and where", () => {
    expect(
      rendered(`queue:
  backend: "delayed_job"
  delayed_job:
    database_url: "postgres://db.internal:5432"
`),
    ).toBe(`\
error[TSK3015 bad-url]: the url of \`database_url\` names no database
 --> config/queue.tusk:4:31
  |
4 |     database_url: "postgres://db.internal:5432"
  |                               ^^^^^^^^^^^^^^^^
  |
  = help: name it behind the host, as in \`postgres://localhost:5432/app\`

1 error in config/queue.tusk
`);
  });

  it("are never repeated in a message", () => {
    const { diagnostics } = compileText(
      fileWith("queue.bullmq.url", '"redis://:hunter2@host/three"'),
    );
    expect(JSON.stringify(diagnostics.map(({ message, notes }) => [message, notes]))).not.toContain(
      "hunter2",
    );
  });
});

describe("texts", () => {
  it("offer quotes for what is obviously meant as text", () => {
    expect(fixed("queue.bullmq.prefix", "7")).toBe('prefix: "7"');
    expect(found("queue.bullmq.prefix", '"a b"')).toEqual(["not-accepted a b"]);
    expect(found("queue.bullmq.prefix", '""')).toEqual(["not-accepted "]);
  });

  it("hint at quotes where spaces go without", () => {
    const path = "jobs.greet.description";
    expect(found(path, "Says hello to everyone")).toEqual(["unquoted-text Says hello to everyone"]);
    expect(fixed(path, "Says hello to everyone")).toBe('description: "Says hello to everyone"');
    expect(found(path, '"Says hello"')).toEqual([]);
  });

  it("have the form that files of other formats can carry", () => {
    expect(found("deploy.app", "my-app_1.2")).toEqual([]);
    expect(found("deploy.app", '"My App"')).toEqual(["not-accepted My App"]);
    expect(found("deploy.systemd.user", '"root; rm"')).toEqual(["not-accepted root; rm"]);
    expect(found("deploy.systemd.working_directory", '"srv/app"')).toEqual([
      "not-accepted srv/app",
    ]);
    expect(found("deploy.entry", '"../worker.js"')).toEqual(["not-accepted ../worker.js"]);
    expect(found("deploy.entry", '"/srv/worker.js"')).toEqual(["not-accepted /srv/worker.js"]);
    expect(found("deploy.docker.base_image", '"node:24-alpine"')).toEqual([]);
    expect(found("deploy.docker.base_image", '"ghcr.io/org/node:24"')).toEqual([]);
    expect(found("deploy.docker.image", '"node:24 AS x"')).toEqual(["not-accepted node:24 AS x"]);
    expect(found("queue.monitoring.host", '"0.0.0.0"')).toEqual([]);
    expect(found("queue.monitoring.host", '"::1"')).toEqual([]);
    expect(found("queue.monitoring.host", '"a b"')).toEqual(["not-accepted a b"]);
  });
});

describe("time zones", () => {
  const file = (zone: string) => `queue:
  backend: "bullmq"
jobs:
  a: {}
schedules:
  s: { job: a, cron: "0 3 * * *", timezone: "${zone}" }
`;

  it("are those of the IANA database", () => {
    expect(compileText(file("Europe/Paris")).diagnostics).toEqual([]);
    expect(compileText(file("UTC")).diagnostics).toEqual([]);
    expect(rendered(file("Europe/Pariss"))).toContain("did you mean `Europe/Paris`, ");
    expect(rendered(file("+02:00"))).toContain("TSK3011 not-accepted");
  });
});
