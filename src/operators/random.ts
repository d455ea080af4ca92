// Why: output that depends on chance is never up to date.

import { family, readFromEnvironment, refused } from "./operator.js";

/** `@random`, `@uuid`, and their like. */
export const random = refused({
  matches: family("random", "uuid", "rand", "faker", "nanoid", "guid"),
  example: "@uuid()",
  would: "would give other output on every run",
  instead: readFromEnvironment,
});
