import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Project } from "../../src/ir/ir.js";
import { compileText, projectOf } from "../support/compile.js";

const example = (name: string) =>
  readFileSync(new URL(`../../examples/${name}/queue.tusk`, import.meta.url), "utf8");

const queuesOf = (project: Project, name: string) =>
  project.profiles
    .find(({ backend }) => backend === name)
    ?.queues.map(({ name, weight }) => [name, weight.value]);

const settingOf = (project: Project, backend: string, name: string) =>
  project.profiles
    .find((profile) => profile.backend === backend)
    ?.settings.find((setting) => setting.name === name)?.value;

describe("the seed's file", () => {
  const text = example("seed");
  const project = projectOf(text);

  it("gets no finding", () => {
    expect(compileText(text).diagnostics).toEqual([]);
  });

  it("declares every job of the guide, by its class", () => {
    expect(project.jobs.map(({ className, queue }) => `${className} ${queue}`)).toEqual([
      "WelcomeEmailJob high",
      "PasswordResetJob critical",
      "PostNotificationJob high",
      "UserStatisticsJob low",
      "PostIndexingJob default",
      "PostAnalyticsJob low",
      "BulkEmailJob low",
      "DataExportJob low",
      "EmailCleanupJob low",
      "DataCleanupJob low",
    ]);
  });

  it("keeps its queues, in its order and with its weights, for every profile without its own", () => {
    const weights = [
      ["default", 1],
      ["high", 5],
      ["low", 1],
      ["critical", 10],
    ];
    for (const backend of ["sidekiq", "delayed_job", "bullmq"]) {
      expect(queuesOf(project, backend)).toEqual(weights);
    }
  });

  it("orders them for a profile that picks in order, the heaviest first", () => {
    expect(queuesOf(project, "resque")).toEqual([
      ["critical", 0],
      ["high", 0],
      ["default", 0],
      ["low", 0],
    ]);
  });

  it("means what the guide means by each value", () => {
    expect(project.backend.value).toBe("sidekiq");
    expect(settingOf(project, "sidekiq", "redis_url")).toBe("redis://localhost:6379/3");
    expect(settingOf(project, "sidekiq", "concurrency")).toBe(10);
    expect(settingOf(project, "delayed_job", "max_attempts")).toBe(3);
    expect(settingOf(project, "delayed_job", "sleep_delay")).toBe(5_000);
    expect(settingOf(project, "resque", "namespace")).toBe("resque:tusk");
    const values = Object.fromEntries(
      [...project.jobDefaults, ...project.monitoring].map(({ name, value }) => [name, value]),
    );
    expect(values).toMatchObject({
      retry_attempts: 3,
      retry_delay: 60_000,
      timeout: 300_000,
      batch_size: 100,
      enabled: true,
      metrics_port: 9090,
      health_check_interval: 30_000,
    });
  });

  it("runs the cleanups daily, and the tasks of users and posts on demand", () => {
    expect(project.recurring).toEqual([
      { key: "data_cleanup", job: "DataCleanupJob", cron: "0 3 * * *", timezone: "UTC" },
      { key: "email_cleanup", job: "EmailCleanupJob", cron: "30 3 * * *", timezone: "UTC" },
    ]);
    expect(project.groups.map(({ camelName, after }) => [camelName, after])).toEqual([
      ["userTasks", [{ job: "UserStatisticsJob", delay: 3_600_000, fields: ["user_id"] }]],
      [
        "postTasks",
        [
          { job: "PostIndexingJob", delay: 300_000, fields: ["post_id"] },
          { job: "PostAnalyticsJob", delay: 3_600_000, fields: ["post_id"] },
        ],
      ],
    ]);
  });

  it("is plain data that survives being written as JSON", () => {
    expect(JSON.parse(JSON.stringify(project))).toStrictEqual(project);
  });
});

describe("the minimal file", () => {
  it("gets no finding, and everything it leaves out has its default", () => {
    const project = projectOf(example("minimal"));
    expect(compileText(example("minimal")).diagnostics).toEqual([]);
    expect(queuesOf(project, "bullmq")).toEqual([["default", 1]]);
    expect(project.jobs).toEqual([
      {
        key: "greet",
        className: "GreetJob",
        camelName: "greet",
        pascalName: "Greet",
        fileName: "greet",
        version: 1,
        queue: "default",
        payload: {
          kind: "object",
          fields: [
            { name: "name", type: { kind: "string", min: 1, max: 80 }, optional: false },
            {
              name: "greeting",
              type: { kind: "texts", values: ["hello", "welcome"] },
              optional: false,
              default: "hello",
            },
          ],
        },
        policy: [],
      },
    ]);
  });
});

