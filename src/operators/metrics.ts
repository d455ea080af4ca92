// Why: compiling is no event of the running system, and must not be counted as one.

import { family } from "./names.js";
import { refused } from "./operator.js";

/** `@metrics` and its like. */
export const metrics = refused({
  names: family(
    "metrics",
    "metric",
    "monitoring",
    "monitor",
    "alert",
    "trace",
    "profile",
    "benchmark",
  ),
  example: '@metrics("name", 1)',
  would: "would change measurements on every `tsk-gen check`",
  instead: () => "remove it: the generated worker has metrics of its own",
});
