// Why: a value that is learnt differs from run to run, and nobody can review it.

import { family } from "./names.js";
import { refused } from "./operator.js";

/** `@learn` and its like. */
export const learn = refused({
  names: family("learn", "ai", "ml", "predict", "anomaly"),
  example: '@learn("name", 1)',
  would: "would give another value on every run",
  instead: () => "write the value you want, or read it with `@env`",
});
