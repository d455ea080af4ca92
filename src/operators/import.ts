// Why: a file that is made of several. Other names that the guides use for it say the same.

import { later } from "./later.js";
import { family } from "./operator.js";

/** `@import "x.tsk"`, as a statement or a value. */
export const importFile = later({
  matches: family("import", "include"),
  example: '@import "x.tsk"',
  instead: "write the keys of that file here",
});
