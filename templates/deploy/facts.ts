// Why: what the compiler knows it uses in every deployment file alike: one name, one stop timeout, one user.

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

/** The option with which a command finds queue.tusk, called in `directory` above it. */
export function configOption(
  { configFromRoot }: EmitOptions,
  directory: string,
): readonly string[] {
  const config = posix.join(directory, configFromRoot);
  return config === "queue.tusk" ? [] : ["--config", config];
}

/** The options with which a command finds queue.tusk and the generated code, called in `directory` above them. */
export function projectOptions(options: EmitOptions, directory: string): readonly string[] {
  const { outDirFromRoot } = options;
  const isBeside = outDirFromRoot === posix.join(projectOf(options), "generated");
  return [
    ...configOption(options, directory),
    ...(isBeside ? [] : ["--out", posix.join(directory, outDirFromRoot)]),
  ];
}

/** The directory that holds `handlers/`, as seen from what is deployed. */
export function projectOf({ projectFromRoot, configFromRoot }: EmitOptions): string {
  return projectFromRoot ?? posix.dirname(configFromRoot);
}

/** How long one attempt to apply the schedules may take, in milliseconds. */
export const APPLY_TIMEOUT = 120_000;

/** Who the worker is in a container: the user `node` of the official images, and its group. */
export const CONTAINER_USER = { user: 1000, group: 1000 } as const;

/** What tells a worker in a container to stop. */
export const STOP_SIGNAL = "SIGTERM";

/** What is left, after the jobs have been given up, to give them back and close. */
const CLOSING = 5_000;

/**
 * How long to wait for a worker before it is killed, in milliseconds that make whole seconds: the running
 * jobs may finish, then those that are left may obey their signal, then the worker closes.
 */
export function stopTimeout({ deploy, jobDefaults, jobs }: Project): number {
  const settings = [...jobDefaults, ...jobs.flatMap(({ policy }) => policy)];
  const graces = settings
    .filter(({ name }) => name === "timeout_grace")
    .map(({ value }) => (typeof value === "number" ? value : 0));
  return 1000 * wholeSeconds(deploy.shutdown_timeout + Math.max(0, ...graces) + CLOSING);
}

/** Milliseconds in seconds for a platform that takes no fractions; never less than was asked for. */
export function wholeSeconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}

/** The profile that is selected unless the environment selects another. */
export function selectedProfile({ backend, profiles }: Project): Profile | undefined {
  const named = profiles.find((profile) => profile.backend === backend.value);
  return named ?? profiles.find(({ declared }) => declared) ?? profiles[0];
}
