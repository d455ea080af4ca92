// Why: descriptions from queue.tusk become documentation comments, wrapped where a reader wants them.

import { wrap } from "../../diagnostics/wrap.js";
import { commentLine } from "./escape.js";

const WIDTH = 100;

/**
 * The lines of a documentation comment. Line breaks in a text are kept; long lines are wrapped, but for
 * those of tables. `indentation` is in columns.
 */
export function docComment(texts: readonly string[], indentation: number): string[] {
  const written = texts
    .flatMap((text) => text.trim().split(/\r\n|[\n\r\u2028\u2029]/u))
    .map(commentLine);
  const [only = "", ...others] = written;
  if (others.length === 0 && indentation + only.length + "/**  */".length <= WIDTH)
    return [`/** ${only} */`];
  const room = WIDTH - indentation - " * ".length;
  const wrapped = written.flatMap((text) => (text.startsWith("|") ? [text] : wrap(text, room)));
  return ["/**", ...wrapped.map((text) => ` * ${text}`.trimEnd()), " */"];
}
