// Why: the runtime is published on its own and never imports the compiler, so it has its own way to
// say that one of its invariants broke.

/** A broken invariant of the runtime; never caused by a user's input. */
export class BugError extends Error {
  override readonly name = "BugError";
}

/** Reports a broken invariant. */
export function bug(message: string): never {
  throw new BugError(`this is a bug in tsk-gen/runtime: ${message}`);
}

/** Ends a switch over a union: a member that was forgotten does not compile. */
export function assertUnreachable(value: never): never {
  return bug(`unreachable case ${nameOf(value)}`);
}

/** What a case is called: what it holds may be secret. */
function nameOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  return "kind" in value && typeof value.kind === "string" ? value.kind : "object";
}
