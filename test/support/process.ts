// Why: what a worker does on signals and faults shows only in a process of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { endProcess } from "./redis.js";

/** A worker process and what it logs. */
export interface TestProcess {
  readonly pid: number;
  /** The lines of its log so far. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** Settles when the process is gone. */
  readonly exit: Promise<number | NodeJS.Signals>;
  signal(signal: NodeJS.Signals): void;
  /** The first line whose message fits, once it is there. */
  logged(message: RegExp): Promise<Readonly<Record<string, unknown>>>;
  /** Fetches from its HTTP server. */
  get(path: string): Promise<{ readonly status: number; readonly body: string }>;
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Runs a TypeScript file as a process. */
export function startProcess(
  file: string,
  environment: Readonly<Record<string, string>>,
): TestProcess {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", path], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const lines: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on("line", (text) => {
      lines.push(parse(text));
      for (const listener of listeners) listener();
    });
  }
  const exit = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(child);
      for (const listener of listeners) listener();
      resolve(code ?? signal ?? 0);
    });
  });
  const find = (message: RegExp) => lines.find(({ msg }) => message.test(String(msg)));
  const logged = async (message: RegExp) => {
    for (let line = find(message); ; line = find(message)) {
      if (line !== undefined) return line;
      if (!running.has(child)) throw new Error(`never logged ${message}: ${JSON.stringify(lines)}`);
      await new Promise<void>((resolve) => listeners.add(resolve));
    }
  };
  return {
    pid: child.pid ?? 0,
    lines,
    exit,
    logged,
    signal: (signal) => void child.kill(signal),
    async get(route) {
      const { port } = await logged(/^metrics on/);
      const response = await fetch(`http://127.0.0.1:${port}${route}`, {
        headers: { connection: "close" },
      });
      return { status: response.status, body: await response.text() };
    },
    kill: () => endProcess(child),
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return { msg: text };
  }
}
