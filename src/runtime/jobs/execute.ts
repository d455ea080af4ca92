// Why: where there is no store between an enqueue and the run, a job runs as it would in a worker, payload
// check and context included. Tests and `delay_jobs: false` do that.

import type { Handler, JobContext, JobDefinition, Logger } from "../interfaces.js";
import type { HandlersOf, JobClasses } from "../project.js";
import type { NewJob } from "../queues/backlog.js";
import type { QueueManager } from "../queues/queue-manager.js";
import { checkStored } from "./payload.js";

/** `queues` and `jobs` of the generated code, and the handlers to run. */
export interface HandledProject<Jobs extends JobClasses = JobClasses> {
  readonly queues: QueueManager;
  readonly jobs: Jobs;
  /** Those of the jobs that are run. */
  readonly handlers?: Partial<HandlersOf<Jobs>>;
}

/** A job is to run where it is enqueued, and there is no handler for it. */
export class MissingHandlerError extends Error {
  override readonly name = "MissingHandlerError";
}

/** One run of a job. */
export interface DirectRun extends NewJob {
  readonly queue: string;
  /** 1 at the first run. */
  readonly attempt: number;
  readonly enqueuedAt: Date;
}

/**
 * Runs a job once; rejects with what its handler throws.
 * @throws PayloadError when the payload does not fit
 * @throws MissingHandlerError
 */
export async function execute(
  project: HandledProject,
  run: DirectRun,
  log: Logger,
): Promise<unknown> {
  const { definition, handler } = find(project, run.name);
  return handler(checkStored(definition, run.data), contextOf(project.queues, run, log));
}

function find(
  { jobs, handlers = {} }: HandledProject,
  name: string,
): { definition: JobDefinition; handler: Handler<unknown> } {
  const entry = Object.entries(jobs).find(([, { definition }]) => definition.name === name);
  if (entry === undefined) throw new MissingHandlerError(`there is no job named ${name}`);
  const [key, { definition }] = entry;
  const handler: unknown = handlers[key];
  if (isHandler(handler)) return { definition, handler };
  throw new MissingHandlerError(`there is no handler \`${key}\` to run ${name}`);
}

function isHandler(value: unknown): value is Handler<unknown> {
  return typeof value === "function";
}

function contextOf(
  queues: QueueManager,
  { name, queue, opts, ...run }: DirectRun,
  log: Logger,
): JobContext {
  return {
    signal: new AbortController().signal,
    log,
    attempt: run.attempt,
    job: { id: opts.jobId, name, queue, enqueuedAt: run.enqueuedAt },
    progress: async () => {},
    enqueue: (job, ...rest) => queues.enqueue(job, ...rest),
  };
}
