// Why: command tests run in a folder of their own and look at what a person would see.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import type { Io } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";

/** A folder with these files, removed after the test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "tsk-gen-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** An `Io` that has `input` piped in, and keeps what is written, and what the process would be prepared with. */
export function ioIn(cwd: string, env: Io["env"] = {}, input = "") {
  const written = { stdout: "", stderr: "" };
  const output = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTerminal: false,
  });
  const prepared: unknown[] = [];
  return {
    cwd,
    env,
    stdin: Readable.from([Buffer.from(input)]),
    stdout: output("stdout"),
    stderr: output("stderr"),
    prepare: (...asked: unknown[]) => void prepared.push(asked),
    untilStopped: () => Promise.resolve(),
    written,
    prepared,
  };
}

export interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `tsk-gen` with these arguments in a folder; `input` is piped in. */
export async function tskGen(
  cwd: string,
  argv: readonly string[],
  env: Io["env"] = {},
  input = "",
): Promise<Result> {
  const io = ioIn(cwd, env, input);
  const exitCode = await main(argv, io);
  return { exitCode, ...io.written };
}
