// Why: output that depends on the clock is never up to date.

import { family, readFromEnvironment, refused } from "./operator.js";

/** `@date`, `@now`, and their like. */
export const clock = refused({
  matches: family("date", "now", "time", "timestamp", "datetime", "today"),
  example: '@date("Y-m-d")',
  would: "would give other output on every run",
  instead: readFromEnvironment,
});
