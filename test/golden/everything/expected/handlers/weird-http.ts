import type { WeirdHTTPHandler } from "../generated/jobs/weird-http.js";

/**
 * Runs `WeirdHTTPJob`.
 *
 * A job runs at least once, so a second run must do no harm.
 */
const handler: WeirdHTTPHandler = async (_payload, _context) => {
  throw new Error(
    "the job `WeirdHTTPJob` has no handler yet: write what it does in handlers/weird-http.ts",
  );
};

export default handler;
