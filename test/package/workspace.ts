// Why: the package is tested as a user gets it: packed, installed from the registry, run as programs.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder outside the repository, so that nothing of it is found by accident. */
export class Workspace {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "tsk-gen-package-")));
  readonly #children = new Set<ChildProcess>();

  /** Makes a folder in it and answers its path. */
  make(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** The same with a package.json: without one npm installs into the next folder above that has any. */
  makeProject(name: string): string {
    const path = this.make(name);
    writeFileSync(join(path, "package.json"), '{ "private": true }\n');
    return path;
  }

  /** Runs a program to its end. */
  run(cwd: string, command: string, ...args: string[]): Promise<Ended> {
    const child = this.#spawn(cwd, command, args, {});
    const texts = { stdout: "", stderr: "" };
    child.stdout?.on("data", (chunk: Buffer) => {
      texts.stdout += chunk.toString();
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      texts.stderr += chunk.toString();
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, ...texts }));
    });
  }

  /** As `run`, for a program that must succeed; answers what it printed. */
  async succeed(cwd: string, command: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(cwd, command, ...args);
    if (code === 0) return stdout;
    throw new Error(`${command} ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
  }

  /** Starts a program that goes on. */
  start(cwd: string, env: Record<string, string>, command: string, ...args: string[]): Running {
    return new Running(this.#spawn(cwd, command, args, env));
  }

  /** Ends what still runs and removes the folder. */
  remove(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(cwd: string, command: string, args: readonly string[], env: Record<string, string>) {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(npm_|VITEST|NODE_|QUEUE_|JOB_)/.test(name),
    );
    const child = spawn(command, args, {
      cwd,
      env: { ...Object.fromEntries(inherited), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#children.add(child);
    child.on("close", () => this.#children.delete(child));
    return child;
  }
}

/** A program that is running, line by line. */
export class Running {
  readonly ended: Promise<number | null>;
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null)
        createInterface({ input: stream }).on("line", (line) => {
          this.#lines.push(line);
          for (const look of this.#waiting) look();
        });
    this.ended = new Promise((resolve) => child.on("close", resolve));
  }

  /** The first line, present or future, that holds all of these texts; fails when the program ends. */
  line(...texts: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.#lines.find((line) => texts.every((text) => line.includes(text)));
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
      void this.ended.then((code) =>
        reject(new Error(`ended with ${code} before ${texts}\n${this.#lines.join("\n")}`)),
      );
    });
  }
}
