// Why: pages and golden cases show what is typed in a terminal and what is printed then. This types it again.

import { execFileSync } from "node:child_process";
import type { Io } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { ioIn } from "../cli/folder.js";

/** A line that was typed, what it printed, and what it ended with. */
export interface Step {
  readonly command: string;
  readonly printed: string;
  readonly exitCode: number;
}

/** What a session may depend on. */
export interface Terminal {
  readonly env?: Io["env"];
  /** How wide it is; lines are not wrapped without it. */
  readonly columns?: number;
}

const PROMPT = "$ ";

/**
 * Types the commands of a session in a folder, one after the other, whatever stands below them. `tsk-gen` is run
 * without a process of its own, its words are separated by blanks, and `echo $?` prints what it ended with.
 */
export async function* replay(
  session: string,
  folder: string,
  terminal: Terminal = {},
): AsyncGenerator<Step> {
  let exitCode = 0;
  for (const line of session.split("\n").filter((line) => line.startsWith(PROMPT))) {
    const command = line.slice(PROMPT.length);
    const ended = await run(command, folder, terminal, exitCode);
    exitCode = ended.exitCode;
    yield { command, ...ended };
  }
}

/** The session that these steps are. */
export async function sessionOf(steps: AsyncIterable<Step>): Promise<string> {
  let session = "";
  for await (const { command, printed } of steps) session += `${PROMPT}${command}\n${printed}`;
  return session;
}

async function run(
  command: string,
  cwd: string,
  { env = {}, columns }: Terminal,
  before: number,
): Promise<Omit<Step, "command">> {
  const match = /^(?:(\w+)=(\S+) )?tsk-gen (.*)$/.exec(command);
  if (match === null) {
    const printed = execFileSync("bash", ["-c", `(exit ${before}); ${command}`], {
      cwd,
      encoding: "utf8",
    });
    return { printed, exitCode: 0 };
  }
  const [, variable, value, args = ""] = match;
  const io = ioIn(cwd, variable === undefined ? env : { ...env, [variable]: value });
  const exitCode = await main(args.split(" "), { ...io, stderr: { ...io.stderr, columns } });
  return { printed: io.written.stdout + io.written.stderr, exitCode };
}
