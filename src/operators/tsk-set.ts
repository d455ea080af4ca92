// Why: compiling a file must leave every other file as it is.

import { refused } from "./operator.js";

/** `@NAME.tsk.set("a.b", value)`. */
export const tskSet = refused({
  names: ["**.tsk.set"],
  example: '@config.tsk.set("a.b", 1)',
  would: "would change another file on every `tsk-gen check`",
  instead: () => "write the value into that file",
});
