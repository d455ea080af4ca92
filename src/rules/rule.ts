// Why: the one shape of a check on the bound model, so that adding one is a file and a line.

import type { Report } from "../diagnostics/diagnostic.js";
import type { Model } from "../model/model.js";

/**
 * Reports what no type can see. A rule compares only what the file sets, in the selected profile, and
 * passes over what is a hole or known only at run time.
 */
export type Rule = (model: Model, report: Report) => void;
