// Why: every command that acts on a running system reaches its store in the same way, without a build, and
// tells in the same words why it cannot.

import type { Project } from "../../ir/ir.js";
import type { QueueManager } from "../../runtime/index.js";
import { EXIT, Failure } from "../exit.js";
import type { Io } from "../io.js";
import { storeVariables } from "../project/store.js";
import type { Modules } from "./interpret.js";
import { configOf, modulesOf, type RuntimeModule } from "./project.js";

/** What a command works with while the store is open. */
export interface OpenQueues {
  readonly queues: QueueManager;
  readonly runtime: RuntimeModule;
  /** What definitions are made with. */
  readonly modules: Modules;
}

/** Which store: that of the settings, or the one of `--store`. */
export interface StoreChoice {
  /** The project's, absolute. */
  readonly root: string;
  /** The option as it was given. */
  readonly store: string | undefined;
}

/**
 * Does something with the queues of a project and closes them. What the runtime refuses is wrong in what was
 * asked for or around it, never a bug, and ends the command with a `Failure`.
 */
export async function withQueues<T>(
  project: Project,
  io: Io,
  { root, store }: StoreChoice,
  work: (open: OpenQueues) => Promise<T>,
): Promise<T> {
  const variables = storeVariables(io, root, store);
  io.prepare(variables, root);
  const runtime = await import("../../runtime/index.js");
  const modules = modulesOf(runtime, await import("zod"));
  const queues = new runtime.QueueManager(configOf(project, modules), {
    environment: { ...io.env, ...variables },
    log: (line) => io.stderr.write(`${line}\n`),
  });
  try {
    return await work({ queues, runtime, modules });
  } catch (error) {
    throw explain(error, runtime, project);
  } finally {
    await queues.close();
  }
}

function explain(error: unknown, runtime: RuntimeModule, { jobs }: Project): unknown {
  if (error instanceof runtime.PayloadError) {
    const job = jobs.find(({ className }) => className === error.job);
    return new Failure(`the payload does not fit the job \`${job?.key ?? error.job}\``, {
      exitCode: EXIT.findings,
      notes: error.problems.map(({ field, message }) =>
        field === "" ? message : `\`${field}\` ${message}`,
      ),
    });
  }
  if (error instanceof runtime.ConfigError)
    return new Failure("the settings of this environment are not accepted", {
      notes: error.problems.map(({ message }) => message),
    });
  if (
    error instanceof runtime.StoreDownError ||
    error instanceof runtime.StoreUnfitError ||
    error instanceof runtime.MissingHandlerError ||
    error instanceof RangeError
  )
    return new Failure(error.message, { cause: error });
  return error;
}
