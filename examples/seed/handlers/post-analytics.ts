import type { PostAnalyticsHandler } from "../../../generated/jobs/post-analytics.js";
import { query } from "../app/services.js";

/** Computes how many of a post's readers did something with it, in percent. */
const postAnalytics: PostAnalyticsHandler = async ({ post_id }, { signal }) => {
  const views = await query(`views of post ${post_id}`, signal);
  const interactions = await query(`likes, comments, and shares of post ${post_id}`, signal);
  return { engagement: views === 0 ? 0 : (interactions / views) * 100 };
};

export default postAnalytics;
