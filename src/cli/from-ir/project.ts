// Why: commands that act on a running system read queue.tusk and need no build: what generated code would
// hand to the runtime is made in memory.

import { durationText } from "../../../templates/duration.js";
import { payloadSchema } from "../../../templates/ts/payload.js";
import { settingCode, settingProperties } from "../../../templates/ts/setting.js";
import { bug } from "../../diagnostics/bug.js";
import { object } from "../../emit/ts/code.js";
import type { Job, Profile, Project, Queue } from "../../ir/ir.js";
import type { Config, JobDefinition, RecurringEntries } from "../../runtime/index.js";
import { interpret, type Modules } from "./interpret.js";

/** The runtime's own module. */
export type RuntimeModule = typeof import("../../runtime/index.js");

/** What generated code imports; zod is the one that the runtime checks payloads with. */
export function modulesOf(runtime: RuntimeModule, zod: typeof import("zod")): Modules {
  return new Map<string, object>([
    ["tsk-gen/runtime", runtime],
    ["zod", zod],
  ]);
}

/** The configuration that generated config.ts declares. */
export function configOf(project: Project, modules: Modules): Config {
  const { backend, profiles, limits, jobDefaults, monitoring, deploy } = project;
  const values = {
    backend: interpret(settingCode(backend), modules),
    profiles: Object.fromEntries(
      profiles.map((profile) => [profile.backend, profileOf(profile, modules)]),
    ),
    limits: Object.fromEntries(
      limits.map(({ queue, settings }) => [
        queue,
        interpret(object(settingProperties(settings)), modules),
      ]),
    ),
    jobs: interpret(object(settingProperties(jobDefaults)), modules),
    monitoring: interpret(object(settingProperties(monitoring)), modules),
    shutdown_timeout: `${deploy.shutdown_timeout}ms`,
  };
  // The schema of queue.tusk has made sure of every setting that the type of the runtime names.
  return values as unknown as Config;
}

/** The definition that the generated class of a job carries. */
export function definitionOf(job: Job, modules: Modules): JobDefinition {
  const { className, key, version, queue, payload, policy } = job;
  const values = {
    name: className,
    key,
    version,
    queue,
    ...(payload !== undefined && { payload: interpret(payloadSchema(payload), modules) }),
    ...(policy.length > 0 && { policy: interpret(object(settingProperties(policy)), modules) }),
  };
  return values as JobDefinition;
}

/** The recurring entries that generated schedules.ts declares. */
export function recurringOf({ recurring, jobs }: Project, modules: Modules): RecurringEntries {
  const entries = recurring.map(({ key, job: className, every, ...entry }) => {
    const job =
      jobs.find((candidate) => candidate.className === className) ?? bug(`no job ${className}`);
    return [
      key,
      {
        ...entry,
        job: { definition: definitionOf(job, modules) },
        ...(every !== undefined && { every: durationText(every) }),
      },
    ] as const;
  });
  return Object.fromEntries(entries);
}

function profileOf({ settings, queues }: Profile, modules: Modules): object {
  return {
    ...Object(interpret(object(settingProperties(settings)), modules)),
    queues: queueSet(queues, modules),
  };
}

/** A list means strict order, and keeps it whatever the queues are called. */
function queueSet(queues: readonly Queue[], modules: Modules): unknown {
  const strict = queues.every(({ weight }) => weight.value === 0 && weight.variable === undefined);
  if (strict) return queues.map(({ name }) => name);
  const weights = queues.map(({ name, weight }) => ({ key: name, value: settingCode(weight) }));
  return interpret(object(weights), modules);
}
