// Why: a job runs in a test as in production, payload check and context included, only without a store.

import type { Handler, JobContext, JobDefinition, Logger } from "../runtime/interfaces.js";
import { checkStored } from "../runtime/jobs/payload.js";
import type { HandlersOf, JobClasses } from "../runtime/project.js";
import type { NewJob } from "../runtime/queues/backlog.js";
import type { QueueManager } from "../runtime/queues/queue-manager.js";

/** What a test works with: `queues` and `jobs` of the generated code, and the handlers to run. */
export interface TestProject<Jobs extends JobClasses = JobClasses> {
  readonly queues: QueueManager;
  readonly jobs: Jobs;
  /** Those of the jobs that the test runs. */
  readonly handlers?: Partial<HandlersOf<Jobs>>;
}

/** The test itself is wrong: it runs a job and gives no handler for it. */
export class MissingHandlerError extends Error {
  override readonly name = "MissingHandlerError";
}

/** One run of a job. */
export interface TestRun extends NewJob {
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
export async function execute(project: TestProject, run: TestRun): Promise<unknown> {
  const { definition, handler } = find(project, run.name);
  return handler(checkStored(definition, run.data), contextOf(project.queues, run));
}

function find(
  { jobs, handlers = {} }: TestProject,
  name: string,
): { definition: JobDefinition; handler: Handler<unknown> } {
  const entry = Object.entries(jobs).find(([, { definition }]) => definition.name === name);
  if (entry === undefined) throw new MissingHandlerError(`no job of the test is named ${name}`);
  const [key, { definition }] = entry;
  const handler: unknown = handlers[key];
  if (isHandler(handler)) return { definition, handler };
  throw new MissingHandlerError(`the test has no handler \`${key}\` to run ${name}`);
}

function isHandler(value: unknown): value is Handler<unknown> {
  return typeof value === "function";
}

function contextOf(queues: QueueManager, { name, queue, opts, ...run }: TestRun): JobContext {
  return {
    signal: new AbortController().signal,
    log: SILENT,
    attempt: run.attempt,
    job: { id: opts.jobId, name, queue, enqueuedAt: run.enqueuedAt },
    progress: async () => {},
    enqueue: (job, ...rest) => queues.enqueue(job, ...rest),
  };
}

const SILENT: Logger = { debug() {}, info() {}, warn() {}, error() {} };
