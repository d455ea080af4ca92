import type { EveryTypeHandler } from "../generated/jobs/every-type.js";

/**
 * Takes one of each: `*\/`, \@param, ${x}, and a second line
 * \biome-ignore lint: no
 *
 * A job runs at least once, so a second run must do no harm.
 */
const handler: EveryTypeHandler = async (_payload, _context) => {
  throw new Error(
    "the job `every_type` has no handler yet: write what it does in handlers/every-type.ts",
  );
};

export default handler;
