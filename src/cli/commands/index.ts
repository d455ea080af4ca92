import type { CommandEntry } from "../command.js";

/** Every command, in the order of `--help`. Each is loaded when it is called. */
export const commands: readonly CommandEntry[] = [
  {
    name: "generate",
    usage: "",
    describe: "Compile queue.tusk and write generated/ (the default command)",
    load: async () => (await import("./generate.js")).generate,
  },
  {
    name: "check",
    usage: "",
    describe: "Check queue.tusk, generated/, and handlers/; for CI",
    load: async () => (await import("./check.js")).check,
  },
  {
    name: "breaking",
    usage: "",
    describe: "Tell what a change of queue.tusk does to jobs that are already queued",
    load: async () => (await import("./breaking.js")).breaking,
  },
  {
    name: "fmt",
    usage: "[files..]",
    describe: "Write queue.tusk, or other TuskLang files, in canonical form",
    load: async () => (await import("./fmt.js")).fmt,
  },
  {
    name: "init",
    usage: "",
    describe: "Write a first queue.tusk, a job, and a handler",
    load: async () => (await import("./init.js")).init,
  },
  {
    name: "handlers",
    usage: "",
    describe: "Create the handlers that are missing, and nothing else",
    load: async () => (await import("./handlers.js")).handlers,
  },
  {
    name: "rename",
    usage: "<old> <new>",
    describe: "Rename a job in queue.tusk, its handler, and every caller",
    load: async () => (await import("./rename.js")).rename,
  },
  {
    name: "export",
    usage: "<file>",
    describe: "Print what a TuskLang file says as JSON",
    load: async () => (await import("./export.js")).exportFile,
  },
  {
    name: "explain",
    usage: "[code]",
    describe: "Explain a diagnostic, with an example",
    load: async () => (await import("./explain.js")).explain,
  },
  {
    name: "apply",
    usage: "",
    describe: "Bring the schedules of the store in line with queue.tusk",
    load: async () => (await import("./apply.js")).apply,
  },
  {
    name: "enqueue",
    usage: "<job> [payload]",
    describe: "Enqueue a job and print its id",
    load: async () => (await import("./enqueue.js")).enqueue,
  },
  {
    name: "work",
    usage: "[entry]",
    describe: "Run the worker of the project",
    load: async () => (await import("./work.js")).work,
  },
];

/** Commands of the design that this version lacks. */
export const laterCommands: readonly string[] = ["dev", "queues", "failed", "doctor"];
