// Why: errors in a user's file are diagnostics; an exception of this kind is our own fault and says so.

/** A broken invariant of tsk-gen itself; the command exits with 70. */
export class BugError extends Error {
  override readonly name = "BugError";
}

/** Reports a broken invariant. Never for anything a user's input can cause. */
export function bug(message: string): never {
  throw new BugError(message);
}

/** Ends a switch over a union: a member that was forgotten does not compile. */
export function assertUnreachable(value: never): never {
  return bug(`unreachable case ${nameOf(value)}`);
}

/** What a case is called: a whole node would carry the file, and what is secret in it, into the message. */
function nameOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  return "kind" in value && typeof value.kind === "string" ? value.kind : "object";
}
