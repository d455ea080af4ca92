// Why: from handlers in TypeScript to running jobs in one command, and never with code that queue.tusk no
// longer describes.

import { resolve } from "node:path";
import { collect } from "../../diagnostics/sink.js";
import { isUpToDate } from "../../emit/write/compare-output.js";
import type { RunOptions } from "../../runtime/runtime.js";
import { defineCommand } from "../command.js";
import { EXIT, Failure } from "../exit.js";
import { fixedByCheck, showFindings } from "../findings.js";
import type { Io } from "../io.js";
import { compileProject } from "../project/compile.js";
import { checkHandlers } from "../project/handler-diagnostics.js";
import { loadWorker } from "../project/load-worker.js";
import { configOption, showPath } from "../project/locate.js";
import { compareTo, outOption, outputDirectory } from "../project/output.js";
import { storeOption, storeVariables } from "../project/store.js";

export const work = defineCommand({
  positionals: {
    entry: {
      type: "string",
      describe: "A built worker, such as dist/generated/worker.js; then queue.tusk is not read",
    },
  },
  options: {
    config: configOption,
    out: outOption,
    store: storeOption,
    queues: {
      type: "string",
      requiresArg: true,
      describe: "Serve only these queues, separated by commas",
    },
    concurrency: { type: "string", requiresArg: true, describe: "Slots of this process" },
    drain: { type: "boolean", default: false, describe: "End when no job is ready" },
  },
  later: ["dashboard"],
  examples: [
    ["tsk-gen work", "run jobs until TERM or Ctrl-C"],
    ["tsk-gen work --store embedded --drain", "run what is ready, with nothing installed"],
  ],
  async run(args, io) {
    const options = runOptions(args);
    const worker = args.entry === undefined ? await generated(args, io) : built(args.entry, io);
    if (worker === undefined) return EXIT.findings;
    io.prepare(storeVariables(io, worker.root, args.store), worker.root);
    const runtime = await loadWorker(worker.path, worker.root, showPath(io, worker.path));
    return runtime.run(options);
  },
});

interface Worker {
  /** Of the module, absolute. */
  readonly path: string;
  /** The directory that it runs in. */
  readonly root: string;
}

/** The worker of the project, or nothing when what is wrong with it has been shown. */
async function generated(
  args: { readonly config: string | undefined; readonly out: string | undefined },
  io: Io,
): Promise<Worker | undefined> {
  const { paths, source, files, project, diagnostics } = compileProject(io, args.config);
  const origin = { root: paths.root, fixBy: fixedByCheck(args.config) };
  if (project === undefined || source === undefined) {
    await showFindings(collect(diagnostics), "pretty", io, origin);
    return undefined;
  }
  const missing = checkHandlers(project, source, files, paths.root);
  const findings = collect(missing.filter(({ severity }) => severity === "error"));
  await showFindings(findings, "pretty", io, origin);
  if (findings.errors > 0) return undefined;
  const directory = outputDirectory(io, paths, args.out);
  if (!isUpToDate(compareTo(directory, paths, project)))
    throw new Failure(`${showPath(io, directory)}/ is not what queue.tusk says`, {
      exitCode: EXIT.findings,
      help: "run `tsk-gen generate`; `tsk-gen check` shows what differs",
    });
  return { path: resolve(directory, "worker.ts"), root: paths.root };
}

function built(entry: string, io: Io): Worker {
  return { path: resolve(io.cwd, entry), root: io.cwd };
}

function runOptions(args: {
  readonly queues: string | undefined;
  readonly concurrency: string | undefined;
  readonly drain: boolean;
}): RunOptions {
  const queues = args.queues?.split(",").map((name) => name.trim());
  const { concurrency = "1" } = args;
  if (!/^\d{1,9}$/.test(concurrency)) throw new Failure("`--concurrency` takes a whole number");
  return {
    drain: args.drain,
    ...(queues !== undefined && { queues }),
    ...(args.concurrency !== undefined && { concurrency: Number(concurrency) }),
  };
}
