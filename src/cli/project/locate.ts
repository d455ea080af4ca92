// Why: every command finds the same file and means the same project by it.

import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Options } from "yargs";
import { Failure } from "../exit.js";
import type { Io } from "../io.js";

const DEFAULT_PATHS = ["queue.tusk", "config/queue.tusk"] as const;

/** The option of every command that reads queue.tusk. */
export const configOption = {
  type: "string",
  requiresArg: true,
  describe: "The file to read; without it queue.tusk or config/queue.tusk",
} as const satisfies Options;

/** Where a project's files are. */
export interface ProjectPaths {
  /** Absolute: generated/ and handlers/ are here. */
  readonly root: string;
  /** Of queue.tusk, absolute. */
  readonly config: string;
  /** Of queue.tusk, relative to the root, with `/`: the same on every machine. */
  readonly name: string;
}

/** The queue.tusk that is meant: the one that `--config` names, or found in the current directory or its `config`. */
export function locateProject(io: Io, option: string | undefined): ProjectPaths {
  if (option !== undefined) {
    return pathsAround(resolve(io.cwd, option));
  }
  for (const path of DEFAULT_PATHS) {
    const config = join(io.cwd, path);
    if (existsSync(config)) return pathsAround(config);
  }
  throw new Failure("there is no queue.tusk here", {
    notes: [`looked for ${DEFAULT_PATHS.map((path) => `\`${path}\``).join(" and ")} in ${io.cwd}`],
    help: "`tsk-gen init` writes one; `--config FILE` names one that is elsewhere",
  });
}

/** The project of a file: the nearest folder with a package.json, else its own folder. */
export function rootOf(file: string): string {
  const own = dirname(file);
  for (let directory = own; ; directory = dirname(directory)) {
    if (existsSync(join(directory, "package.json"))) return directory;
    if (directory === dirname(directory)) return own;
  }
}

/** How a path is shown to people: relative to where they are, with `/`, if that is shorter to read. */
export function showPath(io: Io, path: string): string {
  const near = relative(io.cwd, path);
  if (near === "") return ".";
  return near.startsWith(`..${sep}..`) ? path : withSlashes(near);
}

/** A relative path as it is written in files and messages on every platform. */
export function withSlashes(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}

/**
 * The root follows from where the file is, however it was named: its directory, or the one above if it is called
 * `config` and is not the top of a package or of a repository.
 */
function pathsAround(config: string): ProjectPaths {
  const directory = dirname(config);
  const isTop = TOPS.some((name) => existsSync(join(directory, name)));
  const root = basename(directory) === "config" && !isTop ? dirname(directory) : directory;
  return { root, config, name: withSlashes(relative(root, config)) };
}

const TOPS = ["package.json", ".git"];
