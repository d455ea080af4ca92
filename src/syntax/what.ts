// Why: messages call the kinds of values by the same words.

import type { TuskNode } from "./tree.js";

/** Values in words. */
export const WHAT: Readonly<Record<TuskNode["kind"], string>> = {
  object: "an object",
  array: "a list",
  string: "text",
  number: "a number",
  boolean: "a switch",
  null: "null",
  range: "a range",
  runtime: "a value of the environment",
  error: "a value that could not be read",
};
