// Why: code in a config runs with the rights of whoever compiles it.

import { family } from "./names.js";
import { refused } from "./operator.js";

/** `@php`, `@go`, `@python`, and their like. */
export const code = refused({
  names: family(
    "php",
    "go",
    "python",
    "ruby",
    "js",
    "javascript",
    "node",
    "rust",
    "java",
    "eval",
    "fujsen",
    "function",
    "lambda",
  ),
  example: '@php("...")',
  would: "would run code of another language on every `tsk-gen check`",
  instead: () => "write the value itself, or compute it in the handler",
});
