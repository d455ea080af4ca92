// Why: the whole output of one checked file, as a pure function. A deployment target is one line here.

import type { GeneratedFile } from "../src/emit/file.js";
import { withManifest } from "../src/emit/manifest.js";
import type { Project } from "../src/ir/ir.js";
import type { EmitOptions } from "./target.js";
import { configFile } from "./ts/config.js";
import { indexFile } from "./ts/index-file.js";
import { jobFile } from "./ts/job.js";
import { retryFile } from "./ts/retry.js";
import { schedulesFile } from "./ts/schedules.js";
import { workerFile } from "./ts/worker.js";

/** Every file that belongs into the output directory, the manifest last. */
export function emitProject(project: Project, options: EmitOptions): GeneratedFile[] {
  const files = [
    indexFile(project),
    configFile(project),
    ...project.jobs.map((job) => jobFile(job, project.jobDefaults)),
    retryFile(project),
    schedulesFile(project),
    workerFile(project, options.handlersImport),
  ];
  return withManifest(files, { tool: options.toolVersion, source: project.source });
}
