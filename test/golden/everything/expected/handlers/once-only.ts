import type { OnceOnlyHandler } from "../generated/jobs/once-only.js";

/** Runs `once_only`. It may run more than once for one job, so make it idempotent. */
const handler: OnceOnlyHandler = async (_payload, _context) => {
  throw new Error(
    "the job `once_only` has no handler yet: write what it does in handlers/once-only.ts",
  );
};

export default handler;
