// Why: a queue that was found empty is looked into again when a delayed job is due, when its rate limit
// ends, and, since wake-ups can be lost, every few seconds. One timer serves all queues.

import { LONGEST_TIMER } from "../within.js";

/** Calls back once for each queue whose time has come. */
export class ProbeTimers {
  /** When to look, on the clock that no one can set, by position of the queue. */
  readonly #due: number[];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    queues: number,
    private readonly probe: (queue: number) => void,
  ) {
    this.#due = Array.from({ length: queues }, () => Infinity);
  }

  /** Looks into the queue after `wait` milliseconds, instead of what was set before. */
  set(queue: number, wait: number): void {
    this.#due[queue] = performance.now() + wait;
    this.#arm();
  }

  stop(): void {
    this.#due.fill(Infinity);
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...this.#due);
    if (next === Infinity) return;
    const wait = Math.min(Math.max(next - performance.now(), 1), LONGEST_TIMER);
    this.#timer = setTimeout(() => this.#ring(), wait);
  }

  #ring(): void {
    const now = performance.now();
    for (const [queue, due] of this.#due.entries()) {
      if (due > now) continue;
      this.#due[queue] = Infinity;
      this.probe(queue);
    }
    this.#arm();
  }
}
