import type { WeirdHTTPHandler } from "../generated/jobs/weird-http.js";

/** Runs `WeirdHTTPJob`. It may run more than once for one job, so make it idempotent. */
const handler: WeirdHTTPHandler = async (_payload, _context) => {
  throw new Error(
    "the job `WeirdHTTPJob` has no handler yet: write what it does in handlers/weird-http.ts",
  );
};

export default handler;
