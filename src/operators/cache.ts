// Why: a value from a cache is a value from an earlier run: the output would depend on it.

import { family } from "./names.js";
import { refused } from "./operator.js";

/** `@cache`. */
export const cache = refused({
  names: family("cache"),
  example: '@cache("5m", ...)',
  would: "would keep a value from one run to the next",
  instead: () => "write the value itself: a file is compiled once, not at each request",
});