describe("queues", () => {
  const project = (queue: string) => projectOf(`queue:\n  backend: "bullmq"\n${queue}`);

  it("come from the profile, from `queue.queues`, or from sidekiq, in this order", () => {
    const own = "  bullmq: { queues: { own: 2 } }\n";
    const shared = "  queues: { shared: 3 }\n";
    const sidekiq = "  sidekiq: { queues: { sidekiq: 4 } }\n";
    expect(queuesOf(project(own + shared + sidekiq), "bullmq")).toEqual([["own", 2]]);
    expect(queuesOf(project(shared + sidekiq), "bullmq")).toEqual([["shared", 3]]);
    expect(queuesOf(project(sidekiq), "bullmq")).toEqual([["sidekiq", 4]]);
    expect(queuesOf(project(""), "bullmq")).toEqual([["default", 1]]);
    expect(queuesOf(project(own), "sidekiq")).toEqual([["default", 1]]);
  });

  it("are in strict order where they are listed or weigh nothing", () => {
    const fetch = (queues: string) =>
      settingOf(project(`  bullmq: { queues: ${queues} }\n`), "bullmq", "fetch");
    expect(fetch("[b, a]")).toBe("strict");
    expect(fetch("{ b: 0, a: 0 }")).toBe("strict");
    expect(fetch("{ b: 0, a: 1 }")).toBe("weighted");
    expect(fetch('{ b: 0, a: @env("A") }')).toBe("weighted");
  });

  it("keep the file's order in the profile that declares them", () => {
    const strict = project("  bullmq: { fetch: strict, queues: { b: 1, a: 5 } }\n");
    expect(queuesOf(strict, "bullmq")).toEqual([
      ["b", 1],
      ["a", 5],
    ]);
  });

  it("have no variable where they are listed: a list has no weights", () => {
    const { profiles } = project("  bullmq: { queues: [b, a] }\n");
    expect(profiles.find(({ backend }) => backend === "bullmq")?.queues).toEqual([
      { name: "b", weight: { name: "b", type: { kind: "integer", min: 0 }, value: 0 } },
      { name: "a", weight: { name: "a", type: { kind: "integer", min: 0 }, value: 0 } },
    ]);
  });
});

describe("deploy", () => {
  const deploy = (text: string, packageName?: string) =>
    projectOf(`queue:\n  backend: "bullmq"\n${text}`, packageName).deploy;

  it("has the seed's defaults, named after the package", () => {
    expect(deploy("", "@shop/Back_Office")).toEqual({
      targets: ["systemd", "docker", "compose"],
      entry: "dist/generated/worker.js",
      app: "back_office",
      node: 24,
      replicas: 1,
      shutdown_timeout: 25_000,
      systemd: {
        user: "deploy",
        working_directory: "/var/www/tsk/sdk",
        environment_file: "/etc/back_office/worker.env",
        restart: "always",
        restart_sec: 5_000,
        node_path: "/usr/bin/node",
        read_write_paths: [],
      },
      docker: { base_image: "node:24-alpine", image: "back_office-worker" },
      compose: { redis_image: "redis:7-alpine", postgres_image: "postgres:17-alpine" },
    });
    expect(deploy("").app).toBe("app");
  });

  it("takes what the file sets, and lets the rest follow from it", () => {
    const set = deploy(`deploy:
  targets: [docker]
  app: shop
  node: 22
  shutdown_timeout: "2m"
  systemd: { restart_sec: 1, read_write_paths: ["/var/lib/shop"] }
  compose: { redis_image: "valkey:8" }
`);
    expect(set).toMatchObject({
      targets: ["docker"],
      app: "shop",
      shutdown_timeout: 120_000,
      systemd: { restart_sec: 1_000, read_write_paths: ["/var/lib/shop"], user: "deploy" },
      docker: { base_image: "node:22-alpine", image: "shop-worker" },
      compose: { redis_image: "valkey:8" },
    });
    expect(set.systemd.environment_file).toBe("/etc/shop/worker.env");
  });
});

describe("a job", () => {
  it("is named by its key or class, and keeps what it says of itself", () => {
    const { jobs } = projectOf(`queue:
  backend: "bullmq"
jobs:
  MailJob:
    description: "Sends a mail"
    version: 3
`);
    expect(jobs[0]).toMatchObject({
      key: "MailJob",
      className: "MailJob",
      camelName: "mail",
      fileName: "mail",
      description: "Sends a mail",
      version: 3,
      queue: "default",
    });
  });

  it("completes a retention by that of all jobs", () => {
    const { jobs } = projectOf(`queue:
  backend: "bullmq"
  jobs: { keep_failed: { age: "2d", count: 7 } }
jobs:
  a: { keep_failed: { age: "1d" } }
`);
    expect(jobs[0]?.policy).toEqual([
      { name: "keep_failed", type: { kind: "data" }, value: { age: 86_400_000, count: 7 } },
    ]);
  });
});

describe("a recurring schedule", () => {
  it("runs by the clock or by an interval, with values", () => {
    const { recurring } = projectOf(`queue:
  backend: "bullmq"
jobs:
  report: { payload: { user_id: int, tags: "string[]" } }
schedules:
  hourly: { job: ReportJob, every: "1h", payload: { user_id: 7, tags: [a, b] } }
  nightly: { job: report, cron: "0 3 * * *", timezone: "Europe/Paris", payload: { user_id: 1, tags: [] } }
`);
    expect(recurring).toEqual([
      {
        key: "hourly",
        job: "ReportJob",
        every: 3_600_000,
        timezone: "UTC",
        payload: { user_id: 7, tags: ["a", "b"] },
      },
      {
        key: "nightly",
        job: "ReportJob",
        cron: "0 3 * * *",
        timezone: "Europe/Paris",
        payload: { user_id: 1, tags: [] },
      },
    ]);
  });
});
