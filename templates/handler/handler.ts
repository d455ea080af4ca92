// Why: a job needs a function to run it. Its file is the user's from the start: made once, with the right
// types, and failing until it is written, so that no job is lost to an empty handler.

import type { GeneratedFile } from "../../src/emit/file.js";
import { ts } from "../../src/emit/tags/ts.js";
import { call, doc, literal, name, stack } from "../../src/emit/ts/code.js";
import { printModule } from "../../src/emit/ts/file.js";
import type { Job } from "../../src/ir/ir.js";
import { handlerType } from "../ts/symbols.js";

/** The first version of a handler; its path is relative to the directory of the handlers. */
export function handlerFile(
  job: Job,
  options: { readonly generatedImport: string },
): GeneratedFile {
  const file = `${job.fileName}.ts`;
  const advice = `the job \`${job.key}\` has no handler yet: write what it does in handlers/${file}`;
  const head = call(
    ts`const handler: ${handlerType(job, options.generatedImport)} = async `,
    name("_payload"),
    name("_context"),
  );
  return {
    path: file,
    contents: printModule([
      stack([
        doc(
          job.description ?? `Runs \`${job.key}\`.`,
          "",
          "A job runs at least once, so a second run must do no harm.",
        ),
        ts`
          ${head} => {
            throw ${call(ts`new Error`, literal(advice))};
          };
        `,
      ]),
      ts`export default handler;`,
    ]),
  };
}
