// Why: the pages in docs/diagnostics and the catalogue that `tsk-gen explain` reads are made from the
// definitions, so that they say what the compiler does.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { docsFiles, FOLDER } from "./docs/files.js";

const files = docsFiles();
mkdirSync(FOLDER, { recursive: true });
for (const name of readdirSync(FOLDER)) if (!files.has(name)) rmSync(join(FOLDER, name));
for (const [name, text] of files) writeFileSync(join(FOLDER, name), text);
