import type { BulkEmailHandler } from "../../../generated/jobs/bulk-email.js";
import { sendMail } from "../app/services.js";

const SUBJECTS = {
  newsletter: "This week",
  announcement: "News",
  promotion: "An offer",
} as const;

/** Sends one mail to many users. One address that fails does not keep the others from their mail. */
const bulkEmail: BulkEmailHandler = async ({ user_ids, template }, { log, progress, signal }) => {
  let failed = 0;
  for (const [index, user] of user_ids.entries()) {
    try {
      await sendMail({ to: user, subject: SUBJECTS[template] }, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn({ err: error, user }, "the mail was not sent");
      failed += 1;
    }
    await progress(Math.round(((index + 1) / user_ids.length) * 100));
  }
  return { sent: user_ids.length - failed, failed };
};

export default bulkEmail;
