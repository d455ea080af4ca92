// Why: what processes do to each other can only be tested with processes. A child runs one of the
// programs beside this file through tsx, takes orders as lines of JSON, and answers likewise.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, expect, onTestFinished } from "vitest";
import { endProcess } from "../../../support/redis.js";

const program = fileURLToPath(new URL("child.ts", import.meta.url));

/** What a child is told to do; it answers when it has done it. */
export type Order =
  | { readonly do: "open"; readonly directory: string }
  | { readonly do: "ready"; readonly timeout: number }
  /** Runs SQL as BullMQ's calls are run; answers its rows. */
  | { readonly do: "query"; readonly sql: string; readonly as?: "jobs" | "enqueue" }
  /** Adds jobs to a queue one after another; answers their ids. */
  | { readonly do: "add"; readonly queue: string; readonly count: number }
  /** Works on a queue with BullMQ's own worker from now on. */
  | {
      readonly do: "work";
      readonly queue: string;
      readonly concurrency: number;
      readonly milliseconds: number;
    }
  /** Runs SQL over and over from now on. */
  | { readonly do: "load"; readonly sql: string }
  /** Ends the load; answers how often it ran, and what failed. */
  | { readonly do: "unload" }
  | { readonly do: "listen"; readonly queues: readonly string[] }
  /** Waits for a wake-up; answers the queue. */
  | { readonly do: "next"; readonly timeout: number }
  | { readonly do: "close" };

/** Children that have nothing to do; to start one takes a second. */
const idle: Child[] = [];

afterAll(async () => {
  for (const child of idle.splice(0)) await child.kill();
});

/** A child for one test. */
export function startChild(): Child {
  const child = idle.pop() ?? new Child();
  onTestFinished(() => dismiss(child));
  return child;
}

/** A child for one test that has opened a store. */
export async function openedChild(directory: string): Promise<Child> {
  const child = startChild();
  await child.tell({ do: "open", directory });
  return child;
}

/** Keeps a child for the next test, or ends it when it is of no use any more. */
async function dismiss(child: Child): Promise<void> {
  if (child.isSpent) return child.kill();
  await child.tell({ do: "close" });
  child.said.splice(0);
  idle.push(child);
}

/** A process of its own; whoever makes one ends it. */
export class Child {
  readonly process: ChildProcess;
  /** What it said by itself, such as the lines of a store's log. */
  readonly said: string[] = [];
  readonly #waiting: { resolve(value: unknown): void; reject(error: Error): void }[] = [];
  #errors = "";

  /** @param user the id of the user that it runs as */
  constructor(user?: number) {
    this.process = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program], {
      stdio: ["pipe", "pipe", "pipe"],
      ...(user !== undefined && { uid: user, gid: user, env: { ...process.env, HOME: "/" } }),
    });
    this.process.stderr?.on("data", (chunk) => {
      this.#errors += chunk;
    });
    if (this.process.stdout !== null)
      createInterface(this.process.stdout).on("line", (line) => this.#hear(JSON.parse(line)));
    this.process.once("exit", (code, signal) => {
      const error = new Error(`the child ended (${code ?? signal}) ${this.#errors}`);
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  /** It was sent a signal, or something of it failed or is still under way. */
  get isSpent(): boolean {
    return this.process.killed || this.#waiting.length > 0;
  }

  /** Gives an order and waits for the answer; errors of the child are thrown here. */
  async tell<Answer = unknown>(order: Order): Promise<Answer> {
    if (this.process.exitCode !== null || this.process.signalCode !== null)
      throw new Error(`the child has ended ${this.#errors}`);
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
    this.process.stdin?.write(`${JSON.stringify(order)}\n`);
    return (await answer) as Answer;
  }

  /** Stops all of its threads; the signal alone takes its time. */
  async pause(): Promise<void> {
    this.process.kill("SIGSTOP");
    const { pid } = this.process;
    const states = () =>
      execFileSync("ps", ["-L", "-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
    await expect.poll(states).toMatch(/^(?:T\S*\s*)+$/);
  }

  resume(): void {
    this.process.kill("SIGCONT");
  }

  /** Ends it as nothing can prevent. */
  kill(): Promise<void> {
    return endProcess(this.process);
  }

  #hear(message: { said?: string; answer?: unknown; error?: string }): void {
    if (message.said !== undefined) this.said.push(message.said);
    else if (message.error !== undefined) this.#waiting.shift()?.reject(new Error(message.error));
    else this.#waiting.shift()?.resolve(message.answer);
  }
}
