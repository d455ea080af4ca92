// Why: what says how the compiler reads a file is made from the compiler. Each generator of pages has a
// folder under docs that holds what it makes and nothing else.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { loadCatalog } from "../src/diagnostics/catalog.js";
import { dataFiles, docsFiles, forgotten } from "./docs/files.js";
import { railroadFiles } from "./docs/railroad.js";
import { REFERENCE, referencePage } from "./docs/reference.js";
import { textMateGrammar } from "./docs/textmate/grammar.js";

const repository = fileURLToPath(new URL("..", import.meta.url));

const generators: readonly {
  readonly folder: string;
  /** What belongs into the folder, by path. */
  readonly files: () => ReadonlyMap<string, string>;
}[] = [
  { folder: "diagnostics", files: docsFiles },
  { folder: "grammar", files: railroadFiles },
];

const gone = forgotten(await loadCatalog());
if (gone.length > 0) throw new Error(`${gone.join(", ")} is not in src/diagnostics/retired.ts`);

for (const { folder, files } of generators) write(join(repository, "docs", folder), files());
for (const [path, text] of dataFiles()) writeFileSync(path, text);
writeFileSync(REFERENCE, referencePage());
writeFileSync(join(repository, "grammar/tusk.tmLanguage.json"), textMateGrammar());

function write(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !files.has(relative(folder, path))) rmSync(path);
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
