import type { MonthlySubscriptionRenewalReminderHandler } from "../generated/jobs/monthly-subscription-renewal-reminder.js";

/**
 * Runs `monthly_subscription_renewal_reminder`.
 *
 * A job runs at least once, so a second run must do no harm.
 */
const handler: MonthlySubscriptionRenewalReminderHandler = async (_payload, _context) => {
  throw new Error(
    "the job `monthly_subscription_renewal_reminder` has no handler yet: write what it does in handlers/monthly-subscription-renewal-reminder.ts",
  );
};

export default handler;
