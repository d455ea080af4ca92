import type { OnceOnlyHandler } from "../generated/jobs/once-only.js";

/**
 * Runs `once_only`.
 *
 * A job runs at least once, so a second run must do no harm.
 */
const handler: OnceOnlyHandler = async (_payload, _context) => {
  throw new Error(
    "the job `once_only` has no handler yet: write what it does in handlers/once-only.ts",
  );
};

export default handler;
