// Why: what there is to say about a diagnostic beyond the place where it was found: why it is wrong, and an
// example. It is written above each definition; `npm run docs` collects it, so that no command that only
// compiles has to read it.

import type { Code, Severity } from "./diagnostic.js";

/** An example that is compiled when the pages are made. */
export interface Example {
  /** For what is found in a change: the queue.tusk before it. */
  readonly before?: string;
  /** A queue.tusk with the mistake. */
  readonly wrong: string;
  /** What is printed about it. */
  readonly printed: string;
  /** The same without the mistake: nothing is found in it. */
  readonly right: string;
}

/** The page of a diagnostic. */
export interface Page {
  readonly code: Code;
  /** What `# tsk-ignore` and people call it. */
  readonly name: string;
  readonly severity: Severity;
  /** The headline of its example. */
  readonly headline: string;
  /** Whether `--fix` mends its example. */
  readonly fixable: boolean;
  /** Why it is wrong, and what would happen at run time: paragraphs of Markdown. */
  readonly why: readonly string[];
  /** Absent when it takes more than the text of one file. */
  readonly example?: Example;
  /** What is typed and shown instead of an example. */
  readonly session?: string;
}

/** The pages of all diagnostics, by code. */
export async function loadCatalog(): Promise<readonly Page[]> {
  const { pages } = await import("./pages.js");
  return pages as readonly Page[];
}
