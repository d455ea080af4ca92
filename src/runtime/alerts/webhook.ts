// Why: whoever is on call is told by the service that he has, and that has to be sure who tells it. The form is
// that of Standard Webhooks (github.com/standard-webhooks), for which most languages have a library.

import { createHmac } from "node:crypto";
import { pause } from "../within.js";

/** How long one attempt may take, in milliseconds. */
const ATTEMPT_MAX = 5_000;
/** The waits before further attempts, in milliseconds. */
const WAITS = [1_000, 5_000, 25_000] as const;
/** What a secret in the form of the specification begins with; the key follows in base64. */
const SECRET_PREFIX = "whsec_";

/** Something that has happened. */
export interface WebhookEvent {
  /** The same whenever the same event is told. */
  readonly id: string;
  readonly type: string;
  readonly timestamp: Date;
  readonly data: object;
}

export interface WebhookOptions {
  /** Never shown: many a service has its password in the path. */
  readonly url: string;
  readonly secret?: string;
}

/**
 * POSTs an event, and tries again when nothing answers, or an answer says that this may help. Throws an error
 * without the url when that was in vain, or when the signal fires.
 */
export async function postEvent(
  options: WebhookOptions,
  event: WebhookEvent,
  giveUp: AbortSignal,
): Promise<void> {
  const { type, timestamp, data } = event;
  // A header holds no more than ASCII.
  const id = encodeURI(event.id);
  const target = targetOf(options.url);
  const body = JSON.stringify({ type, timestamp: timestamp.toISOString(), data });
  for (let attempt = 0; ; attempt++) {
    const headers = { ...headersOf(id, body, options.secret), ...target.headers };
    const fault = await post(target.url, body, headers, giveUp);
    if (fault === undefined) return;
    const wait = WAITS[attempt];
    if (!fault.mayPass || wait === undefined || giveUp.aborted) throw new Error(fault.reason);
    await pause(wait, giveUp);
  }
}

interface Fault {
  readonly reason: string;
  /** Whether another attempt may help. */
  readonly mayPass: boolean;
}

interface Target {
  readonly url: URL;
  readonly headers: Record<string, string>;
}

/** `fetch` takes no user and password within a url. */
function targetOf(text: string): Target {
  const url = new URL(text);
  if (url.username === "" && url.password === "") return { url, headers: {} };
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = "";
  url.password = "";
  return { url, headers: { authorization: `Basic ${Buffer.from(user).toString("base64")}` } };
}

async function post(
  url: URL,
  body: string,
  headers: Record<string, string>,
  giveUp: AbortSignal,
): Promise<Fault | undefined> {
  try {
    // A redirection would carry what happened here to where nobody was told that it goes.
    const { ok, status } = await fetch(url, {
      method: "POST",
      body,
      headers,
      redirect: "manual",
      signal: AbortSignal.any([giveUp, AbortSignal.timeout(ATTEMPT_MAX)]),
    });
    if (ok) return undefined;
    const mayPass = status === 429 || status >= 500;
    return { reason: `${url.host} answered ${status}`, mayPass };
  } catch (error) {
    return { reason: `${url.host}: ${causeOf(error)}`, mayPass: true };
  }
}

function headersOf(id: string, body: string, secret: string | undefined): Record<string, string> {
  const sentAt = Math.floor(Date.now() / 1000).toString();
  const plain = {
    "content-type": "application/json",
    connection: "close",
    "webhook-id": id,
    "webhook-timestamp": sentAt,
  };
  if (secret === undefined) return plain;
  const key = secret.startsWith(SECRET_PREFIX)
    ? Buffer.from(secret.slice(SECRET_PREFIX.length), "base64")
    : secret;
  const signature = createHmac("sha256", key).update(`${id}.${sentAt}.${body}`).digest("base64");
  return { ...plain, "webhook-signature": `v1,${signature}` };
}

/** `fetch` hides what happened behind "fetch failed"; neither has the url in it. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  if (error.name === "AbortError") return "no answer before the end";
  if (error.name === "TimeoutError") return `no answer within ${ATTEMPT_MAX / 1000} s`;
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
}
