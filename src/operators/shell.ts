// Why: a file that is only checked must not run anything on the machine that checks it.

import { family } from "./names.js";
import { readFromEnvironment, refused } from "./operator.js";

/** `@shell("...")` and `$(...)`. */
export const shell = refused({
  names: family("shell", "exec", "system", "command", "cmd", "bash"),
  example: '@shell("...")',
  would: "would execute a command on every `tsk-gen check`",
  instead: readFromEnvironment,
});
