// Why: a store is kept open by one of the processes that use it. Whoever finds that nobody does takes
// over, so that the death of the owner costs the others a second or two and nothing else.

import { setTimeout as sleep } from "node:timers/promises";
import { StoreUnfitError } from "../store.js";
import { accepts, Claim } from "./claim.js";
import { OwnerThread } from "./owner-thread.js";
import { preparePlace, type StorePlace, socketPath } from "./place.js";

/** Between two tries to find or to become the owner, in milliseconds; random, so that rivals part. */
const RETRY_PAUSE = { least: 20, most: 80 } as const;

/** What makes claiming fail in passing: the name was taken, or the directory was just removed. */
const PASSING = new Set<unknown>(["EADDRINUSE", "ENOENT"]);

/**
 * This process's part in keeping a store open. It is a client; while `ensure` runs, a candidate; and
 * with a claim and a thread, the owner, until the thread ends.
 */
export class Ownership {
  readonly #place: StorePlace;
  readonly #log: (line: string) => void;
  #thread: OwnerThread | undefined;
  #electing: Promise<void> | undefined;
  #released: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(place: StorePlace, log: (line: string) => void) {
    this.#place = place;
    this.#log = log;
  }

  /**
   * Resolves once a process keeps the store open, this one if no other does.
   * @throws StoreUnfitError, StoreDownError
   */
  ensure(): Promise<void> {
    this.#electing ??= this.#elect().finally(() => {
      this.#electing = undefined;
    });
    return this.#electing;
  }

  /** Leaves the store to others; settles in any case. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread?.close();
    await this.#electing?.catch(() => {});
    await this.#released;
  }

  async #elect(): Promise<void> {
    while (!this.#closed) {
      if (this.#thread !== undefined) return this.#thread.opened;
      if (await accepts(socketPath(this.#place))) return;
      const claim = await this.#claim();
      if (claim !== undefined) return this.#keep(claim);
      const { least, most } = RETRY_PAUSE;
      await sleep(least + Math.random() * (most - least));
    }
  }

  async #claim(): Promise<Claim | undefined> {
    const { directory } = this.#place;
    try {
      preparePlace(directory);
      return await Claim.take(this.#place);
    } catch (error) {
      if (error instanceof StoreUnfitError) throw error;
      if (error instanceof Error && "code" in error && PASSING.has(error.code)) return undefined;
      const reason = error instanceof Error ? error.message : String(error);
      throw new StoreUnfitError(
        `the embedded store cannot be kept in ${directory}: no sockets can be made there (${reason}); name a directory on a local disk`,
      );
    }
  }

  async #keep(claim: Claim): Promise<void> {
    const thread = new OwnerThread(this.#place, claim, this.#log);
    this.#thread = thread;
    let isOpen = false;
    this.#released = thread.ended.then(async (error) => {
      await claim.release();
      this.#thread = undefined;
      // Before that, whoever asked for the store is told.
      if (isOpen && error !== undefined) this.#log(error.message);
    });
    if (this.#closed) await thread.close();
    await thread.opened;
    isOpen = true;
  }
}
