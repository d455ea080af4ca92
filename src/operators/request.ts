// Why: a file is compiled once, before there is any request.

import { family } from "./names.js";
import { refused } from "./operator.js";

/** `@request`, `@session`, and their like. */
export const request = refused({
  names: family("request", "session", "cookie", "user", "item", "response", "flash", "params"),
  example: "@request.user_id",
  would: "needs a request, and there is none while a file is compiled",
  instead: () => "pass it to the job as a field of its payload",
});
