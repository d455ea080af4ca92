import { type DataExportHandler, WelcomeEmailJob } from "../index.js";

const dataExport: DataExportHandler = async ({ user_id, format, filters }, { enqueue, log }) => {
  log.info(`exported ${user_id} as ${format}, at most ${filters?.posts_limit}`);
  await enqueue(WelcomeEmailJob, { user_id });
};

export default dataExport;
