// Why: an expression is judged by the library that will run it. Loading it takes longer than compiling a
// file, so it is loaded when the first expression is met; and it is found where BullMQ finds it, so that
// both are the same version.

import { createRequire } from "node:module";
import type { CronExpressionParser } from "cron-parser";

let loaded: typeof CronExpressionParser | undefined;

/** A moment to look from, so that the answer does not depend on when a file is compiled. */
const START = new Date("2024-01-01T00:00:00Z");

/** Whether the library can read the expression. */
export function isReadable(expression: string): boolean {
  try {
    parser().parse(expression, { currentDate: START, tz: "UTC" });
    return true;
  } catch {
    return false;
  }
}

/** Whether there is a moment at which the expression fires. */
export function everFires(expression: string): boolean {
  try {
    parser().parse(expression, { currentDate: START, tz: "UTC" }).next();
    return true;
  } catch {
    return false;
  }
}

function parser(): typeof CronExpressionParser {
  if (loaded === undefined) {
    const bullmq = createRequire(import.meta.url).resolve("bullmq");
    const library: { readonly CronExpressionParser: typeof CronExpressionParser } =
      createRequire(bullmq)("cron-parser");
    loaded = library.CronExpressionParser;
  }
  return loaded;
}
