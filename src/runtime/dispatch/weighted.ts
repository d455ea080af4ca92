// Why: queues get picks in the ratio of their weights, exactly, and a slot stays with its queue as long
// as that is fair, because finishing a job and fetching the next of the same queue is one round trip.
//
// In a round every queue has as many credits as its weight. A pick costs one. When no ready queue has
// credit left the next round begins; what idle queues did not use is gone, so idleness earns no burst.

import type { Share } from "./share.js";

export class WeightedShare implements Share {
  readonly #weights: readonly number[];
  readonly #credits: number[];

  /** @param weights whole numbers, at least 1 */
  constructor(weights: readonly number[]) {
    this.#weights = weights;
    this.#credits = [...weights];
  }

  choose(ready: readonly boolean[], current: number | undefined): number | undefined {
    const choice = this.#withCredit(ready, current) ?? this.#nextRound(ready, current);
    if (choice !== undefined) this.#credits[choice] = this.#credit(choice) - 1;
    return choice;
  }

  /** The charge may stem from an earlier round, whose credits are gone: never above a full round. */
  refund(queue: number): void {
    this.#credits[queue] = Math.min(this.#credit(queue) + 1, this.#weights[queue] ?? 1);
  }

  ended(): void {}

  /** The slot's own queue, else the one with most of its round left; the first of equals. */
  #withCredit(ready: readonly boolean[], current: number | undefined): number | undefined {
    if (current !== undefined && ready[current] && this.#credit(current) > 0) return current;
    let best: number | undefined;
    let most = 0;
    for (const [queue, weight] of this.#weights.entries()) {
      const left = ready[queue] ? this.#credit(queue) / weight : 0;
      if (left <= most) continue;
      most = left;
      best = queue;
    }
    return best;
  }

  #nextRound(ready: readonly boolean[], current: number | undefined): number | undefined {
    if (!ready.includes(true)) return undefined;
    for (const [queue, weight] of this.#weights.entries()) this.#credits[queue] = weight;
    return this.#withCredit(ready, current);
  }

  #credit(queue: number): number {
    return this.#credits[queue] ?? 0;
  }
}
