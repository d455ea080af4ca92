// Why: a value that is optimized differs from run to run, and nobody can review it.

import { family } from "./names.js";
import { refused } from "./operator.js";

/** `@optimize` and its like. */
export const optimize = refused({
  names: family("optimize", "auto", "tune"),
  example: '@optimize("name", 1)',
  would: "would give another value on every run",
  instead: () => "write the value you want, or read it with `@env`",
});
