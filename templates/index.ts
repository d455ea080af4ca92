// Why: the whole output of one checked file, as a pure function. A deployment target is one line here.

import type { GeneratedFile } from "../src/emit/file.js";
import { withManifest } from "../src/emit/manifest.js";
import type { Project } from "../src/ir/ir.js";
import type { TargetName } from "../src/schema/deploy.js";
import { compose } from "./deploy/compose.js";
import { docker } from "./deploy/docker.js";
import { githubActions } from "./deploy/github-actions.js";
import { kubernetes } from "./deploy/kubernetes.js";
import { preCommit } from "./deploy/pre-commit.js";
import { systemd } from "./deploy/systemd.js";
import type { DeploymentTarget, EmitOptions } from "./target.js";
import { configFile } from "./ts/config.js";
import { indexFile } from "./ts/index-file.js";
import { jobFile } from "./ts/job.js";
import { retryFile } from "./ts/retry.js";
import { schedulesFile } from "./ts/schedules.js";
import { workerFile } from "./ts/worker.js";

const BY_NAME: Readonly<Record<TargetName, DeploymentTarget>> = {
  systemd,
  docker,
  compose,
  kubernetes,
  pre_commit: preCommit,
  github_actions: githubActions,
};

/** Every deployment target that can be asked for. */
export const targets: readonly DeploymentTarget[] = Object.values(BY_NAME);

/** What is not of a deployment target, as `--only` names it. */
export const CODE = "code";

/** Which files are of a part of the output: the code, or a deployment target by its name. */
export function filesOf(
  part: string,
  project: Project,
  options: EmitOptions,
): (path: string) => boolean {
  if (part === CODE) return (path) => !path.startsWith("deploy/");
  const own = targets.find(({ name }) => name === part)?.files(project, options) ?? [];
  const paths = new Set(own.map(({ path }) => path));
  return (path) => paths.has(path);
}

/** Every file that belongs into the output directory, the manifest last. */
export function emitProject(project: Project, options: EmitOptions): GeneratedFile[] {
  const files: GeneratedFile[] = [
    indexFile(project),
    configFile(project),
    ...project.jobs.map((job) => jobFile(job, project.jobDefaults)),
    retryFile(project),
    schedulesFile(project),
    workerFile(project, options.handlersImport),
    ...targets
      .filter(({ name }) => project.deploy.targets.includes(name))
      .flatMap(({ files }) => files(project, options)),
  ];
  return withManifest(files, { tool: options.toolVersion, source: project.source });
}
