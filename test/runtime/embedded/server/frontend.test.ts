import { describe, expect, it } from "vitest";
import {
  FRONTEND,
  FrontendReader,
  frontendMessage,
  MESSAGE_MAX,
} from "../../../../src/runtime/stores/embedded/server/frontend.js";

const query = frontendMessage(FRONTEND.query, "SELECT 1");
const sync = frontendMessage(FRONTEND.sync);

function header(type: number, length: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt8(type, 0);
  bytes.writeInt32BE(length, 1);
  return bytes;
}

describe("a reader of frontend messages", () => {
  it("cuts a stream into messages, wherever the chunks end", () => {
    const large = frontendMessage(FRONTEND.parse, "", "x".repeat(20_000), Buffer.alloc(2));
    const stream = Buffer.concat([query, sync, large, sync]);
    for (const size of [1, 2, 5, 7, 1000, 65_536, stream.length]) {
      const reader = new FrontendReader();
      const messages: Buffer[] = [];
      for (let start = 0; start < stream.length; start += size) {
        reader.push(stream.subarray(start, start + size));
        for (let next = reader.message(); next; next = reader.message()) messages.push(next);
      }
      expect(messages).toEqual([query, sync, large, sync]);
      expect(reader.buffered).toBe(0);
    }
  });

  it("refuses a type that the protocol does not have, before the engine sees it", () => {
    const reader = new FrontendReader();
    reader.push(header(0x7a, 4));
    expect(() => reader.message()).toThrow("unknown type of message (byte 122)");
  });

  it.each([
    ["negative", FRONTEND.query, -1, "08P01"],
    ["shorter than itself", FRONTEND.query, 3, "08P01"],
    ["over the limit", FRONTEND.query, MESSAGE_MAX + 1, "54000"],
    ["over the limit of a type without data", FRONTEND.execute, 10_001, "54000"],
  ])("refuses a length that is %s", (_, type, length, code) => {
    const reader = new FrontendReader();
    reader.push(header(type, length));
    expect(() => reader.message()).toThrow(expect.objectContaining({ code }));
  });

  it("refuses a first message that cannot be one, such as of another protocol", () => {
    const reader = new FrontendReader();
    reader.push(Buffer.from("GET / HTTP/1.1\r\n\r\n"));
    expect(() => reader.startup()).toThrow("the length of the startup packet is out of range");
  });
});
