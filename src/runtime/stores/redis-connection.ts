// Why: waiting for a connection has to end by itself, whatever the client does.

import type { Redis } from "ioredis";
import { within } from "../within.js";

/** How long closing waits for an orderly goodbye, in milliseconds. */
const GOODBYE_MAX = 500;

/** Whether the client is connected before the signal fires. */
export function becomesReady(client: Redis, signal: AbortSignal): Promise<boolean> {
  if (client.status === "ready" || signal.aborted)
    return Promise.resolve(client.status === "ready");
  return new Promise((resolve) => {
    const settle = () => {
      client.off("ready", settle);
      signal.removeEventListener("abort", settle);
      resolve(client.status === "ready");
    };
    client.on("ready", settle);
    signal.addEventListener("abort", settle);
  });
}

/** Closes a client for good; settles even when the server is gone. */
export async function sayGoodbye(client: Redis): Promise<void> {
  const leaving = client.status === "ready" ? client.quit().catch(() => undefined) : undefined;
  if (leaving !== undefined) await within(leaving, GOODBYE_MAX);
  client.disconnect();
}
