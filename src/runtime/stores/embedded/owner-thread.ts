// Why: the owner's side of the thread that runs the engine: starting it from source and from a bundle,
// telling that the first start takes long, and ending it in any case.

import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { within } from "../../within.js";
import { StoreDownError, StoreUnfitError } from "../store.js";
import type { Claim } from "./claim.js";
import { type StorePlace, socketPath } from "./place.js";
import type { FromThread, ThreadData, ToThread } from "./thread-messages.js";

/** How often the first start says that it goes on, in milliseconds. */
const PROGRESS_PERIOD = 2000;

/** How long the thread may take to let its clients go and to write everything, in milliseconds. */
const CLOSE_MAX = 10_000;

/** The thread that keeps a store open. */
export class OwnerThread {
  /** Resolves once the engine answers; rejects with a `StoreUnfitError` or a `StoreDownError`. */
  readonly opened: Promise<void>;
  /** Resolves, once the thread is gone, with what ended it, unless it was asked to. */
  readonly ended: Promise<Error | undefined>;
  readonly #worker: Worker;

  /** The claim must be held until `ended`. */
  constructor(place: StorePlace, claim: Claim, log: (line: string) => void) {
    const { data, creating } = place;
    this.#worker = startWorker({ data, creating, socket: socketPath(place), claim: claim.path });
    const failed = new Promise<Error>((resolve) => {
      this.#worker.on("message", (message: FromThread) => {
        if (message.type === "failed") resolve(failureOf(message, place));
      });
      this.#worker.on("error", (error) => {
        const message = error instanceof Error ? error.message : String(error);
        resolve(failureOf({ message, unfit: false }, place));
      });
    });
    this.ended = new Promise((resolve) => {
      this.#worker.on("exit", (code) => resolve(code === 0 ? undefined : failed));
    });
    const opened = new Promise<void>((resolve, reject) => {
      this.#worker.on("message", (message: FromThread) => {
        if (message.type === "opened") resolve();
      });
      void this.ended.then((error) => reject(error ?? closedError(place)));
    });
    this.opened = isMade(place) ? opened : reportProgress(opened, place, log);
    this.opened.catch(() => {});
  }

  /** Lets the clients go and ends; settles in any case. */
  async close(): Promise<void> {
    this.#worker.postMessage({ type: "close" } satisfies ToThread);
    if (!(await within(this.ended, CLOSE_MAX)).settled) await this.#worker.terminate();
  }
}

function startWorker(workerData: ThreadData): Worker {
  const extension = extname(import.meta.url);
  const file = new URL(`./embedded-thread${extension}`, import.meta.url);
  const options = { workerData, execArgv: [], name: "embedded store" };
  if (extension !== ".ts") return new Worker(file, options);
  // From source: what makes TypeScript run in this thread does not reach into another.
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const start = `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); })`;
  return new Worker(start, { ...options, eval: true });
}

function failureOf(
  { message, unfit }: { readonly message: string; readonly unfit: boolean },
  { directory }: StorePlace,
): Error {
  const text = `the embedded store in ${directory} cannot be kept open: ${message}`;
  return unfit ? new StoreUnfitError(text) : new StoreDownError(text);
}

function closedError({ directory }: StorePlace): StoreDownError {
  return new StoreDownError(`the embedded store in ${directory} was closed`);
}

function isMade({ data, creating }: StorePlace): boolean {
  return existsSync(join(data, "PG_VERSION")) && !existsSync(creating);
}

async function reportProgress(
  opened: Promise<void>,
  { directory }: StorePlace,
  log: (line: string) => void,
): Promise<void> {
  const started = performance.now();
  log(`making the embedded store in ${directory}; this takes some seconds, the first time only`);
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - started) / 1000);
    log(`still making the embedded store in ${directory}, for ${seconds} s now`);
  }, PROGRESS_PERIOD);
  await opened.finally(() => clearInterval(timer));
  log(`the embedded store in ${directory} is ready`);
}
