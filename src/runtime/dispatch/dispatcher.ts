// Why: one budget of slots serves all queues of a process. This state machine decides which queue a
// slot looks into next and never hands out more slots than there are. It has no clock and does no input
// or output, so all of its promises are tested as properties.
//
// A queue is ready while it may have work. A look that finds nothing makes it not ready, until it is
// woken. Invariant: a slot is refused work only when no queue is ready, or after `stop`.

import type { Share } from "./share.js";

export class Dispatcher {
  readonly #slots: number;
  readonly #share: Share;
  readonly #ready: boolean[];
  /** Counts wake-ups, so that a look that began before one cannot undo it. */
  readonly #wakes: number[];
  #busy = 0;
  #stopped = false;

  constructor(queues: number, slots: number, share: Share) {
    this.#slots = slots;
    this.#share = share;
    this.#ready = Array.from({ length: queues }, () => true);
    this.#wakes = Array.from({ length: queues }, () => 0);
  }

  /** Slots handed out. */
  get busy(): number {
    return this.#busy;
  }

  get hasFreeSlot(): boolean {
    return this.#busy < this.#slots;
  }

  /** Hands out a free slot for the queue answered; `undefined` when there is no slot or no work. */
  start(): number | undefined {
    if (!this.hasFreeSlot) return undefined;
    const queue = this.#choose(undefined);
    if (queue !== undefined) this.#busy++;
    return queue;
  }

  /**
   * The queue that a slot in use looks into next; `undefined` takes the slot back.
   * @param current the queue of the run that has just ended, if there was one
   */
  next(current?: number): number | undefined {
    if (current !== undefined) this.#share.ended(current);
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
    return this.#stopped ? undefined : this.#share.choose(this.#ready, current);
  }
}
