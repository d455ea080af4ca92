// Why: whatever the demo starts must end with it, also when somebody presses Ctrl-C in the middle.

import { spawn } from "node:child_process";
import { Interrupted } from "../setup.mjs";

/** How long a process may take to stop by itself, in milliseconds. */
const STOP_MAX = 8000;

export class Children {
  #options;
  #running = new Map();
  #interrupted;

  constructor(options) {
    this.#options = options;
    this.#interrupted = new Promise((_, reject) => {
      for (const signal of ["SIGINT", "SIGTERM"])
        process.on(signal, () => reject(new Interrupted(signal)));
    });
    this.#interrupted.catch(() => {});
  }

  /** Starts a program in a group of its own, so that only this demo's signals reach it. */
  start(command, args) {
    const stdio = ["ignore", "pipe", "pipe"];
    const child = spawn(command, args, { ...this.#options, stdio, detached: true });
    const errors = [];
    child.stderr.on("data", (chunk) => errors.push(chunk));
    const ended = new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) =>
        resolve({ code, signal, errors: Buffer.concat(errors).toString() }),
      );
    });
    ended.catch(() => {}).finally(() => this.#running.delete(child));
    this.#running.set(child, ended);
    return child;
  }

  /** Settles when the program has ended. */
  ended(child) {
    return this.#running.get(child);
  }

  /** Runs a program to its end and answers what it printed. */
  async output(command, args) {
    const child = this.start(command, args);
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    const { code, errors } = await Promise.race([this.ended(child), this.#interrupted]);
    if (code === 0) return Buffer.concat(chunks).toString();
    throw new Error(`${args.join(" ")} ended with exit code ${code}\n${errors}`);
  }

  /** Waits for `wanted`, unless the program it comes from ends, time runs out, or Ctrl-C is pressed. */
  async within(milliseconds, wanted, ended, complaint) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(complaint)), milliseconds);
    });
    const early = ended.then(({ code, errors }) => {
      throw new Error(`${complaint}: it ended with exit code ${code}\n${errors}`);
    });
    early.catch(() => {});
    try {
      const waits = wanted === ended ? [wanted] : [wanted, early];
      return await Promise.race([...waits, late, this.#interrupted]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends everything that still runs, by force if need be. */
  async stopAll() {
    await Promise.all(
      [...this.#running].map(async ([child, ended]) => {
        child.kill("SIGTERM");
        const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MAX);
        await ended.catch(() => {});
        clearTimeout(timer);
      }),
    );
  }
}
