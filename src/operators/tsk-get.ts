// Why: one value out of another file.

import { later } from "./later.js";
import { ending } from "./operator.js";

/** `@NAME.tsk.get("a.b")`. */
export const tskGet = later({
  matches: ending("tsk", "get"),
  example: '@config.tsk.get("a.b")',
  instead: "write the value of that file here",
});
