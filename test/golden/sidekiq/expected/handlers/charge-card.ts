import type { ChargeCardHandler } from "../generated/jobs/charge-card.js";

/**
 * Runs `charge_card`.
 *
 * A job runs at least once, so a second run must do no harm.
 */
const handler: ChargeCardHandler = async (_payload, _context) => {
  throw new Error(
    "the job `charge_card` has no handler yet: write what it does in handlers/charge-card.ts",
  );
};

export default handler;
