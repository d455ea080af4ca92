// Why: `npm test` and `npm run demo` work in a fresh clone, so what is missing is installed and built first.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Is there once a build has come to its end. */
const BUILT = join(root, "node_modules", ".cache", "tsk-gen-built");

/** Writes a line of progress. */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Ctrl-C was pressed, or the script was told to stop. */
export class Interrupted extends Error {}

/**
 * Runs a program in the repository and answers its exit code. With `quiet` its output is kept back and
 * shown only when it fails, with `silent` it is not shown at all. Once the program has ended, it rejects
 * with `Interrupted` if that was asked for meanwhile.
 */
export function run(command, args, { quiet = false, silent = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = quiet || silent ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"];
    const child = spawn(command, args, { cwd: root, env, stdio });
    const output = [];
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => output.push(chunk));
    let interrupted;
    const forward = (received) => {
      interrupted = new Interrupted(received);
      child.kill(received);
    };
    for (const name of ["SIGINT", "SIGTERM"]) process.on(name, forward);
    child.on("error", reject);
    child.on("close", (code) => {
      for (const name of ["SIGINT", "SIGTERM"]) process.off(name, forward);
      if (interrupted !== undefined) return reject(interrupted);
      if (code !== 0 && !silent) process.stdout.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}

/** The path of a tool from node_modules. */
export function tool(name) {
  return join(root, "node_modules", ".bin", name);
}

/**
 * Installs the npm packages when they are absent or older than the lock file. `npm ci` wants the packages
 * for every other system in the lock file, too; where a registry lacks some, `npm install` still does.
 */
export async function installPackages() {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (existsSync(installed) && modified(installed) >= modified(join(root, "package-lock.json")))
    return 0;
  say("installing npm packages");
  const options = ["--no-audit", "--no-fund"];
  if ((await run("npm", ["ci", ...options], { silent: true })) === 0) return 0;
  return run("npm", ["install", "--no-save", ...options], { quiet: true });
}

/** Builds dist/. */
export async function build() {
  rmSync(BUILT, { force: true });
  const code = await run("npm", ["run", "build"], { quiet: true });
  if (code !== 0) return code;
  mkdirSync(dirname(BUILT), { recursive: true });
  writeFileSync(BUILT, "");
  return 0;
}

/** Builds dist/ when it is absent, not whole, or older than what it is made of. */
export async function buildIfStale() {
  const isWhole = existsSync(BUILT) && existsSync(join(root, "dist", "cli.js"));
  if (isWhole && (await newestSource()) <= modified(BUILT)) return 0;
  say("building");
  return build();
}

/** Whether a program is on the PATH. */
export function hasProgram(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return [...folders, "/usr/sbin", "/sbin"].some((folder) => existsSync(join(folder, name)));
}

async function newestSource() {
  const files = ["package.json", "package-lock.json", "tsdown.config.ts", "tsconfig.types.json"];
  for (const folder of ["src", "grammar", "templates"])
    for (const entry of await readdir(join(root, folder), { recursive: true }))
      files.push(join(folder, entry));
  return Math.max(...files.map((file) => modified(join(root, file))));
}

function modified(path) {
  return statSync(path).mtimeMs;
}
