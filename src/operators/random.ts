// Why: output that depends on chance is never up to date.

import { family } from "./names.js";
import { readFromEnvironment, refused } from "./operator.js";

/** `@random`, `@uuid`, and their like. */
export const random = refused({
  names: family("random", "uuid", "rand", "faker", "nanoid", "guid"),
  example: "@uuid()",
  would: "would give other output on every run",
  instead: readFromEnvironment,
});
