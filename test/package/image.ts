// Why: there may be no Docker engine, and what a Dockerfile builds must be seen all the same. Its COPY, RUN, and
// ENV are replayed in directories that stand for the file systems of its stages.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { readDockerfile } from "../support/dockerfile.js";

/** What the last stage of a Dockerfile holds and starts. */
export interface Image {
  /** The directory that stands for its `WORKDIR`. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** The words of `CMD`. */
  readonly command: readonly string[];
  /** The words that the health check runs. */
  readonly probe: readonly string[];
}

interface Stage {
  readonly name: string | undefined;
  /** Stands for `/`. */
  readonly root: string;
  readonly env: Record<string, string>;
  workdir: string;
  command: readonly string[];
  probe: readonly string[];
}

/** Builds what a Dockerfile and the ignore file beside it make of a project, below `target`. */
export function replay(context: string, dockerfile: string, target: string): Image {
  const text = readFileSync(dockerfile, "utf8");
  const isIgnored = ignoredBy(readFileSync(`${dockerfile}.dockerignore`, "utf8"));
  const stages: Stage[] = [];
  for (const { name, rest } of readDockerfile(text)) {
    if (name === "FROM") stages.push(startStage(rest, join(target, `${stages.length}`)));
    const stage = stages.at(-1);
    if (stage === undefined) throw new Error(`${name} before FROM`);
    if (name === "COPY") copy(rest, stage, { stages, context, isIgnored });
    if (name === "RUN") run(rest, stage);
    else apply(name, rest, stage);
  }
  const last = stages.at(-1);
  if (last === undefined) throw new Error("no FROM");
  const { root, workdir, env, command, probe } = last;
  return { directory: join(root, workdir), env, command, probe };
}

function startStage(rest: string, root: string): Stage {
  mkdirSync(root, { recursive: true });
  const name = / AS (\S+)$/i.exec(rest)?.[1];
  const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "" };
  return { name, root, env, workdir: "/", command: [], probe: [] };
}

function apply(name: string, rest: string, stage: Stage): void {
  if (name === "WORKDIR") {
    stage.workdir = rest;
    mkdirSync(join(stage.root, rest), { recursive: true });
  }
  if (name === "ENV") {
    const at = rest.indexOf("=");
    const value = rest.slice(at + 1).replace(/\$(\w+)/g, (_, key: string) => stage.env[key] ?? "");
    stage.env[rest.slice(0, at)] = value.replace(/^\/app\//, `${stage.root}/app/`);
  }
  if (name === "CMD") stage.command = JSON.parse(rest);
  if (name === "HEALTHCHECK") stage.probe = JSON.parse(rest.slice(rest.indexOf("[")));
}

interface Build {
  readonly stages: readonly Stage[];
  readonly context: string;
  readonly isIgnored: (path: string) => boolean;
}

function copy(rest: string, stage: Stage, { stages, context, isIgnored }: Build): void {
  const words = rest.split(" ");
  const from = words[0]?.startsWith("--from=") ? words.shift()?.slice("--from=".length) : undefined;
  const other = stages.find(({ name }) => name !== undefined && name === from);
  const root = other?.root ?? context;
  const destination = join(stage.root, stage.workdir, words.pop() ?? "");
  for (const source of words.flatMap((word) => matching(root, word))) {
    const path = join(root, source);
    const isDirectory = source === "." || other !== undefined;
    cpSync(path, isDirectory ? destination : join(destination, basename(path)), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => other !== undefined || !isIgnored(relative(context, file)),
    });
  }
}

/** The files that a word of COPY names; a star stands in the last part alone. */
function matching(root: string, word: string): string[] {
  if (!word.includes("*")) return [word];
  const [, ending = ""] = word.split("*");
  return readdirSync(root).filter((name) => name.endsWith(ending));
}

function run(rest: string, { root, workdir, env }: Stage): void {
  const command = rest.replace(/^(?:--mount=\S+ )*/, "");
  const [program = "", ...args] = command.startsWith("[")
    ? JSON.parse(command)
    : ["sh", "-c", command];
  const cwd = join(root, workdir);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ended with ${status}\n${stdout}\n${stderr}`);
}

/** Whether a path, or a directory that it lies in, fits a pattern of an ignore file. */
function ignoredBy(text: string): (path: string) => boolean {
  const patterns = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const expressions = patterns.map((pattern) => {
    const parts = pattern.match(/\*\*\/|\*|\\.|./g) ?? [];
    const source = parts.map((part) => {
      if (part === "**/") return "(?:.*/)?";
      if (part === "*") return "[^/]*";
      return part.slice(-1).replace(/[^\w/]/g, "\\$&");
    });
    return new RegExp(`^${source.join("")}(?:/|$)`);
  });
  return (path) => expressions.some((expression) => expression.test(path));
}
