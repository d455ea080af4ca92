// Why: an idle process waits for jobs of all its queues at once. It listens only for queues that a free
// slot may go to, since on Redis to hear is to take away from other processes.

import type { Logger } from "../interfaces.js";
import type { WakeUp } from "../stores/store.js";
import { pause } from "../within.js";

/** How long one wait for a wake-up takes, in milliseconds. */
const LISTEN = 10_000;

/** After an error the next wait begins this much later, in milliseconds. */
const ERROR_PAUSE = 1000;

export interface ListenerOptions {
  readonly wakeUp: WakeUp;
  readonly logger: Logger;
  /** The queues that a free slot may go to. */
  readonly withRoom: () => readonly string[];
  /** Looks into the queue that was named, or into all; answers whether a slot was free to do so. */
  readonly heard: (queue: string) => boolean;
}

export class Listener {
  readonly #options: ListenerOptions;
  readonly #stopping = new AbortController();
  #resume: () => void = () => {};

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  start(): void {
    void this.#listen(this.#stopping.signal);
  }

  /** A slot has become free. */
  slotFreed(): void {
    this.#resume();
  }

  stop(): void {
    this.#stopping.abort();
    this.#options.wakeUp.cancel();
    this.#resume();
  }

  async #listen(stopping: AbortSignal): Promise<void> {
    const { wakeUp, logger, withRoom } = this.#options;
    while (!stopping.aborted) {
      const queues = withRoom();
      if (queues.length === 0) {
        await this.#freeSlot();
        continue;
      }
      try {
        await this.#follow(await wakeUp.next(LISTEN, queues));
      } catch (error) {
        if (!stopping.aborted) logger.warn({ err: error }, "could not wait for jobs");
        await pause(ERROR_PAUSE, stopping);
      }
    }
  }

  async #follow(queue: string | undefined): Promise<void> {
    const { wakeUp, heard } = this.#options;
    if (queue !== undefined && !heard(queue)) await wakeUp.giveBack(queue);
  }

  #freeSlot(): Promise<void> {
    return new Promise((resolve) => {
      this.#resume = resolve;
    });
  }
}
