// Why: an operation whose connection was lost may be tried again; one that the store refused may not.

const CODES: ReadonlySet<unknown> = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);
const MESSAGES = ["Connection is closed", "Stream isn't writeable", "Socket timeout"];

/** Whether an operation failed because its connection was lost or not there. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === "MaxRetriesPerRequestError" || error.name === "ConnectionClosedError")
    return true;
  if ("code" in error && CODES.has(error.code)) return true;
  return MESSAGES.some((message) => error.message.includes(message));
}
