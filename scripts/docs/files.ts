// Why: what is written to docs/diagnostics, and what a test compares it with.

import { join } from "node:path";
import { pageMarkdown } from "../../src/diagnostics/page-markdown.js";
import { readDefinitions, repository } from "./definitions.js";
import { indexMarkdown } from "./markdown.js";
import { makePage } from "./page.js";

/** Where the pages are. */
export const FOLDER = join(repository, "docs/diagnostics");

/** Every file of docs/diagnostics by its name: a page for each definition, their list, and their data. */
export function docsFiles(): ReadonlyMap<string, string> {
  const pages = readDefinitions().map(makePage);
  return new Map([
    ["README.md", indexMarkdown(pages)],
    ["catalog.json", `${JSON.stringify(pages, null, 2)}\n`],
    ...pages.map((page) => [`${page.name}.md`, pageMarkdown(page)] as const),
  ]);
}
