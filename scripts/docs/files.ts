// Why: what is written to docs/diagnostics, and what a test compares it with.

import { join } from "node:path";
import type { Page } from "../../src/diagnostics/catalog.js";
import { pageMarkdown } from "../../src/diagnostics/page-markdown.js";
import { retired } from "../../src/diagnostics/retired.js";
import { readDefinitions, repository } from "./definitions.js";
import { indexMarkdown } from "./markdown.js";
import { makePage } from "./page.js";

/** Where the pages are. */
export const FOLDER = join(repository, "docs/diagnostics");

/** What the catalogue knows, and neither the definitions nor the list of retired codes do. */
export function forgotten(catalogue: readonly Pick<Page, "code" | "name">[]): string[] {
  const known = new Set([...readDefinitions(), ...retired].map(({ code }) => code));
  return catalogue
    .filter(({ code }) => !known.has(code))
    .map(({ code, name }) => `${code} ${name}`);
}

/** Every file of docs/diagnostics by its name: a page for each definition, their list, and their data; and all names. */
export function docsFiles(): ReadonlyMap<string, string> {
  const definitions = readDefinitions();
  const names = Object.fromEntries(definitions.map(({ name, severity }) => [name, severity]));
  const pages = definitions.map(makePage);
  return new Map([
    ["README.md", indexMarkdown(pages)],
    ["names.json", `${JSON.stringify(names, null, 2)}\n`],
    ["catalog.json", `${JSON.stringify(pages, null, 2)}\n`],
    ...pages.map((page) => [`${page.name}.md`, pageMarkdown(page)] as const),
  ]);
}
