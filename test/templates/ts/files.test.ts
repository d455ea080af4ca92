import { describe, expect, it } from "vitest";
import { exportConst } from "../../../src/emit/ts/code.js";
import { printModule } from "../../../src/emit/ts/file.js";
import type { Setting } from "../../../src/ir/ir.js";
import { configFile } from "../../../templates/ts/config.js";
import { indexFile } from "../../../templates/ts/index-file.js";
import { jobFile } from "../../../templates/ts/job.js";
import { retryFile } from "../../../templates/ts/retry.js";
import { schedulesFile } from "../../../templates/ts/schedules.js";
import { settingCode } from "../../../templates/ts/setting.js";
import { workerFile } from "../../../templates/ts/worker.js";
import { job, jobDefaults, seedProject, setting } from "../../support/project.js";

const codeOf = (one: Setting) =>
  /export const x = ([\s\S]*);\n$/.exec(printModule([exportConst("x", settingCode(one))]))?.[1];

describe("settings", () => {
  it.each<[string, Setting, string]>([
    ["a constant", setting("a", "integer", 5), "5"],
    ["a duration", setting("a", "duration", 90_000), '"90s"'],
    ["a variable", setting("a", "text", "x", "A"), 'env.text("A", "x")'],
    [
      "bounds",
      setting("a", { kind: "integer", min: 1, max: 9 }, 5, "A"),
      'env.integer("A", 5, { min: 1, max: 9 })',
    ],
    [
      "a required one",
      setting("a", { kind: "url", schemes: ["redis"] }, undefined, "A"),
      'env.url("A", ["redis"])',
    ],
    [
      "a required one with bounds",
      setting("a", { kind: "number", min: 0 }, undefined, "A"),
      'env.number("A", undefined, { min: 0 })',
    ],
    ["a secret", { ...setting("a", "text", undefined, "A"), secret: true }, 'env.secret.text("A")'],
    [
      "a choice",
      setting("a", { kind: "choice", choices: ["x", "y"] }, "y", "A"),
      'env.choice("A", ["x", "y"], "y")',
    ],
    [
      "retention",
      setting("keep_failed", "data", { age: 86_400_000, count: 5 }),
      '{ age: "1d", count: 5 }',
    ],
    ["a list of waits", setting("retry_backoff", "data", [1000, 60_000]), '["1s", "1m"]'],
  ])("write %s", (_, one, expected) => {
    expect(codeOf(one)).toBe(expected);
  });
});

describe("config.ts", () => {
  it("has every setting of every profile under its own name", () => {
    const project = seedProject();
    const { contents } = configFile(project);
    for (const { backend, settings, queues } of project.profiles) {
      expect(contents).toContain(`    ${backend}: {`);
      for (const { name } of settings) expect(contents).toContain(`      ${name}: `);
      for (const { name } of queues)
        expect(contents).toMatch(new RegExp(`["\\s]${name}["]?[:,\\]]`));
    }
    for (const { name } of project.monitoring) expect(contents).toContain(`    ${name}: `);
  });

  it("says which profiles queue.tusk does not have", () => {
    const { contents } = configFile(seedProject());
    expect(contents.match(/Not in queue\.tusk[\s\S]*?(\w+): \{/)?.[1]).toBe("bullmq");
  });

  it("nests settings of blocks inside a profile", () => {
    const [first, ...others] = seedProject().profiles;
    if (first === undefined) throw new Error("no profile");
    const settings = [
      setting("tls.ca_file", "text", "/ca"),
      setting("tls.key_file", "text", "/key"),
    ];
    const profiles = [{ ...first, settings }, ...others];
    expect(configFile(seedProject({ profiles })).contents).toContain(
      '      tls: {\n        ca_file: "/ca",\n        key_file: "/key",\n      },',
    );
  });
});

describe("retry.ts", () => {
  it("says what decides under delayed_job", () => {
    const backend = setting("backend", "text", "delayed_job");
    expect(retryFile(seedProject({ backend })).contents).toContain("its `max_attempts` and waits");
    expect(retryFile(seedProject()).contents).not.toContain("max_attempts");
  });
});

describe("jobs/NAME.ts", () => {
  it("shows the waits of a job that has its own", () => {
    const own = job("a", { policy: [setting("retry_attempts", "integer", 1)] });
    expect(jobFile(own, jobDefaults()).contents).toContain(" * | 2 | 1m | 1m |");
    expect(jobFile(job("a"), jobDefaults()).contents).not.toContain("|---|");
  });
});

describe("a project without jobs", () => {
  const project = seedProject({ jobs: [], recurring: [], groups: [] });

  it("has empty lists that type-check", () => {
    const { contents } = indexFile(project);
    expect(contents).toContain("export const jobs = {};");
    expect(contents).toContain("export type Handlers = Record<string, never>;");
    expect(schedulesFile(project).contents).toContain("export const schedules = {};");
    expect(workerFile(project, "../handlers").contents).toContain("createRuntime({});");
  });
});

describe("worker.ts", () => {
  it("imports handlers from where they are, under names that are free", () => {
    const jobs = ["process", "delete", "run_mail"].map((key) => job(key));
    const { contents } = workerFile(seedProject({ jobs }), "../../app/handlers");
    expect(contents).toContain('import process2 from "../../app/handlers/process.js";');
    expect(contents).toContain("  process: process2,\n  delete: delete2,\n  runMail,\n");
  });
});

describe("schedules.ts", () => {
  it("parses a group's payload even when no job takes any of it", () => {
    const groups = seedProject().groups.map((group) => ({
      ...group,
      after: [{ job: "DataCleanupJob", delay: 0, fields: [] }],
    }));
    const { contents } = schedulesFile(seedProject({ groups }));
    expect(contents).toContain("    userTasksPayload.parse(input);\n    return [await");
    expect(contents).toContain("/** `data_cleanup` at once. */");
  });

  it("writes groups without payload, intervals, and payloads of entries", () => {
    const groups = seedProject().groups.map(({ payload: _, ...group }) => ({
      ...group,
      after: [{ job: "DataCleanupJob", delay: 1000, fields: [] }],
    }));
    const recurring = [
      {
        key: "a",
        job: "WelcomeEmailJob",
        every: 3_600_000,
        timezone: "UTC",
        payload: { user_id: 7 },
      },
    ];
    const { contents } = schedulesFile(seedProject({ groups, recurring }));
    expect(contents).toContain("async userTasks(): Promise<Enqueued[]> {");
    expect(contents).toContain(
      'a: { job: WelcomeEmailJob, every: "1h", payload: { user_id: 7 } },',
    );
  });
});
