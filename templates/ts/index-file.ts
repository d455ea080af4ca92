// Why: programs import one module; it is the list of everything that queue.tusk declares.

import type { GeneratedFile } from "../../src/emit/file.js";
import { importSymbol } from "../../src/emit/symbol.js";
import { ts } from "../../src/emit/tags/ts.js";
import {
  block,
  type Code,
  call,
  doc,
  exportConst,
  exportFrom,
  literal,
  name,
  object,
  type Property,
  stack,
} from "../../src/emit/ts/code.js";
import { tsFile } from "../../src/emit/ts/file.js";
import { compareModules } from "../../src/emit/ts/imports.js";
import type { Job, Project } from "../../src/ir/ir.js";
import { handlerType, jobClass, runtime } from "./symbols.js";

const config = importSymbol("./config.js", "config");
const queues = importSymbol("./config.js", "queues");
const recurring = importSymbol("./schedules.js", "recurring");

/** `index.ts` */
export function indexFile({ jobs }: Project): GeneratedFile {
  const parts: readonly Property[] = [
    { key: "config", value: config },
    { key: "queues", value: queues },
    { key: "jobs", value: name("jobs") },
    { key: "handlers", value: name("handlers") },
    { key: "recurring", value: recurring },
  ];
  const create = call(ts`new ${runtime.Runtime}`, object(parts), name("options"));
  const signature = call(
    ts`export function createRuntime`,
    ts`handlers: Handlers`,
    ts`options: ${runtime.RuntimeOptions} = {}`,
  );
  return tsFile("index.ts", [
    exports(jobs),
    stack([
      doc("Every job class, by its name in code."),
      exportConst("jobs", block(jobs.map((job) => ({ key: job.camelName, value: jobClass(job) })))),
    ]),
    stack([doc("One handler a job."), handlers(jobs)]),
    ts`
      ${doc("The worker of this project; nothing is connected before `run()`.")}
      ${signature}: ${runtime.Runtime} {
        return ${create};
      }
    `,
  ]);
}

function exports(jobs: readonly Job[]): Code {
  const ofJobs = [...jobs.map(({ fileName }) => `./jobs/${fileName}.js`)].sort(compareModules);
  return stack([
    exportFrom("./config.js", ["config", "queues"]),
    ...ofJobs.map((module) => ts`export * from ${literal(module)};`),
    exportFrom("./schedules.js", ["recurring", "schedules"]),
  ]);
}

function handlers(jobs: readonly Job[]): Code {
  if (jobs.length === 0) return ts`export type Handlers = Record<string, never>;`;
  return ts`
    export interface Handlers {
      ${stack(jobs.map((job) => ts`${name(job.camelName)}: ${handlerType(job, ".")};`))}
    }
  `;
}
