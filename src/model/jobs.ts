// Why: each key of `jobs` is a class with settings of its own.

import { bindSection, entriesOf, isIncomplete } from "../schema/bind.js";
import type { Context } from "../schema/define.js";
import { jobSection } from "../schema/jobs.js";
import { memberAt } from "../schema/strangers.js";
import { reportMisplaced } from "../schema/unknown-key.js";
import type { Entry } from "../syntax/tree.js";
import type { Job } from "./model.js";
import { jobNamesOf } from "./names.js";
import { readPayload } from "./payload/payload.js";

/** Everything that `jobs` declares. */
export interface Jobs {
  readonly all: readonly Job[];
  /** False when the block is a hole: any name may be meant to be a job. */
  readonly complete: boolean;
}

/** Finds a job by its key or its class. */
export type FindJob = (name: string) => Job | undefined;

/** Reads the block `jobs`. */
export function readJobs(block: Entry | undefined, context: Context): Jobs {
  if (block === undefined) return { all: [], complete: true };
  const entries = entriesOf(block, { path: "jobs", home: block.keySpan }, context);
  const jobs = [...(entries?.values() ?? [])].filter((entry) => !isMisplaced(entry, context));
  const all = jobs.map((entry) => readJob(entry, context));
  return { all, complete: entries !== undefined && !isIncomplete(block) };
}

/** A finder of jobs; a key wins over a class, an earlier job over a later one. */
export function findIn(jobs: readonly Job[]): FindJob {
  const byName = new Map<string, Job>();
  const add = (name: string | undefined, job: Job) => {
    if (name !== undefined && !byName.has(name)) byName.set(name, job);
  };
  for (const job of jobs) add(job.key, job);
  for (const job of jobs) add(job.names?.className, job);
  return (name) => byName.get(name);
}

/** Blocks of the file that stand beside `jobs`; indented too far, each looks like one more job. */
const BESIDE = ["queue", "schedules", "deploy"];

/** Whether an entry is such a block and no job, which is reported. */
function isMisplaced(entry: Entry, context: Context): boolean {
  const { key, value } = entry;
  if (!BESIDE.includes(key) || value.kind !== "object" || value.entries.size === 0) return false;
  if ([...value.entries.keys()].some((name) => memberAt(jobSection, name))) return false;
  reportMisplaced([entry], [""], "jobs", context);
  return true;
}

function readJob(entry: Entry, context: Context): Job {
  const { key, keySpan } = entry;
  const scope = { path: `jobs.${key}`, home: keySpan };
  const { settings } = bindSection(jobSection, entry, scope, context);
  const payload = readPayload(settings.payload, context);
  return { key, keySpan, names: jobNamesOf(key), settings, payload };
}
