// Why: BullMQ waits out one kind of error only, ECONNREFUSED; told of any other while it files a job
// as done, it files it as failed. So every error that means "no connection" is shown to it as that.

import { StoreDownError } from "./store.js";

const SYSTEM_CODES: ReadonlySet<unknown> = new Set([
  "EAGAIN",
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Connection exceptions, shutdown and start-up of the server, and too many clients. */
const SQL_STATES = /^(?:08...|57P0.|53300)$/;

/** Of `pg`, which gives these no code. */
const MESSAGES = /terminated|not queryable|timeout exceeded when trying to connect/;

/** There is no connection to the store. BullMQ takes it for what it waits out. */
export class ConnectionRefusedError extends StoreDownError {
  readonly code = "ECONNREFUSED";
}

/** Whether an error says that there is no connection, rather than that a statement is wrong. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  if (typeof code !== "string") return MESSAGES.test(error.message);
  return SYSTEM_CODES.has(code) || SQL_STATES.test(code);
}
