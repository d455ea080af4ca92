// Why: what happens to a job that fails or hangs is one policy, with the waits it leads to spelled out.

import type { GeneratedFile } from "../../src/emit/file.js";
import { block, call, doc, exportConst, stack } from "../../src/emit/ts/code.js";
import { tsFile } from "../../src/emit/ts/file.js";
import type { Project } from "../../src/ir/ir.js";
import { settingProperties } from "./setting.js";
import { runtime } from "./symbols.js";
import { retryTable, runsTable } from "./waits.js";

/** `retry.ts` */
export function retryFile(project: Project): GeneratedFile {
  const { jobDefaults } = project;
  return tsFile("retry.ts", [
    stack([
      doc("What every job gets unless it sets its own.", ...waits(project)),
      exportConst("defaults", call(runtime.definePolicy, block(settingProperties(jobDefaults)))),
    ]),
  ]);
}

/** The waits of jobs that set no retry of their own. */
function waits({ jobDefaults, backend, profiles }: Project): string[] {
  if (backend.value !== "delayed_job") return retryTable(jobDefaults, []);
  const profile = profiles.find((profile) => profile.backend === backend.value);
  return [
    "",
    "Under `delayed_job`, its `max_attempts` and waits decide for jobs that set no retry of their own.",
    ...runsTable(profile?.settings ?? []),
  ];
}
