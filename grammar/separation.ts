// Why: members and items are separated by commas or line breaks in any mixture, but never by two commas
// and never by nothing. A grammar that says so is long; this counts what has been seen.

import type { Span } from "../src/source/source.js";

/** What stands between the items of one pair of brackets. */
export class Separation {
  constructor(
    /** Whether these are the items of a list, which know no `;`. */
    readonly list: boolean,
  ) {}

  #last: Span | undefined;
  #separated = true;
  #comma = false;

  /** Whether an item may stand here. If not, the result is the item before it. */
  item(at: Span): Span | undefined {
    const touching = this.#separated ? undefined : this.#last;
    this.#last = at;
    this.#separated = false;
    this.#comma = false;
    return touching;
  }

  line(): void {
    this.#separated = true;
  }

  /** Whether a comma (or `;`) may stand here. */
  comma(): boolean {
    const separates = this.#last !== undefined && !this.#comma;
    this.#separated = true;
    this.#comma = true;
    return separates;
  }
}
