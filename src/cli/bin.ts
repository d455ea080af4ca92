#!/usr/bin/env node
// Why: the process around the command line: its streams, and how it ends.

import process from "node:process";
import { tellFailure } from "./failure.js";
import type { Io, Output } from "./io.js";
import { main } from "./main.js";

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  // Asked for only by whoever reads it: a stream that was made keeps the process running.
  get stdin() {
    return process.stdin;
  },
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  prepare(variables, directory) {
    Object.assign(process.env, variables);
    process.chdir(directory);
  },
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    }),
};

process.on("uncaughtException", (thrown) => process.exit(tellFailure(thrown, io)));
const exitCode = await main(process.argv.slice(2), io);
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
// What a user's handler left open (a timer, a pool, a run that never ends) must not hold the process.
process.exit(exitCode);

/** A reader that has seen enough (`| head`) closes the pipe: what it does not want is not written. */
function outputOf(stream: NodeJS.WriteStream): Output {
  let closed = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    closed = true;
  });
  return {
    write: (text) => {
      if (!closed) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY && stream.columns > 0 ? stream.columns : undefined;
    },
  };
}

/** Settles once what was written has been handed over. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableLength === 0) resolve();
    else stream.write("", () => resolve());
  });
}
