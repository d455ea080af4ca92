// Why: members and items are separated by commas or line breaks in any mixture, but never by two commas.
// A grammar that says so is long; this remembers what was seen last.

/** What stands between the items of one pair of brackets. */
export class Separation {
  #last: "nothing" | "item" | "comma" = "nothing";

  constructor(
    /** Whether these are the items of a list, which know no `;`. */
    readonly list: boolean,
  ) {}

  item(): void {
    this.#last = "item";
  }

  /** Whether a comma (or `;`) separates something here. */
  comma(): boolean {
    const separates = this.#last === "item";
    this.#last = "comma";
    return separates;
  }
}
