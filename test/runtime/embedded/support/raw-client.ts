// Why: what a well-behaved client never sends has to be sent by hand.

import { connect, type Socket } from "node:net";
import { BACKEND, splitMessages } from "../../../../src/runtime/stores/embedded/server/backend.js";

/** A client that sends bytes and collects what comes back. */
export class RawClient {
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  #chunks: Buffer[] = [];
  #changed: () => void = () => {};

  constructor(path: string) {
    this.#socket = connect(path);
    this.#socket.on("data", (chunk) => {
      this.#chunks.push(chunk);
      this.#changed();
    });
    this.#socket.on("error", () => {});
    this.closed = new Promise((resolve) => this.#socket.on("close", () => resolve()));
    void this.closed.then(() => this.#changed());
  }

  /** Says hello as version 3.0 of the protocol has it, and waits to be welcome. */
  async start(): Promise<this> {
    const body = Buffer.from("user\0postgres\0\0");
    this.send(Buffer.concat([int32(8 + body.length), int32(3 << 16), body]));
    await this.answer();
    return this;
  }

  send(...messages: readonly Buffer[]): void {
    this.#socket.write(Buffer.concat(messages));
  }

  /** Takes so many bytes of the answer, or those that came before the end. */
  async bytes(count: number): Promise<Buffer> {
    let received = this.#join();
    while (received.length < count && !this.#socket.destroyed) {
      await this.#change();
      received = this.#join();
    }
    this.#chunks = [received.subarray(count)];
    return received.subarray(0, count);
  }

  /** Takes the messages up to the one that says that the server is ready, as `type:text`. */
  async answer(): Promise<string[]> {
    while (!this.#isReady()) {
      if (this.#socket.destroyed) throw new Error("the connection ended before the answer did");
      await this.#change();
    }
    const messages = [...splitMessages(this.#join())];
    this.#chunks = [];
    return messages.map(show);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Whether what was received ends with the message that the server is ready. */
  #isReady(): boolean {
    const last = this.#chunks.at(-1);
    const end = last === undefined || last.length < 6 ? this.#join() : last;
    return end.at(-6) === BACKEND.ready && end.at(-2) === 5;
  }

  #join(): Buffer {
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = resolve;
    });
  }
}

/** Four bytes, the highest first. */
export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function show(message: Buffer): string {
  const type = String.fromCharCode(message[0] ?? 0);
  return `${type}:${message.toString("utf8", 5).replaceAll("\0", "|")}`;
}
