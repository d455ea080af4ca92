import type { EmailCleanupHandler } from "../../../generated/jobs/email-cleanup.js";
import { query } from "../app/services.js";

/** Deletes what is known of mails sent a month ago, and of those that failed a week ago. */
const emailCleanup: EmailCleanupHandler = async (_payload, { signal }) => {
  const sent = await query("delete mails older than 30 days", signal);
  const failed = await query("delete failed mails older than 7 days", signal);
  return { deleted: sent + failed };
};

export default emailCleanup;
