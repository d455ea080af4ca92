// Why: a job can be put on its queue from a shell, checked like anywhere else and without a build.

import { didYouMean } from "../../diagnostics/suggest.js";
import type { Job, Project } from "../../ir/ir.js";
import type { Enqueued, EnqueueOptions } from "../../runtime/index.js";
import { defineCommand } from "../command.js";
import { EXIT, Failure } from "../exit.js";
import { outputOption, printJson, wantsJson } from "../findings.js";
import { definitionOf } from "../from-ir/project.js";
import { type OpenQueues, withQueues } from "../from-ir/queues.js";
import { compileOrTell } from "../project/compile-or-tell.js";
import { configOption } from "../project/locate.js";
import { storeOption } from "../project/store.js";

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
    const sound = await compileOrTell(io, args.config);
    if (sound === undefined) return EXIT.findings;
    const { project, root } = sound;
    const job = findJob(project, args.job);
    const place = { root, store: args.store };
    const enqueued = await withQueues(project, io, place, (open) => put(open, job, request));
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
  { queues, modules }: OpenQueues,
  job: Job,
  { payload, options, delay, date }: Request,
): Promise<Enqueued> {
  const definition = definitionOf(job, modules);
  if (delay !== undefined) return queues.enqueueIn(delay, definition, payload, options);
  if (date !== undefined) return queues.enqueueAt(date, definition, payload, options);
  return queues.enqueue(definition, payload, options);
}
