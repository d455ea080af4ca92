import type { SendReceiptHandler } from "../generated/jobs/send-receipt.js";

/**
 * Runs `send_receipt`.
 *
 * A job runs at least once, so a second run must do no harm.
 */
const handler: SendReceiptHandler = async (_payload, _context) => {
  throw new Error(
    "the job `send_receipt` has no handler yet: write what it does in handlers/send-receipt.ts",
  );
};

export default handler;
