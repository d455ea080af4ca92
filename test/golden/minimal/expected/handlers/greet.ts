import type { GreetHandler } from "../generated/jobs/greet.js";

/**
 * Runs `greet`.
 *
 * A job runs at least once, so a second run must do no harm.
 */
const handler: GreetHandler = async (_payload, _context) => {
  throw new Error("the job `greet` has no handler yet: write what it does in handlers/greet.ts");
};

export default handler;
