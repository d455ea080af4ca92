import type { LikeSidekiqHandler } from "../generated/jobs/like-sidekiq.js";

/**
 * Runs `like_sidekiq`.
 *
 * A job runs at least once, so a second run must do no harm.
 */
const handler: LikeSidekiqHandler = async (_payload, _context) => {
  throw new Error(
    "the job `like_sidekiq` has no handler yet: write what it does in handlers/like-sidekiq.ts",
  );
};

export default handler;
