import type { GreetHandler } from "../generated/jobs/greet.js";

/** Runs `greet`. It may run more than once for one job, so make it idempotent. */
const handler: GreetHandler = async (_payload, _context) => {
  throw new Error("the job `greet` has no handler yet: write what it does in handlers/greet.ts");
};

export default handler;
