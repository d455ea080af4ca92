// Why: a job can be put on its queue from a shell, checked like anywhere else and without a build.

import { collect } from "../../diagnostics/sink.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Job, Project } from "../../ir/ir.js";
import type { Enqueued, EnqueueOptions } from "../../runtime/index.js";
import { defineCommand } from "../command.js";
import { EXIT, Failure } from "../exit.js";
import { fixedByCheck, outputOption, printJson, showFindings, wantsJson } from "../findings.js";
import { configOf, definitionOf, modulesOf, type RuntimeModule } from "../from-ir/project.js";
import type { Io } from "../io.js";
import { compileProject } from "../project/compile.js";
import { configOption } from "../project/locate.js";
import { storeOption, storeVariables } from "../project/store.js";

export const enqueue = defineCommand({
  positionals: {
    job: { type: "string", demandOption: true, describe: "Its key or class in queue.tusk" },
    payload: { type: "string", describe: "JSON; left out for a job that takes none" },
  },
  options: {
    config: configOption,
    store: storeOption,
    id: { type: "string", requiresArg: true, describe: "Enqueue nothing if this id is known" },
    in: { type: "string", requiresArg: true, describe: "After a delay: 30s, 5m, 2h, or seconds" },
    at: { type: "string", requiresArg: true, describe: "At a time: 2030-01-31T08:00:00Z" },
    format: outputOption,
  },
  examples: [
    [`tsk-gen enqueue welcome_email '{"user_id": 1}'`, "run it as soon as a slot is free"],
    ["tsk-gen enqueue data_cleanup --in 10m", "run it in ten minutes"],
  ],
  async run(args, io) {
    const asJson = wantsJson(args.format);
    const request = readRequest(args);
    const { paths, project, diagnostics } = compileProject(io, args.config);
    if (project === undefined) {
      const origin = { root: paths.root, fixBy: fixedByCheck(args.config) };
      await showFindings(collect(diagnostics), "pretty", io, origin);
      return EXIT.findings;
    }
    const job = findJob(project, args.job);
    const variables = storeVariables(io, paths.root, args.store);
    io.prepare(variables, paths.root);
    const environment = { ...io.env, ...variables };
    const enqueued = await put(project, job, request, { environment, io });
    if (asJson) printJson(enqueued, io);
    else io.stdout.write(`${enqueued.id}\n`);
    return EXIT.ok;
  },
});

/** What is asked for, as far as it can be judged without the project. */
interface Request {
  readonly payload: unknown;
  readonly options: EnqueueOptions;
  readonly delay?: string;
  readonly date?: Date;
}

function readRequest(args: {
  readonly payload: string | undefined;
  readonly id: string | undefined;
  readonly in: string | undefined;
  readonly at: string | undefined;
}): Request {
  if (args.in !== undefined && args.at !== undefined)
    throw new Failure("a job is enqueued `--in` a while or `--at` a time, not both");
  return {
    payload: args.payload === undefined ? undefined : parsePayload(args.payload),
    options: args.id === undefined ? {} : { id: args.id },
    ...(args.in !== undefined && { delay: args.in }),
    ...(args.at !== undefined && { date: parseTime(args.at) }),
  };
}

function parsePayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure("the payload is not JSON", {
      notes: [error instanceof Error ? error.message : String(error)],
      help: `quote it for the shell: '{"user_id": 1}'`,
      cause: error,
    });
  }
}

function parseTime(text: string): Date {
  const date = new Date(text);
  const isTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/.test(text);
  if (isTime && !Number.isNaN(date.getTime())) return date;
  throw new Failure(`\`${text}\` is not a time with a zone`, {
    help: "write it like `2030-01-31T08:00:00Z` or `2030-01-31T08:00:00+01:00`",
  });
}

function findJob({ jobs }: Project, name: string): Job {
  const found = jobs.find(({ key, className }) => key === name || className === name);
  if (found !== undefined) return found;
  const names = jobs.map(({ key, className }) => (/^[A-Z]/.test(name) ? className : key));
  throw new Failure(`queue.tusk has no job called \`${name}\``, { help: didYouMean(name, names) });
}

async function put(
  project: Project,
  job: Job,
  { payload, options, delay, date }: Request,
  { environment, io }: { readonly environment: Io["env"]; readonly io: Io },
): Promise<Enqueued> {
  const runtime = await import("../../runtime/index.js");
  const modules = modulesOf(runtime, await import("zod"));
  const manager = new runtime.QueueManager(configOf(project, modules), {
    environment,
    log: (line) => io.stderr.write(`${line}\n`),
  });
  const definition = definitionOf(job, modules);
  try {
    if (delay !== undefined) return await manager.enqueueIn(delay, definition, payload, options);
    if (date !== undefined) return await manager.enqueueAt(date, definition, payload, options);
    return await manager.enqueue(definition, payload, options);
  } catch (error) {
    throw explain(error, runtime, job);
  } finally {
    await manager.close();
  }
}

/** What the runtime refuses is wrong in what was asked for or around it, and never a bug. */
function explain(error: unknown, runtime: RuntimeModule, job: Job): unknown {
  if (error instanceof runtime.PayloadError)
    return new Failure(`the payload does not fit the job \`${job.key}\``, {
      exitCode: EXIT.findings,
      notes: error.problems.map(({ field, message }) =>
        field === "" ? message : `\`${field}\` ${message}`,
      ),
    });
  if (error instanceof runtime.ConfigError)
    return new Failure("the settings of this environment are not accepted", {
      notes: error.problems.map(({ message }) => message),
    });
  if (
    error instanceof runtime.StoreDownError ||
    error instanceof runtime.StoreUnfitError ||
    error instanceof RangeError
  )
    return new Failure(error.message, { cause: error });
  return error;
}
