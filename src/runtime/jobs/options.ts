// Why: a policy becomes BullMQ's options in one place, and is read back from them in the same place.

import type { BackoffOptions, DeduplicationOptions, JobsOptions, KeepJobs } from "bullmq";
import type { Backoff, ResolvedPolicy, ResolvedRetention } from "../settings/policy.js";
import { BACKOFF_TYPE } from "./backoff.js";

/** Traces kept with a job that fails again and again. */
const TRACES_KEPT = 5;

/** BullMQ's options and what we store beside them. */
export interface StoredOptions extends JobsOptions {
  /** Of the payload; absent on jobs that others enqueued. */
  readonly version?: number;
  /** Tells the enqueue that added a job from those that found it there. */
  readonly nonce?: string;
}

/** What one enqueue adds to the policy. */
export interface EnqueueFacts {
  readonly id: string;
  readonly version: number;
  /** Milliseconds; 0 for at once. */
  readonly delay: number;
  readonly priority?: number;
  readonly nonce?: string;
  /** Keeps others with the same key out of the queue. */
  readonly deduplication?: DeduplicationOptions | undefined;
}

/** The options under which a job is stored. */
export function storedOptions(
  policy: ResolvedPolicy,
  facts: EnqueueFacts,
): StoredOptions & { readonly jobId: string } {
  return {
    jobId: facts.id,
    ...templateOptions(policy, facts),
    ...(facts.delay > 0 && { delay: facts.delay }),
    ...(facts.nonce !== undefined && { nonce: facts.nonce }),
    ...(facts.deduplication !== undefined && { deduplication: facts.deduplication }),
  };
}

/** What all jobs of a recurring entry are stored with. */
export function templateOptions(
  policy: ResolvedPolicy,
  facts: Pick<EnqueueFacts, "version" | "priority">,
): StoredOptions {
  const priority = facts.priority ?? policy.priority;
  return {
    version: facts.version,
    attempts: policy.retries + 1,
    backoff: storedBackoff(policy.backoff),
    removeOnComplete: keep(policy.keepCompleted),
    removeOnFail: keep(policy.keepFailed),
    stackTraceLimit: TRACES_KEPT,
    ...(priority > 0 && { priority }),
  };
}

/** The backoff that a job was stored with; `undefined` when others enqueued it. */
export function backoffOf({ backoff }: JobsOptions): Backoff | undefined {
  return typeof backoff === "object" && backoff.type === BACKOFF_TYPE && "kind" in backoff
    ? (backoff as StoredBackoff)
    : undefined;
}

type StoredBackoff = BackoffOptions & Backoff;

function storedBackoff(backoff: Backoff): StoredBackoff {
  return { type: BACKOFF_TYPE, ...backoff };
}

function keep({ age, count }: ResolvedRetention): KeepJobs {
  return age === 0 || count === 0 ? { count: 0 } : { age: Math.ceil(age / 1000), count };
}
