import type { WelcomeEmailHandler } from "../index.js";

const welcomeEmail: WelcomeEmailHandler = async ({ user_id }, { log, attempt, job, progress }) => {
  await progress(50);
  log.info({ attempt }, `welcome ${user_id} on ${job.queue}`);
  return { sent: user_id };
};

export default welcomeEmail;
