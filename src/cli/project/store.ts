// Why: `--store` runs any project without a server, and must mean the same directory from wherever the
// command is called.

import { relative, resolve } from "node:path";
import type { Options } from "yargs";
import { Failure } from "../exit.js";
import type { Io } from "../io.js";

/** The option of every command that reaches the store. */
export const storeOption = {
  type: "string",
  requiresArg: true,
  describe: "embedded or embedded:DIR, instead of the store that the settings name",
} as const satisfies Options;

/**
 * The variables that `--store` stands for, in a process that runs in the project's root. A directory
 * counts from where the command was called, and so does one in the environment.
 */
export function storeVariables(
  io: Io,
  root: string,
  option: string | undefined,
): Record<string, string> {
  const store = option ?? io.env.QUEUE_STORE;
  const directory = /^embedded:(.+)$/s.exec(store ?? "")?.[1];
  if (directory !== undefined) return { QUEUE_STORE: `embedded:${fromRoot(io, root, directory)}` };
  if (option === undefined) return {};
  if (option === "embedded") return { QUEUE_STORE: option };
  throw new Failure(`\`--store ${option}\` is not possible`, {
    help: "use `--store embedded` or `--store embedded:DIR`",
  });
}

/** Relative where that is possible: sockets lie in the directory, and their paths must be short. */
function fromRoot(io: Io, root: string, directory: string): string {
  const path = resolve(io.cwd, directory);
  const near = relative(root, path);
  return near !== "" && near.length < path.length ? near : path;
}
