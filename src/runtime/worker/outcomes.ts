// Why: what becomes of a run is told by BullMQ's events, which come after the store has recorded it, for
// every way to end, also those in which the handler never ran.

import type { Death, Logger } from "../interfaces.js";
import { isConnectionLoss } from "../queues/connection-loss.js";
import { formatDuration } from "../settings/duration.js";
import type { SlotWorker, StoredJob } from "./bullmq.js";
import type { Counters } from "./counters.js";
import { EXPIRED } from "./result.js";

export interface OutcomeOptions {
  readonly worker: SlotWorker;
  readonly logger: Logger;
  readonly counters: Counters;
  /** Names that this code knows; others are counted together. */
  readonly isKnown: (job: string) => boolean;
  /** Told of every death that has been recorded. */
  readonly died: (death: Death) => void;
  /** Told of jobs whose lock is gone: another process may run them. */
  readonly lost: (id: string) => void;
  /** Whether connections are being closed, where their errors mean nothing. */
  readonly isClosing: () => boolean;
}

/** Logs and counts what becomes of the runs of a queue. */
export function watchOutcomes(options: OutcomeOptions): void {
  const { worker, logger, lost } = options;
  worker.on("completed", (job, result) => {
    if (result === EXPIRED) logger.warn(outcome(worker, job), "expired: too old to run");
    else logger.info(outcome(worker, job), "done");
  });
  worker.on("failed", (job, error) => {
    if (job !== undefined) recordFailure(options, job, error);
  });
  worker.on("stalled", (id) => {
    logger.warn({ queue: worker.name, id }, "lost with its process, runs again");
  });
  worker.on("lockRenewalFailed", (ids) => {
    for (const id of ids) {
      logger.warn({ queue: worker.name, id }, "lost its lock, another process may run it");
      lost(id);
    }
  });
  worker.on("error", (error) => {
    if (options.isClosing() || isConnectionLoss(error)) return;
    logger.error({ err: error, queue: worker.name }, error.message);
  });
}

function recordFailure(options: OutcomeOptions, job: StoredJob, error: Error): void {
  const { worker, logger, counters, isKnown, died } = options;
  const counted = counters.job(worker.name, isKnown(job.name) ? job.name : "unknown");
  const fields = { ...outcome(worker, job), err: error };
  if (job.finishedOn === undefined) {
    counted.retries++;
    logger.warn(fields, `failed, runs again in ${formatDuration(job.delay)}`);
    return;
  }
  counted.deaths++;
  logger.error(fields, "dead: failed for good");
  died({
    id: job.id ?? "",
    job: job.name,
    queue: worker.name,
    payload: job.data,
    error,
    attempts: job.attemptsMade,
    diedAt: new Date(job.finishedOn),
  });
}

function outcome(worker: SlotWorker, job: StoredJob): object {
  const ended = job.finishedOn ?? Date.now();
  return {
    job: job.name,
    queue: worker.name,
    id: job.id,
    attempt: job.attemptsMade,
    ms: ended - (job.processedOn ?? ended),
  };
}
