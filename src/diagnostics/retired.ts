// Why: a number never changes its meaning. One that is no longer used keeps its name and the reason here, for
// people who meet it in an old log, and is not given to anything else.

import type { Code } from "./diagnostic.js";

/** A code that was reported once and is no more. */
export interface Retired {
  readonly code: Code;
  readonly name: string;
  /** A sentence about what became of it. */
  readonly reason: string;
}

export const retired: readonly Retired[] = [
  {
    code: "TSK4005",
    name: "not-in-this-version",
    reason: "All operators of the language that read other files are there.",
  },
];
