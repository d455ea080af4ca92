// Why: generated job classes are one declaration; what they can do and the types of it follow from here.

import type {
  Defined,
  Enqueued,
  EnqueueOptions,
  InputOf,
  JobDefinition,
  JobReference,
  MaybeSchema,
  PayloadSchema,
} from "../interfaces.js";
import type { QueueManager } from "../queues/queue-manager.js";
import type { Duration } from "../settings/duration.js";

/** The arguments of a job class: a payload unless the job takes none, then options. */
type PerformArguments<Input> = [Input] extends [undefined]
  ? [options?: EnqueueOptions]
  : [payload: Input, options?: EnqueueOptions];

type Extensible = abstract new () => object;

/** A job as a class, to be extended and never instantiated. */
export interface JobClass<Schema extends MaybeSchema> extends Defined<Schema>, Extensible {
  /** Enqueues the job to run as soon as a slot is free. */
  performAsync(...rest: PerformArguments<InputOf<Schema>>): Promise<Enqueued>;
  /** Enqueues the job to run after a delay. */
  performIn(delay: Duration, ...rest: PerformArguments<InputOf<Schema>>): Promise<Enqueued>;
  /** Enqueues the job to run at a time; a past one means now. */
  performAt(date: Date, ...rest: PerformArguments<InputOf<Schema>>): Promise<Enqueued>;
}

/** Declares a job that is enqueued through `queues`; with a payload schema, its payload is typed by it. */
export function defineJob<Names extends string, const Schema extends PayloadSchema>(
  queues: QueueManager<Names>,
  definition: JobDefinition<Schema> & { readonly payload: Schema; readonly queue: NoInfer<Names> },
): JobClass<Schema>;
export function defineJob<Names extends string>(
  queues: QueueManager<Names>,
  definition: JobDefinition<undefined> & { readonly queue: NoInfer<Names> },
): JobClass<undefined>;
export function defineJob(queues: QueueManager, definition: JobDefinition): JobClass<MaybeSchema> {
  const split = (rest: readonly unknown[]): [payload: unknown, options?: EnqueueOptions] =>
    (definition.payload === undefined ? [undefined, ...rest] : rest) as [unknown, EnqueueOptions?];
  return Object.assign(class {}, {
    definition,
    performAsync: (...rest: unknown[]) => queues.enqueue(definition, ...split(rest)),
    performIn: (delay: Duration, ...rest: unknown[]) =>
      queues.enqueueIn(delay, definition, ...split(rest)),
    performAt: (date: Date, ...rest: unknown[]) =>
      queues.enqueueAt(date, definition, ...split(rest)),
  });
}

/** The definition that a job class carries or a definition is. */
export function definitionOf<Schema extends MaybeSchema>(
  job: JobReference<Schema>,
): JobDefinition<Schema> {
  return "definition" in job ? job.definition : job;
}
