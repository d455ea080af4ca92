// Why: what happens to a job that fails or hangs is one policy, with the waits it leads to spelled out.

import type { GeneratedFile } from "../../src/emit/file.js";
import { block, call, doc, exportConst, stack } from "../../src/emit/ts/code.js";
import { tsFile } from "../../src/emit/ts/file.js";
import type { Project } from "../../src/ir/ir.js";
import { settingProperties } from "./setting.js";
import { runtime } from "./symbols.js";
import { retryTable } from "./waits.js";

/** `retry.ts` */
export function retryFile({ jobDefaults, backend }: Project): GeneratedFile {
  const note =
    backend.value === "delayed_job"
      ? [
          "",
          "Under `delayed_job`, its `max_attempts` and waits decide for jobs that set no retry of their own.",
        ]
      : [];
  return tsFile("retry.ts", [
    stack([
      doc("What every job gets unless it sets its own.", ...note, ...retryTable(jobDefaults, [])),
      exportConst("defaults", call(runtime.definePolicy, block(settingProperties(jobDefaults)))),
    ]),
  ]);
}
