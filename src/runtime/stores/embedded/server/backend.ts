// Why: what the engine answers is a stream of messages meant for one client. Some of them are for
// others, and the server has some of its own to say.

/** Types of the messages that servers send, by their first byte. */
export const BACKEND = {
  authentication: 0x52,
  closeComplete: 0x33,
  commandComplete: 0x43,
  emptyQuery: 0x49,
  error: 0x45,
  keyData: 0x4b,
  negotiateVersion: 0x76,
  notification: 0x41,
  parameterStatus: 0x53,
  parseComplete: 0x31,
  portalSuspended: 0x73,
  ready: 0x5a,
} as const;

/** What an execution ends with. */
const RESULTS: ReadonlySet<number | undefined> = new Set([
  BACKEND.commandComplete,
  BACKEND.emptyQuery,
  BACKEND.error,
  BACKEND.portalSuspended,
]);

/** Idle, in a transaction, or in one that has failed. */
export type TransactionStatus = "I" | "T" | "E";

/** A message that the session received on a channel. */
export interface Notification {
  readonly channel: string;
  readonly message: Buffer;
}

/** What the engine answered to one group of messages. */
export interface Reply {
  /** In order, without what is for others. */
  readonly messages: readonly Buffer[];
  readonly notifications: readonly Notification[];
  /** What each command says it has done, such as `LISTEN`. */
  readonly tags: readonly string[];
  readonly failed: boolean;
  /** Something was executed, or failed to be. */
  readonly hasResult: boolean;
  /** A setting of the session changed. */
  readonly changedSettings: boolean;
  /** Absent when the group ended without one. */
  readonly status: TransactionStatus | undefined;
}

/** Sorts an answer of the engine. */
export function readReply(raw: Buffer): Reply {
  const messages: Buffer[] = [];
  const notifications: Notification[] = [];
  const tags: string[] = [];
  let failed = false;
  let changedSettings = false;
  let status: TransactionStatus | undefined;
  for (const message of splitMessages(raw)) {
    if (message[0] === BACKEND.notification) {
      notifications.push({ channel: textOf(message, 9), message });
    } else if (message[0] === BACKEND.parameterStatus) {
      changedSettings = true;
    } else {
      messages.push(message);
      if (message[0] === BACKEND.commandComplete) tags.push(textOf(message, 5));
      else if (message[0] === BACKEND.error) failed = true;
      else if (message[0] === BACKEND.ready) status = statusOf(message);
    }
  }
  // Not every setting is reported when it changes.
  changedSettings ||= tags.includes("SET");
  const hasResult = messages.some(([type]) => RESULTS.has(type));
  return { messages, notifications, tags, failed, hasResult, changedSettings, status };
}

/** The messages in a stream of whole ones. */
export function* splitMessages(raw: Buffer): Generator<Buffer> {
  for (let start = 0; start < raw.length; ) {
    const end = start + 1 + raw.readInt32BE(start + 1);
    yield raw.subarray(start, end);
    start = end;
  }
}

/** A message from text, numbers of 32 bits, and raw parts; texts are ended by a zero byte. */
export function backendMessage(
  type: number,
  ...parts: readonly (string | number | Buffer)[]
): Buffer {
  const message = Buffer.concat([Buffer.alloc(5), ...parts.map(encode)]);
  message.writeUInt8(type, 0);
  message.writeInt32BE(message.length - 1, 1);
  return message;
}

/** What a server says when it cannot do something; `FATAL` ends the connection. */
export function errorMessage(severity: "ERROR" | "FATAL", code: string, text: string): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${text}`, ""];
  return backendMessage(BACKEND.error, ...fields);
}

/** Tells a client that the next query may come. */
export function readyMessage(status: TransactionStatus): Buffer {
  return backendMessage(BACKEND.ready, Buffer.from(status));
}

function encode(part: string | number | Buffer): Buffer {
  if (typeof part === "string") return Buffer.from(`${part}\0`);
  if (typeof part !== "number") return part;
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(part);
  return bytes;
}

function textOf(message: Buffer, start: number): string {
  return message.toString("utf8", start, message.indexOf(0, start));
}

function statusOf(message: Buffer): TransactionStatus {
  const status = message.toString("latin1", 5, 6);
  return status === "T" || status === "E" ? status : "I";
}
