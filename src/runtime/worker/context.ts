// Why: what a handler gets besides its payload. Every part is made when it is asked for, so that a
// handler pays only for what it uses.

import type { JobContext, JobInfo, Logger } from "../interfaces.js";
import type { QueueManager } from "../queues/queue-manager.js";
import type { Run } from "./run.js";

/** The context of a run. Its members may be taken out of it. */
export class RunContext implements JobContext {
  readonly #run: Run;
  readonly #queues: QueueManager;
  readonly #logger: Logger;

  constructor(run: Run, queues: QueueManager, logger: Logger) {
    this.#run = run;
    this.#queues = queues;
    this.#logger = logger;
  }

  get signal(): AbortSignal {
    return this.#run.signal;
  }

  get attempt(): number {
    return this.#run.job.attemptsMade + 1;
  }

  get job(): JobInfo {
    const { queue, job } = this.#run;
    return { id: job.id ?? "", name: job.name, queue, enqueuedAt: new Date(job.timestamp) };
  }

  get log(): Logger {
    return withFields(this.#logger, { job: this.job.name, queue: this.job.queue, id: this.job.id });
  }

  get progress(): JobContext["progress"] {
    const { job } = this.#run;
    return (value) => job.updateProgress(value);
  }

  get enqueue(): JobContext["enqueue"] {
    const queues = this.#queues;
    return (job, ...rest) => queues.enqueue(job, ...rest);
  }
}

function withFields(logger: Logger, fields: object): Logger {
  const method = (level: keyof Logger) => (first: string | object, message?: string) => {
    if (typeof first === "string") logger[level](fields, first);
    else logger[level]({ ...first, ...fields }, message ?? "");
  };
  return {
    debug: method("debug"),
    info: method("info"),
    warn: method("warn"),
    error: method("error"),
  };
}
