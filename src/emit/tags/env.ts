// Why: environment files are read by systemd and by Docker Compose, which agree on little: no variable in a
// value, no escapes they would both undo. What both read alike is written, anything else only named.

import { printable } from "../printable.js";
import { type Fragment, tagFor } from "./fragment.js";

/** Text that is safe in an environment file. */
export type Env = Fragment<"env">;

/** An environment file with holes. */
export const env = tagFor("env");

/** Whether a variable of this name can be set at all. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/**
 * `NAME=value`, bare or in single quotes, in which both readers take everything literally. A value that
 * cannot be written so is left out.
 */
export function assignment(name: string, value: string): Env {
  const bare = /^[\w./:@+,%=-]*$/.test(value);
  const quotable = !/'/.test(value) && printable(value) === value;
  return { format: "env", text: `${name}=${bare ? value : quotable ? `'${value}'` : ""}` };
}

/** Text for a comment; a backslash at its end would join the next line to it. */
export function envComment(text: string): Env {
  return { format: "env", text: printable(text).replace(/(?<!\\)\\+$/, "") };
}
