// Why: what the compiler knows it uses in every deployment file alike: one name, one stop timeout.

import { posix } from "node:path";
import type { Profile, Project } from "../../src/ir/ir.js";
import type { EmitOptions } from "../target.js";

/** What the worker's unit and its environment file are called. */
export function workerName({ deploy }: Project): string {
  return `${safeName(deploy.app)}-worker`;
}

function safeName(app: string): string {
  return app.replace(/[^A-Za-z0-9._-]+/g, "-");
}

/** What the step is called that applies the schedules before the worker starts. */
export function applyName({ deploy }: Project): string {
  return `${safeName(deploy.app)}-apply`;
}

/** The command of this package as an installed project holds it, whatever package manager installed it. */
const COMMAND = "node_modules/tsk-gen/dist/cli.js";

/** The words after `node` that bring the schedules of the store in line with the file. */
export function applyCommand({ configFromRoot }: EmitOptions): readonly string[] {
  return [COMMAND, "apply", "--config", configFromRoot];
}

/** The options with which a command finds queue.tusk and the generated code, called in `directory` above them. */
export function projectOptions(
  { configFromRoot, outDirFromRoot }: EmitOptions,
  directory: string,
): readonly string[] {
  const config = posix.join(directory, configFromRoot);
  const beside = posix.join(projectOf(configFromRoot), "generated");
  return [
    ...(config === "queue.tusk" ? [] : ["--config", config]),
    ...(outDirFromRoot === beside ? [] : ["--out", posix.join(directory, outDirFromRoot)]),
  ];
}

/** The directory that holds `generated/` and `handlers/`, whose queue.tusk may be in its `config`. */
export function projectOf(config: string): string {
  const directory = posix.dirname(config);
  return posix.basename(directory) === "config" ? posix.dirname(directory) : directory;
}

/** What is left, after the jobs have been given up, to give them back and close. */
const CLOSING = 5_000;

/**
 * How long to wait for a worker before it is killed, in milliseconds: the running jobs may finish, then
 * those that are left may obey their signal, then the worker closes.
 */
export function stopTimeout({ deploy, jobDefaults, jobs }: Project): number {
  const settings = [...jobDefaults, ...jobs.flatMap(({ policy }) => policy)];
  const graces = settings
    .filter(({ name }) => name === "timeout_grace")
    .map(({ value }) => (typeof value === "number" ? value : 0));
  return deploy.shutdown_timeout + Math.max(0, ...graces) + CLOSING;
}

/** The profile that is selected unless the environment selects another. */
export function selectedProfile({ backend, profiles }: Project): Profile | undefined {
  const named = profiles.find((profile) => profile.backend === backend.value);
  return named ?? profiles.find(({ declared }) => declared) ?? profiles[0];
}
