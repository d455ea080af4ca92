// Why: what is read may be missing, huge, or no text at all; each of these gets one clear answer.

import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { defineDiagnostic } from "../../diagnostics/define.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { SourceFile } from "../../source/source.js";
import { Failure } from "../exit.js";
import type { Io } from "../io.js";

/** What stands for stdin in place of a file. */
export const STDIN = "-";

/** What tells a file from one that takes its place. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/** Longer files are refused before they are parsed. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * A file is text in UTF-8. Other encodings write letters such as `é` as other bytes, so what they
 * mean here would be a guess, and nothing of the file is read. Editors name the encoding in their
 * status line or in the dialog that saves.
 *
 * ```console
 * $ printf 'queue: # caf\351\n' > queue.tusk
 * $ tsk-gen check
 * error[TSK1000 not-utf8]: the byte 0xE9 is not UTF-8 text here
 *  --> queue.tusk:1:13
 *   |
 * 1 | queue: # caf�
 *   |             ^
 *   |
 *   = note: it is byte 12 of the file, counted from 0
 *   = help: save the file as UTF-8
 *
 * 1 error in queue.tusk
 * ```
 */
const notUtf8 = defineDiagnostic<{ readonly byte: number }>({
  code: "TSK1000",
  name: "not-utf8",
  severity: "error",
  message: ({ byte }) => `the byte ${hex(byte)} is not UTF-8 text here`,
});

/** A file's text, or what is wrong with its bytes. */
export type ReadResult =
  | { readonly kind: "text"; readonly source: SourceFile }
  | { readonly kind: "not-utf8"; readonly diagnostic: Diagnostic };

/** Why a file has no text; `why` completes a sentence that begins with its name. */
export type NoText =
  | { readonly kind: "missing" }
  | {
      readonly kind: "unreadable";
      readonly why: string;
      readonly notes?: readonly string[];
      readonly cause?: unknown;
    };

const TOO_LARGE: NoText = {
  kind: "unreadable",
  why: "is larger than 4 MiB",
  notes: ["no configuration is; this is likely another file"],
};

/**
 * Reads a text file of at most 4 MiB. `name` is what the source file is called in messages and generated
 * code, `shown` what a failure calls it. Throws a `Failure` when there is nothing that could be text.
 */
export function readText(path: string, name: string, shown: string): ReadResult {
  return orFail(tryReadText(path, name), shown);
}

/** The same for what is piped in. */
export async function readInput({ stdin }: Io, name: string): Promise<ReadResult> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    total += chunk.length;
    if (total > MOST_BYTES) return orFail(TOO_LARGE, name);
  }
  return orFail(decode(Buffer.concat(chunks, total), name), name);
}

/**
 * The same as `readText`, with a result in place of a `Failure`. With `identity`, only the file that has it is
 * read: between the look at a path and its opening another may take its place.
 */
export function tryReadText(
  path: string,
  name: string,
  identity?: FileIdentity,
): ReadResult | NoText {
  const bytes = readBytes(path, identity);
  return Buffer.isBuffer(bytes) ? decode(bytes, name) : bytes;
}

function orFail(read: ReadResult | NoText, shown: string): ReadResult {
  if (read.kind === "missing") throw new Failure(`there is no file \`${shown}\``);
  if (read.kind === "unreadable") throw new Failure(`\`${shown}\` ${read.why}`, read);
  return read;
}

/** The text of a file that was read; `name` is what its source file is called. */
export function decode(bytes: Buffer, name: string): ReadResult | NoText {
  if (bytes.length > MOST_BYTES) return TOO_LARGE;
  const mark = utf16Mark(bytes);
  if (mark === undefined && bytes.includes(0)) {
    const notes = [`there is a zero byte at offset ${bytes.indexOf(0)}`];
    return { kind: "unreadable", why: "is a binary file, not text", notes };
  }
  if (isUtf8(bytes)) return { kind: "text", source: new SourceFile(name, bytes.toString("utf8")) };
  return { kind: "not-utf8", diagnostic: locateBadByte(bytes, name, mark) };
}

/** Neither follows a link nor waits for whoever writes to a pipe. */
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
const AS_IT_IS = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;

function readBytes(path: string, identity: FileIdentity | undefined): Buffer | NoText {
  try {
    const file = openSync(path, identity === undefined ? O_RDONLY : AS_IT_IS);
    try {
      const found = fstatSync(file);
      if (found.isDirectory()) return { kind: "unreadable", why: "is a directory, not a file" };
      if (identity === undefined || isSame(found, identity)) return readAtMost(file);
      return { kind: "unreadable", why: "was replaced while it was looked for" };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return noTextBy(error);
  }
}

function isSame(one: FileIdentity, other: FileIdentity): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

/** Reads to the end; a pipe has no size to ask for. */
function readAtMost(file: number): Buffer | NoText {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.alloc(64 * 1024);
    const count = readSync(file, chunk);
    if (count === 0) return Buffer.concat(chunks, total);
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (total > MOST_BYTES) return TOO_LARGE;
  }
}

/** What an error of the file system means. */
export function noTextBy(error: unknown): NoText {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
  const denied = code === "EACCES" || code === "EPERM";
  const why = `cannot be read: ${denied ? "permission denied" : message}`;
  return { kind: "unreadable", why, ...(!denied && { cause: error }) };
}

function locateBadByte(bytes: Buffer, name: string, mark: string | undefined): Diagnostic {
  const text = bytes.toString("utf8");
  const source = new SourceFile(name, text);
  const start = firstReplaced(bytes, text);
  const offset = Buffer.byteLength(text.slice(0, start));
  return notUtf8(
    { byte: bytes[offset] ?? 0 },
    {
      at: { source, span: { start, end: start + 1 } },
      notes: [
        mark === undefined
          ? `it is byte ${offset} of the file, counted from 0`
          : `the file starts like ${mark}`,
      ],
      help: "save the file as UTF-8",
    },
  );
}

/** The first replacement character of `text` that is not in the file itself. */
function firstReplaced(bytes: Buffer, text: string): number {
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) {
    offset += Buffer.byteLength(text.slice(from, at));
    from = at;
    if (bytes.toString("latin1", offset, offset + 3) !== "\xef\xbf\xbd") return at;
  }
  return 0;
}

function utf16Mark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "UTF-16, low byte first";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "UTF-16, high byte first";
  return undefined;
}

function hex(byte: number): string {
  return `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
