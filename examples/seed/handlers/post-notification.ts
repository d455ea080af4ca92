import type { PostNotificationHandler } from "../../../generated/jobs/post-notification.js";
import { query, sendMail } from "../app/services.js";

/** Tells the followers of an author about a new post. */
const postNotification: PostNotificationHandler = async ({ post_id }, { signal }) => {
  const followers = await query(`followers of the author of post ${post_id}`, signal);
  for (let follower = 1; follower <= followers; follower++)
    await sendMail({ to: follower, subject: `Post ${post_id} is out` }, signal);
};

export default postNotification;
