import type { DataCleanupHandler } from "../../../generated/jobs/data-cleanup.js";
import { query } from "../app/services.js";

/** Deletes exports, notifications, and logs that nobody needs any more. */
const dataCleanup: DataCleanupHandler = async (_payload, { signal }) => {
  let deleted = 0;
  for (const table of ["exports", "notifications", "logs"])
    deleted += await query(`delete old ${table}`, signal);
  return { deleted };
};

export default dataCleanup;
