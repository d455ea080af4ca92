// Why: what a database holds is known where the program runs, and differs from machine to machine.

import { family } from "./names.js";
import { readFromEnvironment, refused } from "./operator.js";

/** `@query`, `@sql`, `@db`, and their like. */
export const query = refused({
  names: family(
    "query",
    "sql",
    "db",
    "database",
    "redis",
    "mysql",
    "postgres",
    "postgresql",
    "sqlite",
    "mongodb",
    "mongo",
  ),
  example: '@query("...")',
  would: "would ask a database on every `tsk-gen check`",
  instead: readFromEnvironment,
});
