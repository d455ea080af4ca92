// Why: handlers of a real program talk to a mail server, a database, and a search index. These stand in for
// them: they take a moment, obey a signal, and fail where the example wants to show what happens then.

import { setTimeout as sleep } from "node:timers/promises";

/** How long a call to another machine takes, in milliseconds. */
const CALL = 15;

/** Sends a mail. */
export async function sendMail(
  mail: { readonly to: number; readonly subject: string },
  signal: AbortSignal,
): Promise<void> {
  if (mail.subject === "") throw new Error(`the mail to user ${mail.to} has no subject`);
  await sleep(CALL, undefined, { signal });
}

/** Reads or writes rows; answers how many. */
export async function query(_statement: string, signal: AbortSignal): Promise<number> {
  await sleep(CALL, undefined, { signal });
  return 1;
}

/** Puts a post into the search index. Every hundredth post finds the index locked at first. */
export async function indexPost(
  postId: number,
  attempt: number,
  signal: AbortSignal,
): Promise<void> {
  await sleep(CALL, undefined, { signal });
  if (postId % 100 === 0 && attempt < 3)
    throw new Error("the search index is locked for a rebuild");
}

/** Renders an export; answers its size in bytes. */
export async function renderExport(format: string, signal: AbortSignal): Promise<number> {
  await sleep(CALL, undefined, { signal });
  if (format === "pdf") throw new Error("the PDF renderer is not installed");
  return 1024;
}
