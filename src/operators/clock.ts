// Why: output that depends on the clock is never up to date.

import { family } from "./names.js";
import { readFromEnvironment, refused } from "./operator.js";

/** `@date`, `@now`, and their like. */
export const clock = refused({
  names: family("date", "now", "time", "timestamp", "datetime", "today"),
  example: '@date("Y-m-d")',
  would: "would give other output on every run",
  instead: readFromEnvironment,
});
