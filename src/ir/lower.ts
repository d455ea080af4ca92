// Why: rules read what the file says, emission what is to be generated: everything filled in, named, in
// milliseconds, and without places.

import { bug } from "../diagnostics/bug.js";
import { queueMembers } from "../model/bind.js";
import type * as model from "../model/model.js";
import { toPlain } from "../model/payload/plain.js";
import { limitSection } from "../schema/limits.js";
import { monitoringSection } from "../schema/monitoring.js";
import { policyMembers, policyOverrides } from "../schema/policy.js";
import { type AppNames, lowerDeploy } from "./deploy.js";
import type { Job, Project, RecurringSchedule, ScheduleGroup } from "./ir.js";
import { lowerObject } from "./payload.js";
import { lowerPolicy } from "./policy.js";
import { lowerProfiles } from "./profiles.js";
import { lowerSetting, lowerSettings } from "./settings.js";

/** What a project has that its file does not say. */
export interface ProjectFacts extends AppNames {
  /** The name of the file, and the SHA-256 of all that it is made of in hex. */
  readonly source: { readonly path: string; readonly digest: string };
}

/** Lowers a model without errors. */
export function lower(model: model.Model, facts: ProjectFacts): Project {
  const { policy, monitoring } = model;
  return {
    source: { path: facts.source.path.replaceAll("\\", "/"), digest: facts.source.digest },
    backend: lowerSetting("backend", queueMembers.backend, model.backend) ?? bug("no backend"),
    profiles: lowerProfiles(model),
    limits: model.limits.map(({ queue, settings }) => ({
      queue,
      settings: lowerSettings(limitSection.members, settings),
    })),
    jobDefaults: lowerPolicy(policyMembers, policy, policy),
    monitoring: lowerSettings(monitoringSection.members, monitoring),
    jobs: model.jobs.map((job) => lowerJob(job, policy)),
    recurring: model.recurring.map(lowerRecurring),
    groups: model.groups.map(lowerGroup),
    deploy: lowerDeploy(model.deploy, facts),
  };
}

function lowerJob({ key, names, settings, payload }: model.Job, base: model.Policy): Job {
  const { description, version, queue } = settings;
  return {
    key,
    ...(names ?? bug(`job ${key} has no name`)),
    ...(description?.value !== undefined && { description: description.value }),
    version: version?.value ?? 1,
    queue: queue?.value ?? "default",
    ...(payload.kind === "fields" && { payload: lowerObject(payload.type) }),
    policy: lowerPolicy(policyOverrides, settings, base),
  };
}

function lowerRecurring(schedule: model.RecurringSchedule): RecurringSchedule {
  const { key, job, cron, every, timezone, payload } = schedule;
  const values = payload && toPlain(payload);
  return {
    key,
    job: classNameOf(job),
    ...(cron?.value !== undefined && { cron: cron.value }),
    ...(every?.value !== undefined && { every: every.value }),
    timezone: timezone?.value ?? "UTC",
    ...(values !== undefined && values !== null && { payload: values }),
  };
}

function lowerGroup({ key, names, payload, after }: model.ScheduleGroup): ScheduleGroup {
  const { camelName, pascalName } = names ?? bug(`group ${key} has no name`);
  const type = payload.kind === "fields" ? lowerObject(payload.type) : undefined;
  const given = new Set(type?.fields.map((field) => field.name));
  return {
    key,
    camelName,
    pascalName,
    ...(type !== undefined && { payload: type }),
    after: after.map(({ job, delay }) => ({
      job: classNameOf(job),
      delay: delay.value ?? bug(`group ${key} has a job without a wait`),
      fields: fieldsOf(job).filter((name) => given.has(name)),
    })),
  };
}

function classNameOf(reference: model.JobReference | undefined): string {
  return reference?.job?.names?.className ?? bug("a schedule without a job");
}

function fieldsOf({ job }: model.JobReference): string[] {
  return job?.payload.kind === "fields" ? job.payload.type.fields.map((field) => field.name) : [];
}
