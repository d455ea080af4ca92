// Why: the process that runs jobs. It names every handler, so that a missing one does not compile.

import type { GeneratedFile } from "../../src/emit/file.js";
import { importSymbol } from "../../src/emit/symbol.js";
import { ts } from "../../src/emit/tags/ts.js";
import { block, call, doc, exportConst, stack } from "../../src/emit/ts/code.js";
import { tsFile } from "../../src/emit/ts/file.js";
import type { Project } from "../../src/ir/ir.js";
import { handler, runtime } from "./symbols.js";

const createRuntime = importSymbol("./index.js", "createRuntime");

/** `worker.ts` */
export function workerFile({ jobs }: Project, handlersImport: string): GeneratedFile {
  const handlers = jobs.map((job) => ({ key: job.camelName, value: handler(job, handlersImport) }));
  return tsFile("worker.ts", [
    stack([
      doc("The worker of this project, with every handler."),
      exportConst("runtime", call(createRuntime, block(handlers))),
    ]),
    ts`
      // Runs when Node is started with this file; \`tsk-gen work\` imports \`runtime\` and runs it itself.
      if (${runtime.isMain}(import.meta.url)) process.exitCode = await runtime.run();
    `,
  ]);
}
