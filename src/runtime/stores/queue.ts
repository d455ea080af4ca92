// Why: BullMQ's queue objects are opened in one way on every store.

import { createRedisBackend, type IQueueBackend, type Job, type JobType, Queue } from "bullmq";
import type { BullmqOptions } from "./store.js";

/** A BullMQ queue on whatever store. */
export type StoreQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend>;

/**
 * Opens a queue. It sends nothing by itself: the store has checked the server's version, and nothing
 * reads the note that BullMQ would leave about its own.
 */
export function openQueue(name: string, { factory, ...options }: BullmqOptions): StoreQueue {
  return new Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend>(
    name,
    { ...options, skipVersionCheck: true, skipMetasUpdate: true },
    factory ?? createRedisBackend,
  );
}

/** Jobs of a queue, by state. */
export interface JobCounts {
  /** Ready to run and without a priority. */
  readonly waiting: number;
  readonly prioritized: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/**
 * The jobs that wait in a paused queue are in a state of its own on PostgreSQL, which BullMQ's types
 * leave out; on Redis they go on waiting.
 */
const PAUSED = "paused" as JobType;

/** Counts the jobs of a queue, paused or not. */
export async function countJobs(queue: StoreQueue): Promise<JobCounts> {
  const states: JobType[] = ["wait", PAUSED, "prioritized", "active", "delayed", "failed"];
  const counts = await queue.getJobCounts(...states);
  const {
    wait = 0,
    [PAUSED]: held = 0,
    prioritized = 0,
    active = 0,
    delayed = 0,
    failed = 0,
  } = counts;
  return { waiting: wait + held, prioritized, active, delayed, failed };
}

/** The jobs that would run next: one without and one with a priority. */
export async function nextJobs(queue: StoreQueue): Promise<Job[]> {
  const first = (state: JobType) => queue.getJobs([state], 0, 0, true);
  return (await Promise.all([first("wait"), first(PAUSED), first("prioritized")])).flat();
}
