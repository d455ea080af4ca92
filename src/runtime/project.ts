// Why: what a worker needs to know of a project, checked as a whole before anything connects.

import type { WebhookOptions } from "./alerts/webhook.js";
import type { Defined, Handler, OutputOf } from "./interfaces.js";
import type { AnyRecurringEntry } from "./jobs/define-recurring.js";
import type { QueueManager } from "./queues/queue-manager.js";
import type { Config } from "./settings/config.js";
import { policyFor } from "./settings/job-policy.js";
import type { ServedQueue } from "./settings/profile.js";
import type { SettingReader } from "./settings/reader.js";
import { type ResolvedConfig, readConfig, readWebhook } from "./settings/resolve.js";
import { listOf } from "./settings/shape.js";
import type { HandledJob } from "./worker/runner.js";

/** Job classes by their names in code. */
export type JobClasses = { readonly [name: string]: Defined };

/** One handler a job, under the same name. */
export type HandlersOf<Jobs extends JobClasses> = {
  readonly [Name in keyof Jobs]: Jobs[Name] extends Defined<infer Schema>
    ? Handler<OutputOf<Schema>>
    : never;
};

/** Everything that was generated for a project, and the handlers its user wrote. */
export interface Project<Jobs extends JobClasses = JobClasses> {
  readonly config: Config;
  readonly queues: QueueManager;
  readonly jobs: Jobs;
  readonly handlers: HandlersOf<Jobs>;
  readonly recurring?: { readonly [key: string]: AnyRecurringEntry };
}

/** What of a project one process runs. */
export interface ResolvedProject {
  readonly config: ResolvedConfig;
  /** Absent: nobody is told of deaths. */
  readonly webhook: WebhookOptions | undefined;
  readonly queues: readonly ServedQueue[];
  readonly concurrency: number;
  /** By the name on the wire. */
  readonly jobs: ReadonlyMap<string, HandledJob>;
}

/** What the caller of `run` asks for. */
export interface ServeOptions {
  /** Only these queues of the profile. */
  readonly queues?: readonly string[];
  /** Instead of the profile's own. */
  readonly concurrency?: number;
}

/** Reads a project's settings and checks that it can run; what is wrong stays in the reader. */
export function readProject(
  reader: SettingReader,
  project: Project,
  options: ServeOptions,
): ResolvedProject {
  const config = readConfig(reader, project.config);
  const size = { kind: "integer", min: 1, max: 1000 } as const;
  return {
    config,
    webhook: readWebhook(reader, project.config),
    queues: chooseQueues(reader, config, options.queues),
    concurrency: reader.optional("concurrency", options.concurrency, size) ?? config.concurrency,
    jobs: new Map(readJobs(reader, project, config)),
  };
}

function chooseQueues(
  reader: SettingReader,
  { queues, backend }: ResolvedConfig,
  names: readonly string[] | undefined,
): readonly ServedQueue[] {
  if (names === undefined) return queues;
  const known = listOf(queues.map(({ name }) => name));
  for (const name of names) {
    if (queues.some((queue) => queue.name === name)) continue;
    reader.problem(
      "queues",
      `has ${JSON.stringify(name)}, which ${backend} does not have; accepted: ${known}`,
    );
  }
  if (names.length === 0) reader.problem("queues", `is empty; accepted: ${known}`);
  return queues.filter(({ name }) => names.includes(name));
}

function readJobs(
  reader: SettingReader,
  project: Project,
  config: ResolvedConfig,
): [string, HandledJob][] {
  const { queues, backend } = config;
  const wireNames = new Set<string>();
  return Object.entries(project.jobs).flatMap(([name, { definition }]): [string, HandledJob][] => {
    if (wireNames.has(definition.name))
      reader.problem(`the name ${definition.name}`, "is that of two jobs");
    wireNames.add(definition.name);
    const handler: unknown = project.handlers[name];
    if (!isHandler(handler)) {
      reader.problem(`handlers.${name}`, "is missing; accepted: a function");
      return [];
    }
    if (queues.length > 0 && !queues.some((queue) => queue.name === definition.queue)) {
      const known = listOf(queues.map((queue) => queue.name));
      reader.problem(
        `the job ${definition.key}`,
        `goes to the queue ${JSON.stringify(definition.queue)}, which ${backend} does not have; accepted: ${known}`,
      );
    }
    const policy = policyFor(reader, project.config.jobs, config, definition);
    return [[definition.name, { definition, handler, policy }]];
  });
}

function isHandler(value: unknown): value is Handler<unknown> {
  return typeof value === "function";
}
