// Why: BullMQ's queue objects are opened in one way on every store.

import { createRedisBackend, type IQueueBackend, Queue } from "bullmq";
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
