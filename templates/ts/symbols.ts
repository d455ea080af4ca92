// Why: everything that generated code imports, named once.

import { importDefault, importSymbol, importType } from "../../src/emit/symbol.js";
import type { Job } from "../../src/ir/ir.js";

const RUNTIME = "tsk-gen/runtime";

/** What the runtime offers to generated code. */
export const runtime = {
  defineConfig: importSymbol(RUNTIME, "defineConfig"),
  defineJob: importSymbol(RUNTIME, "defineJob"),
  definePolicy: importSymbol(RUNTIME, "definePolicy"),
  defineRecurring: importSymbol(RUNTIME, "defineRecurring"),
  Enqueued: importType(RUNTIME, "Enqueued"),
  env: importSymbol(RUNTIME, "env"),
  Handler: importType(RUNTIME, "Handler"),
  isMain: importSymbol(RUNTIME, "isMain"),
  QueueManager: importSymbol(RUNTIME, "QueueManager"),
  Runtime: importSymbol(RUNTIME, "Runtime"),
  RuntimeOptions: importType(RUNTIME, "RuntimeOptions"),
  VersionedHandler: importType(RUNTIME, "VersionedHandler"),
};

/** zod. */
export const z = importSymbol("zod", "z");

/** The names that the file of a job exports. */
export function jobNames({ camelName, pascalName, className }: Job) {
  return {
    schema: `${camelName}Payload`,
    input: `${pascalName}Input`,
    payload: `${pascalName}Payload`,
    handler: `${pascalName}Handler`,
    jobClass: className,
  };
}

/** The class of a job, as files beside `jobs/` import it. */
export function jobClass(job: Job) {
  return importSymbol(`./jobs/${job.fileName}.js`, job.className);
}

/** The handler type of a job, imported from `directory`, the output directory as seen from the importer. */
export function handlerType(job: Job, directory: string) {
  return importType(`${directory}/jobs/${job.fileName}.js`, jobNames(job).handler);
}

/** The user's handler of a job. */
export function handler(job: Job, handlersImport: string) {
  return importDefault(`${handlersImport}/${job.fileName}.js`, job.camelName);
}
