// Why: `enqueue` needs no build because it makes in memory what generated code declares. Both are made here
// from the same file and must resolve to the same settings and accept the same payloads.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import * as zod from "zod";
import {
  configOf,
  definitionOf,
  modulesOf,
  recurringOf,
} from "../../../src/cli/from-ir/project.js";
import { compile } from "../../../src/compile.js";
import type { Project } from "../../../src/ir/ir.js";
import type { Config, JobDefinition, RecurringEntries } from "../../../src/runtime/index.js";
import * as runtime from "../../../src/runtime/index.js";
import { resolvePolicy } from "../../../src/runtime/settings/policy.js";
import { type Environment, SettingReader } from "../../../src/runtime/settings/reader.js";
import { resolveConfig } from "../../../src/runtime/settings/resolve.js";
import { SourceFile } from "../../../src/source/source.js";
import { emitProject } from "../../../templates/index.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const modules = modulesOf(runtime, zod);
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const everything = `\
queue:
  backend: @env("BACKEND", "bullmq")

  bullmq:
    url: @env.secure("STORE_URL")
    concurrency: @env("NODE_ENV", "development") == "production" ? 20 : @env("SLOTS", 5)
    queues:
      default: 1
      high: 5
      "low.later": @env("LOW_WEIGHT", 2)

  resque:
    namespace: "ns"

  jobs:
    retry_backoff: [10, "1m", "2h"]
    retry_jitter: 0.2
    keep_completed: { age: "2d", count: 5 }
    keep_failed: "30d"

jobs:
  many:
    description: "All payload types"
    queue: high
    timeout: "15m"
    payload:
      text: string(2..5)
      "note?": string
      number: int(1..10) = 3
      ratio: float
      flag: bool = true
      anything: json
      at: datetime
      day: date
      key: uuid
      mail: email
      link: url
      format: csv | json | 'a b' = csv
      tags: string[](1..2)
      scores: map<int>
      maybe: int | null
      filters:
        limit: int = 100
        "deep?": { x: int }
      "people?": [ { name: string, mail: email? } ]
  none: {}

schedules:
  nightly: { job: none, cron: "0 3 * * *", timezone: "Europe/Berlin" }
  often: { job: none, every: "90s" }
`;

const seed = readFileSync(join(root, "examples/seed/queue.tusk"), "utf8");

