// Why: the engine has one session. A group of messages runs alone, and a connection whose transaction
// is open keeps the engine until the transaction ends; anything else would mix the statements of two
// clients.

/** Whoever takes turns; compared by identity. */
export type Party = object;

interface Turn {
  readonly party: Party;
  /** Runs alone; answers whether the party keeps the engine. */
  readonly work: () => Promise<boolean>;
  readonly settle: (ran: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Hands the engine from party to party, first come, first served. It is idle, running one turn, or
 * kept: then only turns of the party that keeps it run, and all others wait.
 */
export class Turns {
  readonly #waiting: Turn[] = [];
  #keeper: Party | undefined;
  #running = false;

  /** The party that keeps the engine between its turns. */
  get keeper(): Party | undefined {
    return this.#keeper;
  }

  /**
   * Runs `work` once the engine is free for this party. It starts in a later phase of the event loop,
   * so that a client that is gone by then can still withdraw.
   * @returns whether the work ran; not when it was withdrawn
   */
  run(party: Party, work: () => Promise<boolean>): Promise<boolean> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ party, work, settle, fail });
      if (this.#running) return;
      this.#running = true;
      setImmediate(() => void this.#serve());
    });
  }

  /** Takes back what the party has waiting; answers whether there was anything. */
  withdraw(party: Party): boolean {
    const kept = this.#waiting.filter((turn) => turn.party !== party);
    const withdrawn = this.#waiting.filter((turn) => turn.party === party);
    this.#waiting.splice(0, this.#waiting.length, ...kept);
    for (const turn of withdrawn) turn.settle(false);
    return withdrawn.length > 0;
  }

  async #serve(): Promise<void> {
    for (let turn = this.#next(); turn !== undefined; turn = this.#next()) {
      try {
        this.#keeper = (await turn.work()) ? turn.party : undefined;
        turn.settle(true);
      } catch (error) {
        turn.fail(error);
      }
    }
    this.#running = false;
  }

  #next(): Turn | undefined {
    const keeper = this.#keeper;
    const index =
      keeper === undefined ? 0 : this.#waiting.findIndex((turn) => turn.party === keeper);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }
}
