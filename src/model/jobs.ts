// Why: each key of `jobs` is a class with settings of its own.

import { bindSection, entriesOf } from "../schema/bind.js";
import type { Context } from "../schema/define.js";
import { jobSection } from "../schema/jobs.js";
import type { Entry } from "../syntax/tree.js";
import type { Job, JobReference } from "./model.js";
import { jobNamesOf } from "./names.js";
import { readPayload } from "./payload/payload.js";

/** Reads the block `jobs`. */
export function readJobs(block: Entry | undefined, context: Context): Job[] {
  if (block === undefined) return [];
  const entries = entriesOf(block, { path: "jobs", home: block.keySpan }, context);
  return [...(entries?.values() ?? [])].map((entry) => readJob(entry, context));
}

/** Finds a job by its key or its class. */
export function findJob(name: string, jobs: readonly Job[]): Job | undefined {
  return jobs.find((job) => job.key === name) ?? jobs.find((job) => job.names?.className === name);
}

/** A name in the file, and the job that it means. */
export function referTo(
  name: string,
  span: JobReference["span"],
  jobs: readonly Job[],
): JobReference {
  return { name, span, job: findJob(name, jobs) };
}

function readJob(entry: Entry, context: Context): Job {
  const { key, keySpan } = entry;
  const scope = { path: `jobs.${key}`, home: keySpan };
  const { settings } = bindSection(jobSection, entry, scope, context);
  const payload = readPayload(settings.payload, context);
  return { key, keySpan, names: jobNamesOf(key), settings, payload };
}
