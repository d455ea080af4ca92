// Why: the documentation of a diagnostic is Markdown in the comment above it: prose, a file with the mistake,
// and the same file without it; for what is found in a change, the file before it comes first.

import type { Definition } from "./definitions.js";

/** What a comment says: a pair of files, or a session at a terminal where a file is not enough. */
export type Docs = { readonly why: readonly string[] } & (
  | { readonly before?: string; readonly wrong: string; readonly right: string }
  | { readonly session: string }
);

interface Fence {
  readonly language: string;
  /** What stands behind the language: `expect=unknown-queue`, or nothing. */
  readonly info: string;
  readonly text: string;
}

const FENCE = /^```(\w+)(.*)\n([\s\S]*?)^```$/gm;

/**
 * Reads the comment of a definition. `tusk expect=NAME` opens the file with the mistake and `tusk` the
 * mended one; before them `tusk before` may open the file that a change begins with. Throws when that is not what it holds.
 */
export function parseDocs({ code, name, docs }: Definition): Docs {
  const fences = Array.from(docs.matchAll(FENCE), readFence);
  const why = docs
    .replace(FENCE, "")
    .split(/\n{2,}/)
    .map(unfold)
    .filter(Boolean);
  if (why.length === 0) throw new Error(`${code} ${name} does not say why`);
  const [first] = fences;
  if (fences.length === 1 && first?.language === "console") return { why, session: first.text };
  const before = first?.info === BEFORE ? first : undefined;
  const [wrong, right, ...more] = before === undefined ? fences : fences.slice(1);
  const isPair =
    more.length === 0 &&
    fences.every(({ language }) => language === "tusk") &&
    wrong?.info === `expect=${name}` &&
    right?.info === "";
  if (!isPair) throw new Error(`${code} ${name} needs \`tusk expect=${name}\`, and then \`tusk\``);
  return { why, ...(before && { before: before.text }), wrong: wrong.text, right: right.text };
}

/** What stands behind the language of a file before a change. */
const BEFORE = "before";

function readFence([, language = "", info = "", text = ""]: readonly string[]): Fence {
  return { language, info: info.trim(), text };
}

/** A paragraph is one line: where it breaks is up to whoever shows it. */
function unfold(paragraph: string): string {
  return paragraph.trim().replace(/\s*\n\s*/g, " ");
}
