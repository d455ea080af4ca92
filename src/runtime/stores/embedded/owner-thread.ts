// Why: the owner's side of the thread that runs the engine: starting it from source and from a bundle,
// telling that the first start takes long, and ending it in any case.

import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { runMigrations } from "bullmq";
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
  /** Resolves once clients are served; rejects with a `StoreUnfitError` or a `StoreDownError`. */
  readonly opened: Promise<void>;
  /** Resolves, once the thread is gone, with what ended it, unless it was asked to. */
  readonly ended: Promise<Error | undefined>;
  readonly #place: StorePlace;
  readonly #worker: Worker;

  /** The claim must be held until `ended`. */
  constructor(place: StorePlace, claim: Claim, log: (line: string) => void) {
    const { data, creating } = place;
    this.#place = place;
    this.#worker = startWorker({ data, creating, socket: socketPath(place), claim: claim.path });
    this.ended = this.#end();
    const opened = this.#open();
    this.opened = isMade(place) ? opened : reportProgress(opened, place, log);
    this.opened.catch(() => {});
  }

  /** Lets the clients go and ends; settles in any case. */
  async close(): Promise<void> {
    this.#worker.postMessage({ type: "close" } satisfies ToThread);
    if (!(await within(this.ended, CLOSE_MAX)).settled) await this.#worker.terminate();
  }

  async #open(): Promise<void> {
    await this.#heard();
    try {
      await runMigrations({ query: (text, values) => this.#query(text, values) });
    } catch (error) {
      await this.#worker.terminate();
      throw failureOf({ message: messageOf(error), unfit: true }, this.#place);
    }
    await this.#ask({ type: "serve" });
  }

  async #query<Row>(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }> {
    const answer = await this.#ask({ type: "query", text, values });
    if (answer.type === "refused") throw new Error(answer.message);
    return { rows: answer.type === "rows" ? (answer.rows as Row[]) : [] };
  }

  #ask(question: ToThread): Promise<FromThread> {
    const answer = this.#heard();
    this.#worker.postMessage(question);
    return answer;
  }

  /** What the thread says next, unless that is its end. */
  #heard(): Promise<FromThread> {
    const said = new Promise<FromThread>((resolve) => {
      this.#worker.once("message", resolve);
    });
    const over = this.ended.then((error) => {
      throw error ?? closedError(this.#place);
    });
    const goesOn = said.then((message) => (message.type === "failed" ? over : message));
    return Promise.race([goesOn, over]);
  }

  #end(): Promise<Error | undefined> {
    return new Promise((resolve) => {
      let failure: Error | undefined;
      this.#worker.on("message", (message: FromThread) => {
        if (message.type === "failed") failure = failureOf(message, this.#place);
      });
      this.#worker.on("error", (error) => {
        failure = failureOf({ message: messageOf(error), unfit: false }, this.#place);
      });
      this.#worker.on("exit", () => resolve(failure));
    });
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
