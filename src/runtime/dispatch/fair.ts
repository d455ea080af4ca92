// Why: picks in the ratio of the weights let one queue of slow jobs hold most slots. Here queues get slot
// time in that ratio instead (stride scheduling), and a run is charged while it runs: a slow job that
// nobody has measured yet is known for what it is before it ends.
//
// A queue's pass is the slot time it has had, divided by its weight; the lowest is served next. What a
// queue could not use earns no burst: one that was idle, or had all the slots it may have, starts no lower
// than those that were served meanwhile.

import type { Share } from "./share.js";

/** A slot stays with its queue while that is this little ahead, in milliseconds at weight 1. */
const STAY = 20;
/** How much the latest run counts in the expected length of a run. */
const LATEST = 0.1;
/** The expected length of a run that is not known yet, in milliseconds. */
const UNKNOWN = 1;

interface Account {
  readonly weight: number;
  /** Slot time at weight 1, in milliseconds. */
  pass: number;
  /** Runs and looks that go on. */
  running: number;
  /** Expected length of a run, in milliseconds. */
  expected: number;
  /** Slot time since the last run ended, in milliseconds. */
  sinceEnd: number;
  isReady: boolean;
}

export class FairShare implements Share {
  readonly #accounts: readonly Account[];
  readonly #now: () => number;
  #chargedAt: number;
  /** The lowest pass of a ready queue, as far as that has come. */
  #floor = 0;

  /**
   * @param weights whole numbers, at least 1
   * @param now milliseconds that never go back
   */
  constructor(weights: readonly number[], now: () => number) {
    this.#accounts = weights.map((weight) => ({
      weight,
      pass: 0,
      running: 0,
      expected: UNKNOWN,
      sinceEnd: 0,
      isReady: false,
    }));
    this.#now = now;
    this.#chargedAt = now();
  }

  choose(ready: readonly boolean[], current: number | undefined): number | undefined {
    this.#charge();
    this.#catchUp(ready);
    const best = this.#lowest(ready);
    if (best === undefined) return undefined;
    const own = current !== undefined && ready[current] ? current : best;
    const choice = this.#aim(own) <= this.#aim(best) + STAY ? own : best;
    this.#at(choice).running++;
    return choice;
  }

  /** The look took a slot for its time, and that is all it costs. */
  refund(queue: number): void {
    this.#charge();
    this.#at(queue).running--;
  }

  ended(queue: number): void {
    this.#charge();
    const account = this.#at(queue);
    account.running--;
    // What all runs of a queue take from one end to the next is what one takes, on average.
    account.expected += (account.sinceEnd - account.expected) * LATEST;
    account.sinceEnd = 0;
  }

  /** Every run pays for the time since the last event. */
  #charge(): void {
    const now = this.#now();
    const elapsed = now - this.#chargedAt;
    this.#chargedAt = now;
    for (const account of this.#accounts) {
      account.pass += (account.running * elapsed) / account.weight;
      account.sinceEnd += account.running * elapsed;
    }
  }

  #catchUp(ready: readonly boolean[]): void {
    for (const [queue, account] of this.#accounts.entries()) {
      const isReady = ready[queue] === true;
      if (isReady && !account.isReady) account.pass = Math.max(account.pass, this.#floor);
      account.isReady = isReady;
    }
    const passes = this.#accounts.filter(({ isReady }) => isReady).map(({ pass }) => pass);
    if (passes.length > 0) this.#floor = Math.max(this.#floor, Math.min(...passes));
  }

  #lowest(ready: readonly boolean[]): number | undefined {
    let best: number | undefined;
    for (const queue of this.#accounts.keys()) {
      if (ready[queue] && (best === undefined || this.#aim(queue) < this.#aim(best))) best = queue;
    }
    return best;
  }

  /** Where the pass would be if each run took its expected time from now on. */
  #aim(queue: number): number {
    const { pass, running, weight, expected } = this.#at(queue);
    return pass + (running * expected) / weight;
  }

  #at(queue: number): Account {
    const account = this.#accounts[queue];
    if (account === undefined) throw new RangeError(`no queue at ${queue}`);
    return account;
  }
}
