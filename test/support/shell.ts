// Why: what a command line means is what a shell makes of it.

import { execFileSync } from "node:child_process";

/** The words of a command line, as `sh` splits it. */
export function shellWords(line: string): string[] {
  const printed = execFileSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
  return printed.split("\0").slice(0, -1);
}
