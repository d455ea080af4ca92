// Why: a process runs up to a thousand jobs at once, each with a deadline far away that hardly ever
// matters: one timer for the nearest is cheaper than one a job.

import { LONGEST_TIMER } from "../within.js";

/** Calls back once for each entry whose deadline has passed. */
export class Deadlines<Entry> {
  readonly #deadlines = new Map<Entry, number>();
  #timer: NodeJS.Timeout | undefined;
  #nearest = Infinity;

  constructor(private readonly expired: (entry: Entry) => void) {}

  /** Sets the deadline of an entry to `wait` milliseconds from now, instead of an earlier setting. */
  set(entry: Entry, wait: number): void {
    const deadline = performance.now() + wait;
    this.#deadlines.set(entry, deadline);
    if (deadline < this.#nearest) this.#arm(deadline);
  }

  /** The timer is left alone: it finds nothing to do and goes on to the next deadline. */
  delete(entry: Entry): void {
    this.#deadlines.delete(entry);
  }

  stop(): void {
    this.#deadlines.clear();
    clearTimeout(this.#timer);
    this.#nearest = Infinity;
  }

  #arm(deadline: number): void {
    clearTimeout(this.#timer);
    this.#nearest = deadline;
    this.#timer = setTimeout(
      () => this.#ring(),
      Math.min(deadline - performance.now(), LONGEST_TIMER),
    );
  }

  #ring(): void {
    this.#nearest = Infinity;
    const now = performance.now();
    for (const [entry, deadline] of this.#deadlines) {
      if (deadline > now) continue;
      this.#deadlines.delete(entry);
      this.expired(entry);
    }
    const next = Math.min(...this.#deadlines.values());
    if (next < this.#nearest) this.#arm(next);
  }
}
