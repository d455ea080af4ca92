// Why: rules compare the same jobs; which job of the one file is which of the other is decided once.

import { suggest } from "../diagnostics/suggest.js";
import type { Job, Model } from "../model/model.js";
import { findChanges, type PayloadChange } from "../model/payload/changes.js";
import type { Field } from "../model/payload/type.js";

/** Two states of a queue.tusk. */
export interface Comparison {
  readonly before: Model;
  readonly after: Model;
  /** The jobs of both, in the order of the file as it is. */
  readonly jobs: readonly JobChange[];
  /** The jobs that are gone, in the order of the file as it was. */
  readonly gone: readonly GoneJob[];
}

/** A job that both files have: its class, the name on the wire, is the same. */
export interface JobChange {
  readonly before: Job;
  readonly after: Job;
  readonly payload: readonly PayloadChange[];
}

/** A job that the file no longer has. */
export interface GoneJob {
  readonly job: Job;
  /** The new job that it probably is under another name. */
  readonly renamed: Job | undefined;
}

/** Compares two models without errors. */
export function compareModels(before: Model, after: Model): Comparison {
  const was = byClass(before.jobs);
  const is = byClass(after.jobs);
  const gone = [...was].filter(([name]) => !is.has(name)).map(([, job]) => job);
  const added = [...is].filter(([name]) => !was.has(name)).map(([, job]) => job);
  return {
    before,
    after,
    jobs: [...is].flatMap(([name, job]) => {
      const old = was.get(name);
      return old === undefined ? [] : [changeOf(old, job)];
    }),
    gone: gone.map((job) => ({ job, renamed: renamedTo(job, gone, added) })),
  };
}

/** The version of a job's payload. */
export function versionOf({ settings }: Job): number {
  return settings.version?.value ?? 1;
}

/** The fields of a job's payload; none when it takes no argument. */
export function fieldsOf({ payload }: Job): readonly Field[] {
  return payload.kind === "fields" ? payload.type.fields : [];
}

function changeOf(before: Job, after: Job): JobChange {
  const isKnown = before.payload.kind !== "hole" && after.payload.kind !== "hole";
  const payload = isKnown ? findChanges(fieldsOf(before), fieldsOf(after)) : [];
  return { before, after, payload };
}

/**
 * The only new job that takes the same payload, if no other job that is gone could be it; or the one of them
 * that is called much the same.
 */
function renamedTo(job: Job, gone: readonly Job[], added: readonly Job[]): Job | undefined {
  const alike = added.filter((other) => isAlike(job, other));
  const [only] = alike;
  const rivals = only === undefined ? [] : gone.filter((other) => isAlike(other, only));
  if (alike.length === 1 && rivals.length === 1 && fieldsOf(job).length > 0) return only;
  const [nearest] = suggest(
    job.key,
    alike.map(({ key }) => key),
  );
  return alike.find(({ key }) => key === nearest);
}

/** Whether the payloads of two jobs are the same. */
function isAlike(one: Job, other: Job): boolean {
  if (one.payload.kind !== other.payload.kind || one.payload.kind === "hole") return false;
  const [first, second] = [fieldsOf(one), fieldsOf(other)];
  return findChanges(first, second).length + findChanges(second, first).length === 0;
}

function byClass(jobs: readonly Job[]): Map<string, Job> {
  return new Map(
    jobs.flatMap((job) => (job.names === undefined ? [] : [[job.names.className, job] as const])),
  );
}
