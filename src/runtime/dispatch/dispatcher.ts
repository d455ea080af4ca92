// Why: one budget of slots serves all queues of a process. This state machine decides which queue a
// slot looks into next and never hands out more slots than there are, nor more for a queue than its
// `max`. It has no clock and does no input or output, so all of its promises are tested as properties.
//
// A queue is ready while it may have work. A look that finds nothing makes it not ready, until it is
// woken. Invariant: a slot is refused work only when no queue below its `max` is ready, or after `stop`.

import type { Share } from "./share.js";

export class Dispatcher {
  readonly #slots: number;
  readonly #share: Share;
  readonly #max: readonly (number | undefined)[];
  readonly #ready: boolean[];
  /** Counts wake-ups, so that a look that began before one cannot undo it. */
  readonly #wakes: number[];
  /** Slots of each queue. */
  readonly #held: number[];
  #busy = 0;
  #stopped = false;

  /** @param max the most slots of each queue, where there is a limit */
  constructor(
    queues: number,
    slots: number,
    share: Share,
    max: readonly (number | undefined)[] = [],
  ) {
    this.#slots = slots;
    this.#share = share;
    this.#max = max;
    this.#ready = Array.from({ length: queues }, () => true);
    this.#wakes = Array.from({ length: queues }, () => 0);
    this.#held = Array.from({ length: queues }, () => 0);
  }

  /** Slots handed out. */
  get busy(): number {
    return this.#busy;
  }

  get hasFreeSlot(): boolean {
    return this.#busy < this.#slots;
  }

  /** Whether a free slot may go to this queue. */
  hasRoom(queue: number): boolean {
    return this.hasFreeSlot && this.#isBelowMax(queue);
  }

  /** Hands out a free slot for the queue answered; `undefined` when there is no slot or no work. */
  start(): number | undefined {
    if (!this.hasFreeSlot) return undefined;
    const queue = this.#choose(undefined);
    if (queue !== undefined) this.#busy++;
    return queue;
  }

  /**
   * The queue that a slot in use looks into next; `undefined` takes the slot back. Where it is another
   * one, the queue that the slot leaves may have room for a free slot: call `start`.
   * @param current the queue of the run that has just ended, if there was one
   */
  next(current?: number): number | undefined {
    if (current !== undefined) {
      this.#share.ended(current);
      this.#hold(current, -1);
    }
    const queue = this.#choose(current);
    if (queue === undefined) this.#busy--;
    return queue;
  }

  /** What to pass to `missed` after a look into this queue that begins now. */
  beforeLook(queue: number): number {
    return this.#wakes[queue] ?? 0;
  }

  /** A look found nothing: the pick is taken back, and the queue is not ready unless woken since. */
  missed(queue: number, before: number): void {
    this.#share.refund(queue);
    this.#hold(queue, -1);
    if (this.#wakes[queue] === before) this.#ready[queue] = false;
  }

  /** The queue may have work. */
  wake(queue: number): void {
    this.#ready[queue] = true;
    this.#wakes[queue] = this.beforeLook(queue) + 1;
  }

  wakeAll(): void {
    for (const queue of this.#ready.keys()) this.wake(queue);
  }

  /** From now on no slot gets work. */
  stop(): void {
    this.#stopped = true;
  }

  #choose(current: number | undefined): number | undefined {
    if (this.#stopped) return undefined;
    const eligible = this.#ready.map((ready, queue) => ready && this.#isBelowMax(queue));
    const queue = this.#share.choose(eligible, current);
    if (queue !== undefined) this.#hold(queue, 1);
    return queue;
  }

  #isBelowMax(queue: number): boolean {
    return (this.#held[queue] ?? 0) < (this.#max[queue] ?? Infinity);
  }

  #hold(queue: number, change: number): void {
    this.#held[queue] = (this.#held[queue] ?? 0) + change;
  }
}
