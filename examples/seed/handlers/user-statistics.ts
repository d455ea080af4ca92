import type { UserStatisticsHandler } from "../../../generated/jobs/user-statistics.js";
import { query } from "../app/services.js";

/** Counts what a user has written and stores the numbers. Run twice, it stores the same. */
const userStatistics: UserStatisticsHandler = async ({ user_id }, { signal }) => {
  const posts = await query(`posts of user ${user_id}`, signal);
  const comments = await query(`comments of user ${user_id}`, signal);
  return { posts, comments };
};

export default userStatistics;
