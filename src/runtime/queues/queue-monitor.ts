// Why: what a queue holds and whether that is healthy is told the same way to programs, to /health, and
// to /metrics, and it is the truth: a store that does not answer is never healthy.

import type { Job } from "bullmq";
import type { QueueHealth, QueueStats } from "../interfaces.js";
import { countJobs, nextJobs, type StoreQueue } from "../stores/queue.js";
import type { QueueManager } from "./queue-manager.js";

/** Looks at all queues of the selected profile. */
export class QueueMonitor {
  constructor(private readonly queues: QueueManager) {}

  /** The state of every queue, in the order of the configuration. */
  async stats(): Promise<QueueStats[]> {
    const session = this.queues.session();
    const { queues, monitoring } = session.resolved;
    return Promise.all(
      queues.map(({ name }) => session.use(name, (queue) => look(queue, monitoring.sizeThreshold))),
    );
  }

  /** Whether the store answers and no queue is too long. */
  async healthCheck(): Promise<QueueHealth> {
    try {
      const queues = await this.stats();
      const status = queues.every((queue) => queue.healthy) ? "healthy" : "unhealthy";
      return { status, queues, timestamp: new Date().toISOString() };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        status: "unhealthy",
        queues: [],
        timestamp: new Date().toISOString(),
        error: reason,
      };
    }
  }
}

async function look(queue: StoreQueue, threshold: number): Promise<QueueStats> {
  const [counts, paused, next] = await Promise.all([
    countJobs(queue),
    queue.isPaused(),
    nextJobs(queue),
  ]);
  const { waiting, prioritized, active, delayed, failed } = counts;
  const size = waiting + prioritized;
  return {
    name: queue.name,
    size,
    waiting,
    active,
    delayed,
    failed,
    oldestAge: Math.max(0, ...next.map(ageOf)),
    paused,
    healthy: size < threshold,
  };
}

/** How long a job has been ready: since it was due, or since its last run ended or was lost. */
function ageOf(job: Job): number {
  const since = Math.max(job.timestamp + (job.opts.delay ?? 0), job.processedOn ?? 0);
  return Math.max(Date.now() - since, 0);
}
