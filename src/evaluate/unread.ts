// Why: what could not be read may have held keys. Each syntax error is the affair of the innermost object around
// it, so that no key is missed there, and missed elsewhere all the same.

import type { Span } from "../source/source.js";

/** The places of a file's syntax errors. Objects take them as their reading ends, inner ones first. */
export class Unread {
  readonly #known: ReadonlySet<number>;
  readonly #rising: readonly number[];
  #next = 0;
  /** Those that were passed and that no object has taken; rising, too. */
  readonly #passed: number[] = [];

  constructor(offsets: Iterable<number>) {
    this.#known = new Set(offsets);
    this.#rising = [...this.#known].sort((a, b) => a - b);
  }

  /** Whether none is left to take. */
  get isEmpty(): boolean {
    return this.#passed.length === 0 && this.#next === this.#rising.length;
  }

  /** Whether one is exactly at `offset`, taken or not. */
  has(offset: number): boolean {
    return this.#known.has(offset);
  }

  /** Takes those within a span, its end included; false when there are none. */
  take({ start, end }: Span): boolean {
    for (let at = this.#rising[this.#next]; at !== undefined && at <= end; ) {
      this.#passed.push(at);
      this.#next += 1;
      at = this.#rising[this.#next];
    }
    const count = this.#passed.length;
    while ((this.#passed.at(-1) ?? -1) >= start) this.#passed.pop();
    return this.#passed.length < count;
  }
}
