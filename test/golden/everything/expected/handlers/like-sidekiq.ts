import type { LikeSidekiqHandler } from "../generated/jobs/like-sidekiq.js";

/** Runs `like_sidekiq`. It may run more than once for one job, so make it idempotent. */
const handler: LikeSidekiqHandler = async (_payload, _context) => {
  throw new Error(
    "the job `like_sidekiq` has no handler yet: write what it does in handlers/like-sidekiq.ts",
  );
};

export default handler;
