// Why: a Dockerfile expands `$`, joins lines that end in a backslash, and runs what stands in shell form
// through a shell. Text enters only in exec form, which is JSON, or as a word that needs no escaping.

import { bug } from "../../diagnostics/bug.js";
import { printable, unicodeEscape } from "../printable.js";
import { type Fragment, tagFor } from "./fragment.js";

/** Text that is safe in a Dockerfile. */
export type Dockerfile = Fragment<"dockerfile">;

/** A Dockerfile, or its ignore file, with holes. */
export const dockerfile = tagFor("dockerfile");

/** A command in exec form. */
export function execForm(words: readonly string[]): Dockerfile {
  const json = words.map((word) => printable(JSON.stringify(word), unicodeEscape)).join(", ");
  return { format: "dockerfile", text: `[${json}]` };
}

/** An image, a variable's name, a number: what has no character of meaning to Docker. */
export function plainWord(word: string | number): Dockerfile {
  const text = String(word);
  if (!/^[\w./:@-]+$/.test(text)) return bug(`${JSON.stringify(text)} is no plain word`);
  return { format: "dockerfile", text };
}

/** Text for a comment. */
export function dockerfileComment(text: string): Dockerfile {
  return { format: "dockerfile", text: printable(text) };
}

/** A pattern of an ignore file that matches this path alone. */
export function ignoredPath(path: string): Dockerfile {
  return { format: "dockerfile", text: printable(path).replace(/[\\*?[\]!#]/g, "\\$&") };
}
