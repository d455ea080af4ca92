// Why: one execution of a job, from its start until the handler has really ended. Its outcome is what
// the store is told; after a timeout that comes first, and the handler goes on as a zombie. The outcome
// of an abandoned run, whose job has been given back, never comes.
//
//   running --handler ends--> over
//   running --overrun--> zombie --handler ends--> over
//   running --abandon--> abandoned --handler ends--> over

import type { StoredJob } from "./bullmq.js";

export class Run {
  readonly startedAt = performance.now();
  #state: "running" | "zombie" | "abandoned" | "over" = "running";
  #wasAbandoned = false;
  #controller: AbortController | undefined;
  #reason: Error | undefined;
  #fail: (error: Error) => void = () => {};
  #handlerEnded: Promise<void> = Promise.resolve();
  #outcome: Promise<unknown> = Promise.resolve();

  constructor(
    readonly job: StoredJob,
    readonly queue: string,
  ) {}

  get isRunning(): boolean {
    return this.#state === "running";
  }

  get isZombie(): boolean {
    return this.#state === "zombie";
  }

  /** Whether the job was given back while the handler went on. */
  get wasAbandoned(): boolean {
    return this.#wasAbandoned;
  }

  get isOver(): boolean {
    return this.#state === "over";
  }

  /** Why the signal fired. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  /** What `execute` answers; never settles once the run is abandoned. */
  get outcome(): Promise<unknown> {
    return this.#outcome;
  }

  /** Settles when the handler has ended. */
  get handlerEnded(): Promise<void> {
    return this.#handlerEnded;
  }

  /** Made on first use: most handlers never look. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Runs the handler; rejects with what it throws, or with the error of `overrun`. */
  execute(handler: () => unknown): Promise<unknown> {
    this.#outcome = new Promise((resolve, reject) => {
      this.#fail = reject;
      const work = (async () => handler())();
      this.#handlerEnded = work.then(
        (result) => this.#end(() => resolve(result)),
        (thrown: unknown) => this.#end(() => reject(thrown)),
      );
    });
    return this.#outcome;
  }

  /** Fires the signal, once. */
  abort(reason: Error): void {
    if (this.#reason !== undefined || this.#state !== "running") return;
    this.#reason = reason;
    this.#controller?.abort(reason);
  }

  /** Fails the run although its handler goes on. */
  overrun(error: Error): void {
    if (this.#state !== "running") return;
    this.#state = "zombie";
    this.#fail(error);
  }

  /** Leaves the outcome open for good: the job has been given back. */
  abandon(): void {
    this.#state = "abandoned";
    this.#wasAbandoned = true;
  }

  #end(tell: () => void): void {
    if (this.#state === "running") tell();
    this.#state = "over";
  }
}
