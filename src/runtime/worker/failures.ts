// Why: BullMQ reads the name and the message of what a processor throws. What a handler throws must say
// what happened and never be taken for one of BullMQ's own signals.

import {
  DelayedError,
  RateLimitError,
  UnrecoverableError,
  WaitingChildrenError,
  WaitingError,
} from "bullmq";
import { formatDuration } from "../settings/duration.js";

/** The reason of a signal that fires because a run takes too long. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";

  /** @param timeout milliseconds */
  constructor(timeout: number) {
    super(`timed out after ${formatDuration(timeout)}`);
  }
}

/** The reason of a signal that fires because the process stops. The run is given back, no retry spent. */
export class ShutdownError extends Error {
  override readonly name = "ShutdownError";

  constructor() {
    super("the process is stopping");
  }
}

/** The reason of a signal that fires because another process runs the job now. */
export class JobLostError extends Error {
  override readonly name = "JobLostError";

  constructor() {
    super("the lock on the job was lost, another process may run it");
  }
}

const SIGNAL_NAMES: ReadonlySet<string> = new Set([
  DelayedError.name,
  WaitingError.name,
  WaitingChildrenError.name,
]);
const RATE_LIMITED = new RateLimitError().message;

/** What a handler threw, as an error that BullMQ takes for a plain failure. */
export function toFailure(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(`threw ${describeThrown(thrown)}`);
  if (!SIGNAL_NAMES.has(thrown.name) && thrown.message !== RATE_LIMITED) return thrown;
  return new Error(`${thrown.name}: ${thrown.message}`, { cause: thrown });
}

/** A failure after which there is no retry. */
export function fatal(error: Error): Error {
  const failure = new UnrecoverableError(error.message);
  failure.cause = error;
  if (error.stack !== undefined) failure.stack = error.stack;
  return failure;
}

function describeThrown(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return String(thrown);
  }
}
