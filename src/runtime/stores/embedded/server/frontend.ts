// Why: bytes from clients become whole messages here, and nothing reaches the engine that would end
// it. The engine takes an unknown type or a wrong length for a lost connection and shuts down, which
// with one session for everybody must not be in any client's power.

/** Types of the messages that clients send after the start, by their first byte. */
export const FRONTEND = {
  bind: 0x42,
  close: 0x43,
  copyData: 0x64,
  copyDone: 0x63,
  copyFail: 0x66,
  describe: 0x44,
  execute: 0x45,
  flush: 0x48,
  functionCall: 0x46,
  parse: 0x50,
  query: 0x51,
  sync: 0x53,
  terminate: 0x58,
} as const;

/** What the first message of a connection asks for, by its code. */
export const STARTUP = {
  cancel: 80877102,
  ssl: 80877103,
  gss: 80877104,
} as const;

/** The longest message, and the longest group of messages, in bytes. */
export const MESSAGE_MAX = 64 * 1024 * 1024;

/** The longest first message, in bytes; PostgreSQL's own limit. */
const STARTUP_MAX = 10_000;

/** The longest message of a type that carries no data, in bytes; PostgreSQL's own limit. */
const SHORT_MAX = 10_000;

const LENGTH_MAX: ReadonlyMap<number, number> = new Map(
  Object.values(FRONTEND).map((type) => [type, isLong(type) ? MESSAGE_MAX : SHORT_MAX]),
);

/** A client sent what the protocol does not allow, or too much; its connection ends. */
export class ProtocolViolation extends Error {
  override readonly name = "ProtocolViolation";

  /** @param code PostgreSQL's code of such an error */
  constructor(
    message: string,
    readonly code: "08P01" | "54000" = "08P01",
  ) {
    super(message);
  }
}

/** More was sent than is taken. */
export function tooLarge(what: string, limit: number): ProtocolViolation {
  return new ProtocolViolation(`${what} is too large; the limit is ${limit} bytes`, "54000");
}

/** Collects what one client sends and cuts it into messages. */
export class FrontendReader {
  #chunks: Buffer[] = [];
  #size = 0;

  /** Bytes that are not part of a message yet. */
  get buffered(): number {
    return this.#size;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /**
   * The first message of a connection, length included, once it is there.
   * @throws ProtocolViolation
   */
  startup(): Buffer | undefined {
    const head = this.#peek(4);
    if (head === undefined) return undefined;
    const length = head.readInt32BE(0);
    if (length < 8 || length > STARTUP_MAX)
      throw new ProtocolViolation("the length of the startup packet is out of range");
    return this.#take(length);
  }

  /**
   * The next message, type and length included, once it is there.
   * @throws ProtocolViolation
   */
  message(): Buffer | undefined {
    const head = this.#peek(5);
    if (head === undefined) return undefined;
    const type = head.readUInt8(0);
    const length = head.readInt32BE(1);
    const longest = LENGTH_MAX.get(type);
    if (longest === undefined)
      throw new ProtocolViolation(`unknown type of message (byte ${type})`);
    if (length < 4) throw new ProtocolViolation(`a message of ${length} bytes`);
    if (length > longest) throw tooLarge(`a message of ${length} bytes`, longest);
    return this.#take(1 + length);
  }

  #peek(length: number): Buffer | undefined {
    if (this.#size < length) return undefined;
    const [first] = this.#chunks;
    return first !== undefined && first.length >= length ? first : this.#join();
  }

  #take(length: number): Buffer | undefined {
    if (this.#size < length) return undefined;
    const all = this.#join();
    this.#chunks = all.length > length ? [all.subarray(length)] : [];
    this.#size -= length;
    return all.subarray(0, length);
  }

  #join(): Buffer {
    const [first] = this.#chunks;
    const joined = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }
}

/** Whether a message ends a group: what stands before it is answered together with it. */
export function endsGroup(message: Buffer): boolean {
  return message[0] === FRONTEND.flush || isAnsweredReady(message);
}

/** Whether the answer to this message ends with the state of the transaction. */
export function isAnsweredReady(message: Buffer): boolean {
  const [type] = message;
  return type === FRONTEND.sync || type === FRONTEND.query || type === FRONTEND.functionCall;
}

/** Whether something in the group is executed, so that its answer says how that ended. */
export function asksForResult(group: readonly Buffer[]): boolean {
  return group.some(([type]) => type === FRONTEND.execute || type === FRONTEND.query);
}

/** Whether a message belongs to a COPY; outside of one it means nothing and PostgreSQL drops it. */
export function isCopyMessage(message: Buffer): boolean {
  const [type] = message;
  return type === FRONTEND.copyData || type === FRONTEND.copyDone || type === FRONTEND.copyFail;
}

/** A message from text and raw parts; texts are ended by a zero byte. */
export function frontendMessage(type: number, ...parts: readonly (string | Buffer)[]): Buffer {
  const body = parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part));
  const message = Buffer.concat([Buffer.alloc(5), ...body]);
  message.writeUInt8(type, 0);
  message.writeInt32BE(message.length - 1, 1);
  return message;
}

/** The text that ends at the first zero byte at or after `start`. */
export function textAt(message: Buffer, start: number): string {
  const end = message.indexOf(0, start);
  return message.toString("utf8", start, end < 0 ? message.length : end);
}

function isLong(type: number): boolean {
  switch (type) {
    case FRONTEND.bind:
    case FRONTEND.copyData:
    case FRONTEND.functionCall:
    case FRONTEND.parse:
    case FRONTEND.query:
      return true;
    default:
      return false;
  }
}
