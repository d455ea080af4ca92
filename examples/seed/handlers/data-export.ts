import type { DataExportHandler } from "../../../generated/jobs/data-export.js";
import { query, renderExport, sendMail } from "../app/services.js";

/** Writes what is known of a user into a file and tells the user. Nothing here can write a PDF. */
const dataExport: DataExportHandler = async ({ user_id, format, filters }, { signal }) => {
  const limit = filters?.posts_limit ?? 100;
  await query(`the last ${limit} posts of user ${user_id}`, signal);
  const bytes = await renderExport(format, signal);
  await sendMail({ to: user_id, subject: "Your data is ready" }, signal);
  return { bytes };
};

export default dataExport;
