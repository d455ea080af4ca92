// Why: which files exist differs from machine to machine, and some of them hold secrets.

import { family } from "./names.js";
import { readFromEnvironment, refused } from "./operator.js";

/** `@file`, `@file.read`, and their like. */
export const file = refused({
  names: family("file", "files", "read", "write", "directory", "dir", "path"),
  example: '@file.read("...")',
  would: "would read or write files on every `tsk-gen check`",
  instead: readFromEnvironment,
});
