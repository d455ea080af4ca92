import type { EveryTypeHandler } from "../generated/jobs/every-type.js";

/** Runs `every_type`. It may run more than once for one job, so make it idempotent. */
const handler: EveryTypeHandler = async (_payload, _context) => {
  throw new Error(
    "the job `every_type` has no handler yet: write what it does in handlers/every-type.ts",
  );
};

export default handler;
