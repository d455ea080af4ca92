// Why: what is made of the definitions of diagnostics, and what a test compares it with.

import { join } from "node:path";
import type { Page } from "../../src/diagnostics/catalog.js";
import { pageMarkdown } from "../../src/diagnostics/page-markdown.js";
import { retired } from "../../src/diagnostics/retired.js";
import { readDefinitions, repository } from "./definitions.js";
import { indexMarkdown } from "./markdown.js";
import { makePage } from "./page.js";

/** Where the pages are. */
export const FOLDER = join(repository, "docs/diagnostics");

const DATA = join(repository, "src/diagnostics");

/** What the catalogue knows, and neither the definitions nor the list of retired codes do. */
export function forgotten(catalogue: readonly Pick<Page, "code" | "name">[]): string[] {
  const known = new Set([...readDefinitions(), ...retired].map(({ code }) => code));
  return catalogue
    .filter(({ code }) => !known.has(code))
    .map(({ code, name }) => `${code} ${name}`);
}

/** Every file of docs/diagnostics by its name: a page for each definition, and their list. */
export function docsFiles(): ReadonlyMap<string, string> {
  const pages = readDefinitions().map(makePage);
  return new Map([
    ["README.md", indexMarkdown(pages)],
    ...pages.map((page) => [`${page.name}.md`, pageMarkdown(page)] as const),
  ]);
}

/** What the compiler knows of its own diagnostics, by path: code and severity of each name, and all pages. */
export function dataFiles(): ReadonlyMap<string, string> {
  const definitions = readDefinitions();
  const names = Object.fromEntries(
    definitions.map(({ code, name, severity }) => [name, { code, severity }]),
  );
  return new Map([
    [join(DATA, "names.json"), `${JSON.stringify(names, null, 2)}\n`],
    [join(DATA, "catalog.json"), `${JSON.stringify(definitions.map(makePage), null, 2)}\n`],
  ]);
}
