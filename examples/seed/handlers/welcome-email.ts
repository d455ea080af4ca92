import type { WelcomeEmailHandler } from "../../../generated/jobs/welcome-email.js";
import { sendMail } from "../app/services.js";

/** Greets a new user. */
const welcomeEmail: WelcomeEmailHandler = async ({ user_id }, { signal }) => {
  await sendMail({ to: user_id, subject: "Welcome" }, signal);
};

export default welcomeEmail;
