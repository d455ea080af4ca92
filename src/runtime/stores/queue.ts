// Why: BullMQ's queue objects are opened in one way on every store.

import { createRedisBackend, type IQueueBackend, Queue } from "bullmq";
import type { BullmqOptions } from "./store.js";

/** A BullMQ queue on whatever store. */
export type StoreQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend>;

/**
 * Opens a queue. It sends nothing by itself: the store has checked its version, and the marks that
 * BullMQ leaves about its own are the workers' to write.
 */
export function openQueue(name: string, { factory, ...options }: BullmqOptions): StoreQueue {
  return new Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend>(
    name,
    { ...options, skipVersionCheck: true, skipMetasUpdate: true },
    factory ?? createRedisBackend,
  );
}