function compiled(text: string): Project {
  const { project, diagnostics } = compile(new SourceFile("queue.tusk", text));
  if (project === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return project;
}

/** The modules of generated code, loaded as a program would. */
async function generated(project: Project) {
  mkdirSync(join(root, ".tusk"), { recursive: true });
  const folder = mkdtempSync(join(root, ".tusk/parity-"));
  folders.push(folder);
  const options = {
    toolVersion: "0",
    handlersImport: "../handlers",
    outDirFromRoot: "generated",
    configFromRoot: "queue.tusk",
  };
  for (const { path, contents } of emitProject(project, options)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  const module: {
    readonly config: Config;
    readonly jobs: Readonly<Record<string, { readonly definition: JobDefinition }>>;
    readonly recurring: RecurringEntries;
  } = await import(/* @vite-ignore */ join(folder, "index.ts"));
  return module;
}

/** What a process reads from a configuration, or why it refuses to start. */
function resolved(config: Config, environment: Environment): unknown {
  try {
    return resolveConfig(config, environment);
  } catch (error) {
    if (error instanceof runtime.ConfigError) return error.problems;
    throw error;
  }
}

function policyOf(config: Config, job: JobDefinition, environment: Environment): unknown {
  const reader = new SettingReader(environment);
  const policy = resolvePolicy(reader, job.key, { ...config.jobs, ...job.policy });
  return { policy, problems: reader.problems };
}

const environments: readonly Environment[] = [
  {},
  { STORE_URL: "redis://:hush@localhost:6379" },
  { QUEUE_STORE: "embedded", JOB_RETRY_ATTEMPTS: "7", JOB_TIMEOUT: "10s" },
  { SIDEKIQ_CONCURRENCY: "3", SIDEKIQ_HIGH_QUEUE_WEIGHT: "9", QUEUE_METRICS_PORT: "0" },
  { NODE_ENV: "production", LOW_WEIGHT: "8", STORE_URL: "rediss://u:p@h:1/2" },
  { SLOTS: "7", BACKEND: "sidekiq" },
  { SLOTS: "many", LOW_WEIGHT: "-1", STORE_URL: "ftp://x", JOB_RETRY_DELAY: "soon" },
];

for (const [name, text] of [
  ["the seed's file", seed],
  ["a file with everything", everything],
] as const)
  describe(name, () => {
    const project = compiled(text);
    const config = configOf(project, modules);

    it("resolves to the same settings in every environment", async () => {
      const built = await generated(project);
      for (const environment of environments)
        expect(resolved(config, environment)).toEqual(resolved(built.config, environment));
    });

    it("gives every job the same definition and policy", async () => {
      const built = await generated(project);
      for (const job of project.jobs) {
        const mine = definitionOf(job, modules);
        const theirs = built.jobs[job.camelName]?.definition;
        if (theirs === undefined) throw new Error(`no class for ${job.key}`);
        expect({ ...mine, payload: undefined }).toEqual({ ...theirs, payload: undefined });
        for (const environment of environments)
          expect(policyOf(config, mine, environment)).toEqual(
            policyOf(built.config, theirs, environment),
          );
      }
    });
  });

describe("recurring entries", () => {
  it("are the generated ones", async () => {
    for (const project of [compiled(seed), compiled(everything)]) {
      const plain = (entries: RecurringEntries) =>
        Object.entries(entries).map(([key, { job, ...entry }]) => [
          key,
          { ...entry, timezone: entry.timezone ?? "UTC", job: job.definition.name },
        ]);
      const { recurring } = await generated(project);
      expect(plain(recurringOf(project, modules))).toEqual(plain(recurring));
      expect(Object.keys(recurring)).toHaveLength(2);
    }
  });
});

describe("payloads", () => {
  const project = compiled(everything);
  const good = {
    text: "abc",
    ratio: 0.5,
    anything: { a: [1, null] },
    at: "2030-01-31T08:00:00+01:00",
    day: "2030-01-31",
    key: "123e4567-e89b-42d3-a456-426614174000",
    mail: "ada@example.org",
    link: "https://example.org/x",
    tags: ["a"],
    scores: { x: 1 },
    maybe: null,
  };
  const changes: readonly Record<string, unknown>[] = [
    {},
    { note: "x", number: 10, flag: false, format: "a b", filters: {}, people: [{ name: "Ada" }] },
    { filters: { limit: 5, deep: { x: 1 } }, people: [] },
    { text: "a" },
    { text: "abcdef" },
    { number: 0 },
    { number: 1.5 },
    { ratio: "0.5" },
    { flag: "yes" },
    { anything: undefined },
    { at: "2030-01-31T08:00:00" },
    { day: "31.1.2030" },
    { key: "x" },
    { mail: "ada" },
    { link: "example" },
    { format: "xml" },
    { tags: [] },
    { tags: ["a", "b", "c"] },
    { scores: { x: "1" } },
    { maybe: 1.5 },
    { filters: { limit: "5" } },
    { people: [{ mail: "ada@example.org" }] },
    { unknown: 1 },
  ];

  it("are accepted, completed, and refused alike", async () => {
    const built = await generated(project);
    const [many] = project.jobs;
    if (many === undefined) throw new Error("the file has no job");
    const mine = definitionOf(many, modules).payload;
    const theirs = built.jobs.many?.definition.payload;
    let accepted = 0;
    for (const change of changes) {
      const payload = { ...good, ...change };
      const [own, other] = [mine?.safeParse(payload), theirs?.safeParse(payload)];
      expect([change, own?.success, own?.data]).toEqual([change, other?.success, other?.data]);
      expect(own?.error?.issues).toEqual(other?.error?.issues);
      if (own?.success) accepted += 1;
    }
    expect(accepted).toBe(3);
  });

  it("have no schema for a job that takes none", () => {
    const none = project.jobs.find(({ key }) => key === "none");
    expect(none && definitionOf(none, modules)).toEqual({
      name: "NoneJob",
      key: "none",
      version: 1,
      queue: "default",
    });
  });
});
