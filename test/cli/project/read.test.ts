import { chmodSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readText, tryReadText } from "../../../src/cli/project/read.js";
import { folderWith } from "../folder.js";

function read(content: string | Uint8Array) {
  const folder = folderWith({ "queue.tusk": content });
  return readText(join(folder, "queue.tusk"), "queue.tusk", "queue.tusk");
}

function bad(bytes: Uint8Array) {
  const result = read(bytes);
  if (result.kind === "text") throw new Error("the bytes were read as text");
  return result.diagnostic;
}

describe("reading a file", () => {
  it("answers its text under the name that messages use", () => {
    const folder = folderWith({ "queue.tusk": "name: äöü 日本 \ufffd\n" });
    expect(readText(join(folder, "queue.tusk"), "config/queue.tusk", "x")).toMatchObject({
      source: { path: "config/queue.tusk", text: "name: äöü 日本 \ufffd\n" },
    });
  });

  it("says that it is not there, or is a directory", () => {
    const folder = folderWith({ "queue.tusk/x": "" });
    const readIt = (name: string) => () => readText(join(folder, name), name, name);
    expect(readIt("other.tusk")).toThrow("there is no file `other.tusk`");
    expect(readIt("queue.tusk/x/y")).toThrow("there is no file `queue.tusk/x/y`");
    expect(readIt("queue.tusk")).toThrow("`queue.tusk` is a directory, not a file");
  });

  it.skipIf(process.getuid?.() === 0)("says that it may not be read", () => {
    const folder = folderWith({ "queue.tusk": "" });
    chmodSync(join(folder, "queue.tusk"), 0);
    expect(() => readText(join(folder, "queue.tusk"), "", "queue.tusk")).toThrow(
      "`queue.tusk` cannot be read: permission denied",
    );
  });

  it("takes 4 MiB and not a byte more", () => {
    const most = "#".repeat(4 * 1024 * 1024);
    expect(read(most)).toMatchObject({ source: { text: most } });
    expect(() => read(`${most}#`)).toThrow("`queue.tusk` is larger than 4 MiB");
  });

  it("reads no other file than the one that was looked at", () => {
    const folder = folderWith({ "a.tusk": "a: 1\n", "b.tusk": "b: 1\n" });
    const path = join(folder, "a.tusk");
    const { dev, ino } = statSync(path);
    expect(tryReadText(path, "a.tusk", { dev, ino })).toMatchObject({ kind: "text" });
    renameSync(join(folder, "b.tusk"), path);
    const replaced = { kind: "unreadable", why: "was replaced while it was looked for" };
    expect(tryReadText(path, "a.tusk", { dev, ino })).toEqual(replaced);
    rmSync(path);
    symlinkSync("/etc/hostname", path);
    expect(tryReadText(path, "a.tusk", { dev, ino })).toMatchObject({ kind: "unreadable" });
  });

  it("refuses a file with zero bytes as binary", () => {
    expect(() => read("a: 1\nb: \0\n")).toThrow("`queue.tusk` is a binary file, not text");
  });
});

describe("bytes that are not UTF-8", () => {
  it("are a diagnostic at their place", () => {
    const latin1 = Buffer.from("# \ufffd is fine, 日本 too\nname: caf\u0000\n", "utf8");
    latin1[latin1.length - 2] = 0xe9;
    const diagnostic = bad(latin1);
    const { source, span } = diagnostic.primary;
    expect(diagnostic).toMatchObject({
      code: "TSK1000",
      severity: "error",
      message: "the byte 0xE9 is not UTF-8 text here",
      notes: [`it is byte ${latin1.length - 2} of the file, counted from 0`],
    });
    expect(source.position(span.start)).toEqual({ line: 2, column: 10 });
    expect(source.slice(span)).toBe("\ufffd");
  });

  it("are found when a character is cut off at the end", () => {
    const whole = Buffer.from("a: 日");
    const diagnostic = bad(whole.subarray(0, whole.length - 1));
    expect(diagnostic.primary.span).toEqual({ start: 3, end: 4 });
    expect(diagnostic.message).toBe("the byte 0xE6 is not UTF-8 text here");
  });

  it("are explained when the file is UTF-16", () => {
    const diagnostic = bad(Buffer.from("\ufeffqueue: 1\n", "utf16le"));
    expect(diagnostic.notes).toEqual(["the file starts like UTF-16, low byte first"]);
    expect(diagnostic.help).toBe("save the file as UTF-8");
  });
});
