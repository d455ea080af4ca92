// Why: results are kept with finished jobs, so an unbounded one would fill the store, and one that is
// not JSON would fail a job that succeeded.

/** The longest result that is kept, in bytes of JSON. */
export const RESULT_MAX = 32 * 1024;

/** What a job that was too old to run ends with. */
export const EXPIRED: unknown = Object.freeze({ expired: true });

/** A result as it is kept, or why it is not. */
export type KeptResult = { readonly value: unknown } | { readonly dropped: string };

/** Decides whether a result is kept. */
export function keepResult(result: unknown): KeptResult {
  if (result === undefined || result === null || typeof result === "boolean")
    return { value: result };
  try {
    const size = Buffer.byteLength(JSON.stringify(result) ?? "");
    if (size <= RESULT_MAX) return { value: result };
    return { dropped: `it is ${size} bytes of JSON, more than ${RESULT_MAX}` };
  } catch (error) {
    return {
      dropped: `it is not JSON (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}
