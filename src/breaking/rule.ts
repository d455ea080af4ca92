// Why: the one shape of a check on a change, so that adding one is a file and a line.

import type { Report } from "../diagnostics/diagnostic.js";
import type { Category } from "./categories.js";
import type { Comparison } from "./comparison.js";

/**
 * Reports what a change does to jobs that are already in the queues: a warning where they fail, are lost, or
 * get less than they were promised, a hint where it is only worth knowing. The primary label is in the file as
 * it is, a related one in the file as it was. A rule passes over what only the environment knows.
 */
export interface BreakingRule {
  readonly category: Category;
  readonly check: (comparison: Comparison, report: Report) => void;
}
