import type { CommandEntry } from "../command.js";

/** Every command, in the order of `--help`. Each is loaded when it is called. */
export const commands: readonly CommandEntry[] = [
  {
    name: "init",
    usage: "",
    describe: "Write a first queue.tusk, a job, and a handler",
    load: async () => (await import("./init.js")).init,
  },
];

/** Commands of the design that this version lacks. */
export const laterCommands: readonly string[] = [
  "fmt",
  "explain",
  "breaking",
  "handlers",
  "rename",
  "dev",
  "apply",
  "queues",
  "failed",
  "doctor",
];
