import type { PostIndexingHandler } from "../../../generated/jobs/post-indexing.js";
import { indexPost } from "../app/services.js";

/** Makes a post findable. While the index is locked this throws, and the job is retried later. */
const postIndexing: PostIndexingHandler = async ({ post_id }, { attempt, signal }) => {
  await indexPost(post_id, attempt, signal);
};

export default postIndexing;
